// Figure 3a: what share of a project's instructions each instruction has.
#include <algorithm>
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

constexpr std::string_view shown_instructions[] = {"ADD",  "ARG",    "CMD",    "COPY",  "ENTRYPOINT",
                                                   "ENV",  "EXPOSE", "FROM",   "LABEL", "RUN",
                                                   "USER", "VOLUME", "WORKDIR"};

/// The shares in percent of all (or of genuine) first words, rounded as the package does, by project.
std::vector<Share> shares_of(const std::vector<FileWords>& files, const RepoCategories& categories,
                             bool clean) {
    std::map<std::string, std::pair<uint64_t, std::map<std::string, uint64_t>>> projects;
    for (const FileWords& file : files) {
        if (clean && file.junk()) continue;
        auto& [all, counts] = projects[file.repo];
        all += clean ? file.genuine : file.all;
        for (const auto& [name, count] : file.counts)
            if (is_instruction(name)) counts[name] += count;
    }
    std::vector<Share> shares;
    for (const auto& [repo, words] : projects)
        for (const auto& [name, count] : words.second)
            if (count > 0)
                shares.push_back(
                    {categories.of(repo), repo, name,
                     rounded(100 * static_cast<double>(count) / static_cast<double>(words.first), 2)});
    return shares;
}

/// How often the rows of each category stand in the file.
void find_repeated(const std::vector<Share>& rows, Figure& figure) {
    std::map<Category, std::pair<size_t, std::set<std::pair<std::string, std::string>>>> by_category;
    std::set<std::pair<std::string, std::string>> distinct;
    for (const Share& row : rows) {
        auto& [count, pairs] = by_category[row.category];
        ++count;
        pairs.emplace(row.repo, row.name);
        distinct.emplace(row.repo, row.name);
    }
    if (distinct.size() == rows.size()) return;
    std::string sentence = several(rows.size() - distinct.size(), "row");
    sentence.append(" of ").append(shown(static_cast<double>(rows.size()))).append(" are repeated:");
    const char* before = " ";
    for (const auto& [category, counted] : by_category) {
        const size_t times = counted.first / std::max<size_t>(counted.second.size(), 1);
        if (times < 2) continue;
        sentence.append(before).append(category_name(category)).append("'s stand in the file ");
        sentence.append(std::to_string(times)).append(" times");
        before = ", ";
    }
    figure.findings.push_back(sentence.append(", and the figure counts each of them."));
}

