// What an image is for and what it is built on: the study's questions, put to one image.
#include <algorithm>

#include "core/sorting.h"

#include "core/report/report.h"

namespace plimsoll::report {
namespace {

/// Labels that say in words what an image is; others hold dates, hashes and addresses.
constexpr std::string_view telling_labels[] = {"org.opencontainers.image.title",
                                               "org.opencontainers.image.description",
                                               "org.label-schema.name",
                                               "org.label-schema.description",
                                               "name",
                                               "description",
                                               "summary",
                                               "io.k8s.description",
                                               "io.k8s.display-name",
                                               "io.openshift.tags"};

taxonomy::Project project_of(const Report& report) {
    const image::Config& config = report.image.config;
    taxonomy::Project project;
    if (!report.image.references.empty()) {
        // "docker.io/owner/name:tag" is what people call owner/name.
        const auto reference = dockerfile::parse_reference(report.image.references.front());
        project.repository = reference ? reference->familiar() : report.image.references.front();
    }
    taxonomy::ImageFacts& facts = project.image;
    for (const packages::Package& package : report.packages)
        if (package.ecosystem != packages::Ecosystem::files) facts.packages.push_back(package.name);
    sort_stably(facts.packages.begin(), facts.packages.end());
    facts.entrypoint = config.entrypoint;
    facts.command = config.cmd;
    facts.ports = config.exposed_ports;
    facts.environment = config.env;
    facts.volumes = config.volumes;
    facts.user = config.user;
    for (const std::string_view name : telling_labels)
        if (const auto label = config.labels.find(std::string(name)); label != config.labels.end())
            facts.labels.push_back(label->second);
    for (const Report::HistoryStep& step : report.history) facts.history.push_back(step.step.created_by);
    return project;
}

}  // namespace

Report::Taxonomy taxonomy_of(const Report& report, std::string_view os_release) {
    Report::Taxonomy result;
    auto answers = taxonomy::classify(project_of(report), taxonomy::built_in_knowledge());
    result.category = std::move(answers.category);
    result.purposes = std::move(answers.purposes);

    std::vector<dockerfile::Instruction> history;
    for (const Report::HistoryStep& step : report.history) history.push_back(step.made_by);
    const image::Config& config = report.image.config;
    const std::vector<std::pair<std::string, std::string>> labels(config.labels.begin(), config.labels.end());
    result.base_images = dockerfile::recognise_bases({history, labels, config.env, os_release});
    for (const auto& [name, count] : dockerfile::instruction_counts(history))
        result.instructions[name] = count;
    result.commands = dockerfile::command_kinds(history, {});
    result.study_commands = dockerfile::authors_kinds(history);
    return result;
}

}  // namespace plimsoll::report
