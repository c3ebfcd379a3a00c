#include "core/study/tables.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/study/literal.h"
#include "core/study/names.h"

namespace plimsoll::study {
namespace {

std::string text(const CsvColumns& columns, const CsvRow& row, std::string_view name) {
    return std::string(columns.cell(row, name));
}

double number_or_zero(const CsvColumns& columns, const CsvRow& row, std::string_view name) {
    return number_of(columns.cell(row, name)).value_or(0);
}

uint64_t count_of(const CsvColumns& columns, const CsvRow& row, std::string_view name) {
    const double value = number_or_zero(columns, row, name);
    return value > 0 && value < 1e18 ? static_cast<uint64_t>(value) : 0;
}

std::string unknown_category(std::string_view written) {
    std::string message = "no category of the study: ";
    return message.append(written.substr(0, 60));
}

RowReader read_projects(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        Project project;
        project.repo = text(columns, row, "Repos");
        if (project.repo.empty()) return {};
        project.written_category = text(columns, row, "manual_topic");
        project.category = category_of(project.written_category);
        const auto number = [&](std::string_view name) { return number_of(columns.cell(row, name)); };
        project.size = number("repo_size");
        project.commits = number("commits");
        project.contributors = number("contributors");
        project.forks = number("forks");
        project.stars = number("stars");
        project.releases = number("releases");
        project.docker_files_count = number("docker_files_count");
        const auto images = parse_literal(columns.cell(row, "latest_image"));
        std::string trouble;
        if (images)
            project.images = images->texts();
        else
            trouble = "latest_image: " + images.error().message;
        if (project.category == Category::none && trouble.empty())
            trouble = unknown_category(project.written_category);
        data.projects.push_back(std::move(project));
        return trouble;
    };
}

/// The columns of manual-labeling.csv that hold Python's literals.
constexpr std::string_view literal_columns[] = {"latest_image", "dockerfiles", "base_images", "purpose"};

RowReader read_labelled(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        Labelled labelled;
        labelled.repo = text(columns, row, "repos");
        if (labelled.repo.empty()) return {};
        labelled.written_category = text(columns, row, "manual_topic");
        labelled.category = category_of(labelled.written_category);
        labelled.dockerfiles = number_of(columns.cell(row, "total_dockerfiles"));
        labelled.labels = text(columns, row, "What");
        std::string trouble;
        for (const std::string_view name : literal_columns) {
            const std::string_view cell = columns.cell(row, name);
            if (cell.empty() || !trouble.empty()) continue;
            const auto value = parse_literal(cell);
            if (!value) trouble = std::string(name) + ": " + value.error().message;
        }
        if (labelled.category == Category::none && trouble.empty())
            trouble = unknown_category(labelled.written_category);
        data.labelled.push_back(std::move(labelled));
        return trouble;
    };
}

/// Two tables have the same heading: what is in them tells which one it is.
RowReader read_shares(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        Share share{category_of(columns.cell(row, "Category")), text(columns, row, "Repos"),
                    text(columns, row, "Instructions"), 0};
        const auto percent = number_of(columns.cell(row, "Percentage"));
        if (!percent) return "Percentage is no number";
        share.percent = *percent;
        if (share.category == Category::none) return unknown_category(columns.cell(row, "Category"));
        bool kind = false;
        for (size_t at = 1; at < dockerfile::kind_count; ++at)
            kind = kind || share.name == dockerfile::kind_name(static_cast<dockerfile::Kind>(at));
        (kind ? data.kind_shares : data.instruction_shares).push_back(std::move(share));
        return {};
    };
}

RowReader read_instruction_counts(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        data.instruction_counts.push_back({text(columns, row, "repos"), text(columns, row, "filename"),
                                           text(columns, row, "instructions"),
                                           count_of(columns, row, "instructions_count")});
        return {};
    };
}

