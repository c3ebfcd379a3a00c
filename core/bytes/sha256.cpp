#include <mbedtls/sha256.h>

#include "core/bytes/bytes.h"

namespace plimsoll::bytes {

struct Sha256::State {
    mbedtls_sha256_context context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    mbedtls_sha256_init(&state_->context);
    mbedtls_sha256_starts_ret(&state_->context, 0);
}

Sha256::~Sha256() { mbedtls_sha256_free(&state_->context); }

void Sha256::add(Bytes bytes) { mbedtls_sha256_update_ret(&state_->context, bytes.data(), bytes.size()); }

std::array<uint8_t, 32> Sha256::sum() {
    std::array<uint8_t, 32> hash{};
    mbedtls_sha256_finish_ret(&state_->context, hash.data());
    return hash;
}

std::string Sha256::digest() {
    std::string text = "sha256:";
    for (const uint8_t byte : sum()) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

}  // namespace plimsoll::bytes
