#include <cstdlib>

#include "core/taxonomy/knowledge.h"

namespace plimsoll::taxonomy {

extern const unsigned char taxonomy_json[];  ///< assets/taxonomy.json, as cmake/embed.cmake writes it
extern const size_t taxonomy_json_size;

const Knowledge& built_in_knowledge() {
    static const Knowledge knowledge = [] {
        auto read = read_knowledge({reinterpret_cast<const char*>(taxonomy_json), taxonomy_json_size});
        if (!read) std::abort();  // the build is broken, and no input can cause it
        return *read;
    }();
    return knowledge;
}

}  // namespace plimsoll::taxonomy
