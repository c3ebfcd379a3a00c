/* Of Mbed TLS only SHA-256. */

#define MBEDTLS_SHA256_C