/// Words that are no instructions, and where they come from.
void find_junk(const std::vector<FileWords>& files, Figure& figure) {
    uint64_t all = 0, genuine = 0, runs = 0, junk_files = 0;
    std::map<std::string, uint64_t> junk;  // by project
    std::map<std::string, std::string> examples;
    for (const FileWords& file : files) {
        all += file.all;
        genuine += file.genuine;
        junk_files += file.junk() ? 1 : 0;
        if (const auto run = file.counts.find("RUN"); run != file.counts.end()) runs += run->second;
        if (file.all > file.genuine) {
            junk[file.repo] += file.all - file.genuine;
            if (file.junk()) examples[file.repo] = file.file;
        }
    }
    if (all == genuine || genuine == 0) return;
    const auto worst = std::max_element(junk.begin(), junk.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    std::string sentence = shown(static_cast<double>(all - genuine));
    sentence.append(" of ").append(several(all, "counted word")).append(" are no instructions; ");
    sentence.append(shown(static_cast<double>(worst->second)))
        .append(" of them come from ")
        .append(worst->first);
    if (const auto example = examples.find(worst->first); example != examples.end())
        sentence.append(" (").append(example->second).append(")");
    figure.findings.push_back(
        sentence.append(", and they are in ").append(several(junk.size(), "project")).append("."));
    if (junk_files > 0)
        figure.findings.push_back(
            several(junk_files, "file") + " with Dockerfile in the name " + (junk_files == 1 ? "is" : "are") +
            " mostly something else: fewer than half of the first words are instructions.");
    figure.findings.push_back("Over all projects RUN is " +
                              shown(100 * static_cast<double>(runs) / static_cast<double>(genuine), 1) +
                              " % of " + several(genuine, "instruction") + ", but " +
                              shown(100 * static_cast<double>(runs) / static_cast<double>(all), 1) +
                              " % of what the figure counts as such.");
}

/// Whether the package's percentages follow from its counts.
void check_percentages(const std::vector<Share>& rows, const std::vector<Share>& counted, Figure& figure,
                       std::string_view from) {
    std::map<std::pair<std::string, std::string>, double> expected;
    for (const Share& share : counted) expected[{share.repo, share.name}] = share.percent;
    std::set<std::pair<std::string, std::string>> seen;
    size_t equal = 0;
    for (const Share& row : rows) {
        if (!seen.emplace(row.repo, row.name).second) continue;
        const auto found = expected.find({row.repo, row.name});
        // A half may be rounded either way.
        equal += found != expected.end() && std::abs(found->second - row.percent) < 0.0101 ? 1 : 0;
    }
    std::string check = shown(static_cast<double>(equal));
    figure.checks.push_back(check.append(" of ")
                                .append(several(seen.size(), "percentage"))
                                .append(" follow from ")
                                .append(from)
                                .append("."));
}

/// Whether the package's counts follow from its Dockerfiles.
void check_counts(const Dataset& data, Figure& figure) {
    if (data.dockerfiles.empty() || data.instruction_counts.empty()) return;
    const auto listed = words_of_files(data), read = words_of_dockerfiles(data);
    std::map<std::pair<std::string, std::string>, const FileWords*> by_name;
    size_t with_words = 0, equal = 0;
    for (const FileWords& file : read)
        if (file.all > 0) by_name[{file.repo, file.file}] = &file;
    for (const FileWords& file : listed) {
        const auto found = by_name.find({file.repo, file.file});
        if (found == by_name.end()) continue;
        ++with_words;
        equal += found->second->counts == file.counts ? 1 : 0;
    }
    figure.checks.push_back("The first words of " + shown(static_cast<double>(equal)) + " of " +
                            several(listed.size(), "file") + " follow from the Dockerfiles (" +
                            several(listed.size() - with_words, "file") + " not found, " +
                            several(by_name.size() - with_words, "Dockerfile") + " not listed).");
}

}  // namespace

Figure fig3a(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig3a;
    figure.title = "Figure 3a: share of instructions in a project's Dockerfiles";
    figure.formula =
        "Percentage = 100 * count of the instruction / count of all first words, those of files that are no "
        "Dockerfiles too; "
        "boxes: type 7 quartiles, whiskers 1.5 interquartile ranges, over all rows of the file, repeated "
        "ones too. Corrected: "
        "each project once, of instructions only, without files that are mostly something else.";
    const RepoCategories categories(data);
    const auto files = words_of_files(data);
    ShareBoxes shares;
    shares.as_published = data.instruction_shares;
    const auto counted = shares_of(files, categories, false);
    if (shares.as_published.empty())
        for (const Share& share : counted)
            if (std::find(std::begin(shown_instructions), std::end(shown_instructions), share.name) !=
                std::end(shown_instructions))
                shares.as_published.push_back(share);
    shares.corrected = shares_of(files, categories, true);
    std::set<std::string> shown_names;
    for (const Share& share : shares.as_published) shown_names.insert(share.name);
    std::erase_if(shares.corrected, [&](const Share& share) { return !shown_names.contains(share.name); });

    figure.available = !data.instruction_shares.empty();
    figure.source = figure.available ? "RQ3/instructions/Docker_images_instructions.csv (" +
                                           several(data.instruction_shares.size(), "row") + ")"
                                     : "counted in the Dockerfiles";
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["formula"] = figure.formula;
        (*json)["outliers_field"] = "count";
        (*json)["n_rows"] = shares.as_published.size();
    }
    figure.corrected["n_rows"] = shares.corrected.size();
    fill_boxes(figure, shares, data,
               "Without repeated rows, files that are no Dockerfiles, and words that are no instructions.");
    find_repeated(data.instruction_shares, figure);
    find_junk(files, figure);
    if (figure.available && !files.empty())
        check_percentages(data.instruction_shares, counted, figure,
                          data.instruction_counts.empty() ? "the Dockerfiles" : "results_instruction.csv");
    if (figure.available && !data.instruction_counts.empty() && !data.dockerfiles.empty())
        check_percentages(data.instruction_shares, shares_of(words_of_dockerfiles(data), categories, false),
                          figure, "the Dockerfiles");
    check_counts(data, figure);
    return figure;
}

}  // namespace plimsoll::study
