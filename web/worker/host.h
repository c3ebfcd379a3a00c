// The functions of host.js.
#pragma once

#include <cstddef>

extern "C" {
double host_read(unsigned file, double offset, void* into, double bytes, int reading);
double host_size(unsigned file);
size_t host_read_error(char* into, size_t capacity);
void host_progress(double bytes);
void host_image(const void* packed, size_t bytes, int streamed);
void host_project(const void* packed, size_t bytes);
void host_dataset();
void host_results(const void* packed, size_t bytes);
void host_scan(double blob, const void* packed, size_t bytes);
void host_error(const char* where, size_t where_bytes, const char* message, size_t message_bytes);
void host_out_of_memory();
}
