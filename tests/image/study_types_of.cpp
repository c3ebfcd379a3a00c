// study_types_of: names on standard input, each ended by a zero byte; their types by the study's rules on standard
// output, in the same way. check-study-types compares them with what it finds itself.
#include <iostream>
#include <string>

#include "core/image/file_types.h"

int main() {
    std::ios::sync_with_stdio(false);
    std::string name;
    while (std::getline(std::cin, name, '\0')) std::cout << plimsoll::image::study_type(name) << '\0';
    return std::cout.flush() ? 0 : 1;
}