/// A cell whose line breaks and runs of blanks are one blank.
std::string in_one_line(std::string_view cell) {
    std::string line;
    for (const char letter : cell) {
        const bool blank = letter == '\n' || letter == '\r' || letter == ' ' || letter == '\t';
        if (!blank)
            line.push_back(letter);
        else if (!line.empty() && line.back() != ' ')
            line.push_back(' ');
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

RowReader read_base_percents(Dataset& data, const CsvColumns& columns, std::vector<BasePercent>& into) {
    (void)data;
    return [&into, columns](const CsvRow& row) -> std::string {
        const auto percent = number_of(columns.cell(row, "Total"));
        const Category category = category_of(columns.cell(row, "Category"));
        if (!percent) return "Total is no number";
        if (category == Category::none) return unknown_category(columns.cell(row, "Category"));
        into.push_back({category, in_one_line(columns.cell(row, "BaseImage")), *percent});
        return {};
    };
}
RowReader read_base_counts(Dataset& data, const CsvColumns& columns) {
    return read_base_percents(data, columns, data.base_percents);
}
RowReader read_base_types(Dataset& data, const CsvColumns& columns) {
    return read_base_percents(data, columns, data.type_percents);
}

RowReader read_top(const CsvColumns& columns, std::vector<TopType>& into, std::string_view percent,
                   std::string_view second) {
    return [&into, columns, percent, second](const CsvRow& row) -> std::string {
        const Category category = category_of(columns.cell(row, "Category"));
        if (category == Category::none) return unknown_category(columns.cell(row, "Category"));
        const auto value = number_of(columns.cell(row, percent));
        if (!value) return std::string(percent).append(" is no number");
        into.push_back(
            {category, text(columns, row, "file_type"), *value, number_or_zero(columns, row, second)});
        return {};
    };
}
RowReader read_top_numbers(Dataset& data, const CsvColumns& columns) {
    return read_top(columns, data.top_numbers, "perc_number", "perc_storage");
}
RowReader read_top_number_rows(Dataset& data, const CsvColumns& columns) {
    return read_top(columns, data.top_number_rows, "perc_number", "");
}
RowReader read_top_sizes(Dataset& data, const CsvColumns& columns) {
    return read_top(columns, data.top_sizes, "perc_size", "size");
}

RowReader read_file_types(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        const Category category = category_of(columns.cell(row, "Category"));
        if (category == Category::none) return unknown_category(columns.cell(row, "Category"));
        data.file_types.push_back(
            {category, text(columns, row, "Repos"), text(columns, row, "file_type"),
             number_or_zero(columns, row, "total_size"), number_or_zero(columns, row, "total_number"),
             number_or_zero(columns, row, "perc_size"), number_or_zero(columns, row, "perc_num")});
        return {};
    };
}

RowReader read_statistics(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        const auto number = [&](std::string_view name) { return number_or_zero(columns, row, name); };
        data.statistics.push_back({category_of(columns.cell(row, "Category")), number("configsize"),
                                   number("environment"), number("layers"), number("layers_size"),
                                   number("rootfs_layers"), number("files"), number("max_level")});
        return {};
    };
}

RowReader read_configs(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        ImageConfig config;
        config.image = text(columns, row, "Image");
        if (config.image.empty()) return {};
        config.tag = text(columns, row, "RepoTag");
        config.architecture = text(columns, row, "architecture");
        config.os = text(columns, row, "os");
        config.config_bytes = count_of(columns, row, "config_size");
        config.environment = count_of(columns, row, "config_env_count");
        // The rows lack one cell, so that all behind it stands one column to the left of its heading.
        std::string_view digests = columns.cell(row, "rootfs_layers_count");
        if (!digests.starts_with("sha256:")) {
            const std::string_view own = columns.cell(row, "rootfs_layers");
            if (own.starts_with("sha256:")) digests = own;
        }
        if (digests.starts_with("sha256:")) {
            config.rootfs_pieces = 1 + static_cast<uint64_t>(std::count(digests.begin(), digests.end(), '/'));
            for (size_t at = 0; (at = digests.find("sha256:", at)) != digests.npos; ++at)
                ++config.rootfs_layers;
        }
        const bool odd = config.rootfs_pieces == 0;
        data.configs.push_back(std::move(config));
        return odd ? "there are no digests of layers where they should be" : "";
    };
}

RowReader read_layers(Dataset& data, const CsvColumns& columns) {
    return [&data, columns](const CsvRow& row) -> std::string {
        data.layers.push_back({text(columns, row, "Image"), text(columns, row, "layers_digest"),
                               count_of(columns, row, "layers_size")});
        return {};
    };
}

/// RQ4 has three folders of the same tables, of which one is in the paper.
bool is_draft(std::string_view path) {
    if (mentions(path, "RQ4/")) return !mentions(path, "files-v2/");
    return mentions(path, "files-v1/") || mentions(path, "final-files/");
}

constexpr std::string_view draft = "an earlier variant, which is not what the paper shows";
constexpr std::string_view other = "no table or figure is made of it";

