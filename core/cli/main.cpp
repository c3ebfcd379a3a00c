#include <cstdio>
#include <iostream>

#include "core/cli/cli.h"

int main(int count, char** arguments) {
    return plimsoll::cli::run({arguments + 1, arguments + count}, std::cout, std::cerr);
}
