// Figure 3b: what share of the commands in a project's Dockerfiles each kind of commands has.
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

using KindsOf = dockerfile::KindCounts RawDockerfile::*;

std::vector<Share> shares_of(const Dataset& data, const RepoCategories& categories, KindsOf kinds,
                             bool clean) {
    std::map<std::string, dockerfile::KindCounts> projects;
    for (const RawDockerfile& file : data.dockerfiles) {
        if (clean && words_of(file).junk()) continue;
        auto& sum = projects[file.repo];
        for (size_t at = 1; at < dockerfile::kind_count; ++at) sum[at] += (file.*kinds)[at];
    }
    std::vector<Share> shares;
    for (const auto& [repo, counts] : projects) {
        double all = 0;
        for (size_t at = 1; at < dockerfile::kind_count; ++at) all += counts[at];
        for (size_t at = 1; at < dockerfile::kind_count; ++at)
            if (counts[at] > 0)
                shares.push_back({categories.of(repo), repo,
                                  std::string(dockerfile::kind_name(static_cast<dockerfile::Kind>(at))),
                                  rounded(100.0 * counts[at] / all, 2)});
    }
    return shares;
}

/// How many rows of the package follow from shares that were counted, and how far the others are off.
void check(const std::vector<Share>& rows, const std::vector<Share>& counted, std::string_view from,
           Figure& figure) {
    std::map<std::pair<std::string, std::string>, double> expected;
    for (const Share& share : counted) expected[{share.repo, share.name}] = share.percent;
    size_t equal = 0;
    double worst = 0;
    for (const Share& row : rows) {
        const auto found = expected.find({row.repo, row.name});
        const double off = std::abs((found == expected.end() ? 0 : found->second) - row.percent);
        equal += off < 0.0101 ? 1 : 0;
        worst = std::max(worst, off);
    }
    std::string sentence = shown(static_cast<double>(equal));
    sentence.append(" of ").append(several(rows.size(), "percentage")).append(" follow from ").append(from);
    figure.checks.push_back(
        sentence.append("; the others are off by up to ").append(shown(worst, 1)).append(" points."));
}

/// Words that count although no command is there, and those that count twice.
void find_words(const Dataset& data, Figure& figure) {
    uint64_t all = 0, run = 0, commands = 0;
    for (const RawDockerfile& file : data.dockerfiles)
        for (size_t at = 1; at < dockerfile::kind_count; ++at) {
            all += file.authors_kinds[at];
            run += file.run_kinds[at];
            commands += file.commands[at];
        }
    if (all > run)
        figure.findings.push_back("The caption says RUN, but " + shown(static_cast<double>(all - run)) +
                                  " of " + several(all, "counted word") + " stand in other instructions.");
    if (run > commands)
        figure.findings.push_back(shown(static_cast<double>(run)) + " words of RUN are counted, but only " +
                                  several(commands, "command") +
                                  " of these kinds are run: apt-get install counts as Dependencies and as "
                                  "Build/Execute, and arguments count as commands.");
}

}  // namespace

Figure fig3b(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig3b;
    figure.title = "Figure 3b: share of kinds of commands in a project's Dockerfiles";
    figure.formula =
        "Words between blanks of all instructions' values that are in the lists of commands; 100 * count of "
        "the kind / count of "
        "all five kinds. Corrected: of RUN only, without files that are mostly something else.";
    const RepoCategories categories(data);
    ShareBoxes shares;
    const auto counted = shares_of(data, categories, &RawDockerfile::authors_kinds, false);
    figure.available = !data.kind_shares.empty();
    shares.as_published = figure.available ? data.kind_shares : counted;
    shares.corrected = shares_of(data, categories, &RawDockerfile::run_kinds, true);
    figure.source = figure.available ? "RQ3/instructions/Docker_instructions_category.csv (" +
                                           several(data.kind_shares.size(), "row") + ")"
                                     : "counted in the Dockerfiles";
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["formula"] = figure.formula;
        (*json)["commands"] = published_figure(Item::fig3b)["commands"];
    }
    fill_boxes(figure, shares, data, "Of RUN only, without files that are no Dockerfiles.");
    find_words(data, figure);
    if (data.dockerfiles.empty()) {
        figure.not_recomputable.push_back(
            "The corrected values need the Dockerfiles (raw-data/Dockerfiles/logs), which are not in "
            "this data set.");
    } else if (figure.available) {
        check(data.kind_shares, counted, "the Dockerfiles as the authors read them", figure);
        check(data.kind_shares, shares_of(data, categories, &RawDockerfile::run_kinds, false), "RUN only",
              figure);
    }
    return figure;
}

}  // namespace plimsoll::study