TableKind of_file_types(const CsvColumns& columns, std::string_view path) {
    const std::string_view unused = is_draft(path) ? draft : std::string_view();
    if (columns.has_all({"Repos", "total_size", "total_number", "perc_num"}))
        return {"the files of a type in each project",          unused,         1, true,
                [](Dataset& data) { data.file_types.clear(); }, read_file_types};
    if (columns.has_all({"perc_number", "perc_storage"}))
        return {"Figure 5a's line", unused, 1, false, [](Dataset& data) { data.top_numbers.clear(); },
                read_top_numbers};
    if (columns.has("perc_number"))
        return {"Figure 5a's boxes", unused, 1, false, [](Dataset& data) { data.top_number_rows.clear(); },
                read_top_number_rows};
    if (columns.has_all({"perc_size", "size"}))
        return {"Figure 5b's bars", unused, 1, false, [](Dataset& data) { data.top_sizes.clear(); },
                read_top_sizes};
    return {"file types", other, 0, false, nullptr, nullptr};
}

TableKind of_bases(std::string_view path) {
    if (mentions(base_name(path), "categor"))
        return {"Figure 4b's bars", {}, 1, false, [](Dataset& data) { data.type_percents.clear(); },
                read_base_types};
    return {"Figure 4a's bars", {}, 1, false, [](Dataset& data) { data.base_percents.clear(); },
            read_base_counts};
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
    if (text == "TRUE" || text == "True") return 1;
    if (text == "FALSE" || text == "False") return 0;
    if (text.empty() || text.size() > 60) return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (*end != '\0' || !std::isfinite(value)) return std::nullopt;
    return value;
}

TableKind recognise_table(const CsvColumns& columns, std::string_view path) {
    const std::string_view name = base_name(path);
    if (columns.has_all({"Repos", "manual_topic", "repo_size", "latest_image"}))
        return {"Table 1's projects",
                {},
                name == "final-dataset.csv" ? 2 : 1,
                false,
                [](Dataset& data) { data.projects.clear(); },
                read_projects};
    if (columns.has_all({"repos", "manual_topic", "total_dockerfiles"}))
        return {"the labelled projects",
                {},
                name == "manual-labeling.csv" ? 2 : 1,
                false,
                [](Dataset& data) { data.labelled.clear(); },
                read_labelled};
    if (columns.has_all({"Category", "Repos", "Instructions", "Percentage"})) {
        if (mentions(name, "category"))
            return {"the shares of Figure 3b",
                    {},
                    1,
                    false,
                    [](Dataset& data) { data.kind_shares.clear(); },
                    read_shares};
        return {"the shares of Figure 3a",
                {},
                1,
                false,
                [](Dataset& data) { data.instruction_shares.clear(); },
                read_shares};
    }
    if (columns.has_all({"repos", "filename", "instructions", "instructions_count"})) {
        if (mentions(path, "samples/"))
            return {"first words of old Dockerfiles", other, 0, false, nullptr, nullptr};
        // The raw data have the same rows in two halves.
        return {"the first words of Dockerfiles",
                {},
                name == "results_instruction.csv" ? 2 : 1,
                name != "results_instruction.csv",
                [](Dataset& data) { data.instruction_counts.clear(); },
                read_instruction_counts};
    }
    if (columns.has_all({"Category", "BaseImage", "Total"})) return of_bases(path);
    if (columns.has_all({"Category", "file_type"})) return of_file_types(columns, path);
    if (columns.has_all({"Category", "configsize", "max_level"}))
        return {"Table 2 as published", {}, 1, false, [](Dataset& data) { data.statistics.clear(); },
                read_statistics};
    if (columns.has_all(
            {"Image", "config_mediaType", "config_size", "config_env_count", "rootfs_layers_count"}))
        return {
            "images' configurations", {}, 1, true, [](Dataset& data) { data.configs.clear(); }, read_configs};
    if (columns.has_all({"Image", "schemaVersion", "layers_size", "layers_digest"}))
        return {"images' layers", {}, 1, true, [](Dataset& data) { data.layers.clear(); }, read_layers};
    if (columns.has_all({"Image", "created_by"}))
        return {"images' histories", other, 0, false, nullptr, nullptr};
    if (columns.has("option_count")) return {"words of Dockerfiles", other, 0, false, nullptr, nullptr};
    for (const std::string_view part : {"compose", "tags_matching", "options_raw", "results_",
                                        "Image_layers_info", "Docker_images", "Images_"})
        if (mentions(name, part)) return {"a table of the package", other, 0, false, nullptr, nullptr};
    return {};
}

}  // namespace plimsoll::study
