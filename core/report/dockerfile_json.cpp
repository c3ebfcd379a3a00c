#include "core/report/dockerfile_json.h"

#include "core/json_values.h"

namespace plimsoll::report {

using Json = nlohmann::ordered_json;

Json kinds_json(const dockerfile::KindCounts& counts) {
    Json json = Json::object();
    for (size_t kind = 1; kind < counts.size(); ++kind)
        json[std::string(dockerfile::kind_name(static_cast<dockerfile::Kind>(kind)))] = counts[kind];
    return json;
}

Json types_json(const std::vector<dockerfile::BaseType>& types) {
    Json json = Json::array();
    for (const dockerfile::BaseType type : types) json.push_back(dockerfile::base_type_name(type));
    return json;
}

namespace {

Json stages_json(const dockerfile::Dockerfile& file, size_t most) {
    Json json = Json::array();
    for (const dockerfile::Stage& stage : file.stages) {
        if (json.size() == most) break;
        Json uses = Json::array();
        for (const dockerfile::StageUse& use : stage.uses) {
            if (uses.size() == most) break;
            uses.push_back({{"from", use.from},
                            {"stage", use.stage ? Json(*use.stage) : Json()},
                            {"by", use.mount ? "mount" : "copy"},
                            {"line", file.instructions[use.instruction].lines.first}});
        }
        json.push_back({{"name", text_or_null(stage.name)},
                        {"base", stage.base},
                        {"base_stage", stage.base_stage ? Json(*stage.base_stage) : Json()},
                        {"platform", text_or_null(stage.platform)},
                        {"line", file.instructions[stage.first].lines.first},
                        {"instructions", stage.last - stage.first},
                        {"uses", std::move(uses)}});
    }
    return json;
}

Json base_images_json(const dockerfile::Dockerfile& file, size_t most) {
    Json json = Json::array();
    for (const dockerfile::BaseImage& image : dockerfile::base_images(file)) {
        if (json.size() == most) break;
        Json reference;
        if (image.reference)
            reference = {{"registry", image.reference->registry},
                         {"namespace", text_or_null(image.reference->name_space)},
                         {"name", image.reference->name},
                         {"tag", text_or_null(image.reference->tag)},
                         {"digest", text_or_null(image.reference->digest)}};
        json.push_back({{"stage", image.stage},
                        {"written", image.written},
                        {"resolved", image.resolved},
                        {"reference", std::move(reference)},
                        {"types", types_json(image.types.types)},
                        {"evidence", text_or_null(image.types.evidence)}});
    }
    return json;
}

}  // namespace

Json dockerfile_json(std::string_view path, std::string_view text, const dockerfile::Dockerfile& file,
                     const dockerfile::Dockerfile& as_authors, size_t most) {
    Json counts = Json::object(), problems = Json::array(), directives = Json::object();
    for (const auto& [name, count] : dockerfile::instruction_counts(file.instructions)) counts[name] = count;
    for (const Problem& problem : file.problems)
        problems.push_back({{"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
                            {"where", problem.where},
                            {"message", problem.message}});
    for (const auto& directive : file.directives) directives[directive.name] = directive.value;
    return {{"path", path},
            {"bytes", text.size()},
            {"directives", std::move(directives)},
            {"instructions", std::move(counts)},
            {"kinds",
             {{"as_the_authors_counted", kinds_json(dockerfile::authors_kinds(as_authors.instructions))},
              {"by_command", kinds_json(dockerfile::command_kinds(file.instructions, text))}}},
            {"stages", stages_json(file, most)},
            {"base_images", base_images_json(file, most)},
            {"problems", std::move(problems)}};
}

}  // namespace plimsoll::report
