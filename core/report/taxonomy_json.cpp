#include "core/report/taxonomy_json.h"

#include "core/report/dockerfile_json.h"
#include "core/taxonomy/json.h"

namespace plimsoll::report {

using Json = nlohmann::ordered_json;

nlohmann::ordered_json taxonomy_json(const Report::Taxonomy& taxonomy) {
    Json bases = Json::array();
    for (const dockerfile::BaseFinding& base : taxonomy.base_images) {
        bases.push_back({{"image", base.image},
                         {"types", types_json(base.types.types)},
                         {"declared", base.declared},
                         {"evidence", base.evidence}});
    }
    return {{"category", taxonomy::to_json(taxonomy.category)},
            {"purposes", taxonomy::to_json(taxonomy.purposes)},
            {"base_images", bases},
            {"instructions", taxonomy.instructions},
            {"commands", kinds_json(taxonomy.commands)},
            {"study_commands", kinds_json(taxonomy.study_commands)}};
}

}  // namespace plimsoll::report
