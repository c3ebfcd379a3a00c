#include <cstdio>
#include <iostream>

#include "core/cli/cli.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int count, char** arguments) {
#ifdef __GLIBC__
    // Large blocks go back to the system as soon as they are freed. Left alone, the library stops doing so after the first
    // of them, and what grows leaves gaps behind that nothing fills: a sixth of all memory.
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
#endif
    return plimsoll::cli::run({arguments + 1, arguments + count}, std::cout, std::cerr);
}
