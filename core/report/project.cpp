#include "core/report/project.h"

#include <algorithm>
#include <set>

#include "core/json_values.h"
#include "core/limits.h"
#include "core/report/dockerfile_json.h"
#include "core/report/taxonomy_json.h"

namespace plimsoll::report {
namespace {

using Json = nlohmann::ordered_json;

void add(const dockerfile::KindCounts& more, dockerfile::KindCounts& to) {
    for (size_t kind = 0; kind < to.size(); ++kind) to[kind] += more[kind];
}

ProjectReport::File read_dockerfile(const taxonomy::ProjectFile& file, std::set<std::string>& known,
                                    Report::Taxonomy& sum) {
    ProjectReport::File read;
    dockerfile::Dockerfile parsed = dockerfile::parse(file.content);
    for (const auto& [name, count] : dockerfile::instruction_counts(parsed.instructions)) {
        read.instructions[name] = count;
        sum.instructions[name] += count;
    }
    read.commands = dockerfile::command_kinds(parsed.instructions, file.content);
    read.study_commands = dockerfile::authors_kinds(dockerfile::parse_as_authors(file.content).instructions);
    add(read.commands, sum.commands);
    add(read.study_commands, sum.study_commands);
    for (dockerfile::BaseImage& image : dockerfile::base_images(parsed)) {
        if (read.base_images.size() == limits::project_stages) break;
        const std::string& name = image.resolved.empty() ? image.written : image.resolved;
        if (sum.base_images.size() < limits::project_bases && known.insert(name).second) {
            const auto& from = parsed.instructions[parsed.stages[image.stage].first];
            std::string evidence = file.path;
            evidence.append(":")
                .append(std::to_string(from.lines.first))
                .append(": FROM ")
                .append(image.written);
            sum.base_images.push_back({name, image.types, std::move(evidence), true});
        }
        read.base_images.push_back(std::move(image));
    }
    read.problems = std::move(parsed.problems);
    return read;
}

}  // namespace

ProjectReport report_project(taxonomy::FoundProject found) {
    ProjectReport report;
    report.name = std::move(found.name);
    report.project = std::move(found.project);
    report.problems = std::move(found.problems);
    auto answers = taxonomy::classify(report.project, taxonomy::built_in_knowledge());
    report.taxonomy.category = std::move(answers.category);
    report.taxonomy.purposes = std::move(answers.purposes);
    for (Problem& problem : answers.problems) report.problems.push_back(std::move(problem));
    std::set<std::string> known;
    for (const taxonomy::ProjectFile& file : report.project.files) {
        if (taxonomy::use_of(file.path) == taxonomy::FileUse::compose)
            report.files.push_back({taxonomy::FileUse::compose});
        else
            report.files.push_back(read_dockerfile(file, known, report.taxonomy));
    }
    return report;
}

std::string to_json(const ProjectReport& report) {
    Json files = Json::array(), problems = Json::array();
    for (size_t number = 0; number < report.files.size(); ++number) {
        const taxonomy::ProjectFile& file = report.project.files[number];
        const bool compose = report.files[number].use == taxonomy::FileUse::compose;
        Json json = {{"path", file.path}, {"use", compose ? "compose" : "dockerfile"}};
        if (compose)
            json["bytes"] = file.content.size();
        else
            json.update(dockerfile_json(file.path, file.content, dockerfile::parse(file.content),
                                        dockerfile::parse_as_authors(file.content), limits::project_stages));
        files.push_back(std::move(json));
    }
    for (const Problem& problem : report.problems)
        problems.push_back({{"severity", problem.severity == Problem::Severity::error ? "error" : "warning"},
                            {"where", problem.where},
                            {"message", problem.message}});
    const Json json = {{"schema", project_schema},
                       {"generator", {{"name", "plimsoll"}, {"version", version()}}},
                       {"name", report.name},
                       {"repository", text_or_null(report.project.repository)},
                       {"files", std::move(files)},
                       {"taxonomy", taxonomy_json(report.taxonomy)},
                       {"problems", std::move(problems)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::report
