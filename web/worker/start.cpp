// What each worker's module has.

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <new>

#include "web/worker/host.h"

extern "C" EMSCRIPTEN_KEEPALIVE double worker_memory() {
    return static_cast<double>(emscripten_get_heap_size());
}

int main() { std::set_new_handler(host_out_of_memory); }
