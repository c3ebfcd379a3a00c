// Figures 5a and 5b: the commonest types of files in images, by number and by size.
#include <algorithm>
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

/// No image holds a file of this size: such a number is the length of a sparse file.
constexpr double absurd_bytes = 0x1p46;

struct Unit {
    double value;
    std::string_view name;
};

/// As the authors' convert_size does: powers of 1024, two decimals.
Unit converted(double bytes) {
    constexpr std::string_view names[] = {"B", "KB", "MB", "GB", "TB"};
    size_t at = 0;
    for (; bytes >= 1024 && at + 1 < std::size(names); ++at) bytes /= 1024;
    return {rounded(bytes, 2), names[at]};
}

struct Sizes {
    std::vector<double> bytes;
    double sum = 0, sane_sum = 0;
    size_t sane = 0;
};

std::map<std::pair<Category, std::string>, Sizes> sizes_by_type(const Dataset& data) {
    std::map<std::pair<Category, std::string>, Sizes> types;
    for (const FileType& row : data.file_types) {
        Sizes& sizes = types[{row.category, row.type}];
        sizes.bytes.push_back(row.bytes);
        sizes.sum += row.bytes;
        if (row.bytes < absurd_bytes) {
            sizes.sane_sum += row.bytes;
            ++sizes.sane;
        }
    }
    return types;
}

void find_absurd(const Dataset& data, Figure& figure) {
    std::map<std::string, std::map<std::string, double>> types;  // by type and project
    for (const FileType& row : data.file_types)
        if (row.bytes >= absurd_bytes) types[row.type][row.repo] = row.bytes;
    for (const auto& [type, projects] : types) {
        std::string sentence = "Files of type ";
        sentence.append(type).append(" are as long as no image is (");
        bool first = true;
        for (const auto& [repo, bytes] : projects) {
            sentence.append(first ? "" : "; ").append(repo).append(": ").append(shown(bytes));
            sentence.append(" bytes, about 2^").append(shown(std::log2(bytes)));
            first = false;
        }
        figure.findings.push_back(
            sentence.append("): that is the length of a sparse file, such as a core dump or /proc/kcore, not "
                            "what is stored."));
    }
}

/// The published bar of a category at a place of its list.
const OrderedJson* published_bar(Category category, size_t place, const std::string& type) {
    const auto& values = published_figure(Item::fig5b)["values"];
    const auto found = values.find(std::string(category_key(category)));
    if (found == values.end() || place >= found->size()) return nullptr;
    const auto& bar = (*found)[place];
    if (bar["file_type"] == type) return &bar;
    for (const auto& other : *found)
        if (other["file_type"] == type) return &other;
    return nullptr;
}

}  // namespace

Figure fig5a(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig5a;
    figure.title = "Figure 5a: types of files by their share of an image's files";
    figure.formula =
        "Boxes of the rows of Top10_files_by_num_1.csv; the line is perc_storage of Top10_files_by_num.csv.";
    figure.available = !data.top_number_rows.empty() && !data.top_numbers.empty();
    figure.source = "RQ4/files-v2/Top10_files_by_num_1.csv (" + several(data.top_number_rows.size(), "row") +
                    "), Top10_files_by_num.csv (" + several(data.top_numbers.size(), "row") + ")";
    figure.name_headings = {"Category", "Type"};
    figure.columns = {{"mean_perc_number", "Mean of files", "%", 4},
                      {"mean_perc_storage", "Mean of bytes", "%", 4}};
    for (Column& column : box_columns("%"))
        if (column.key != "mean") figure.columns.push_back(std::move(column));
    std::map<std::pair<Category, std::string>, std::vector<double>> values;
    for (const TopType& row : data.top_number_rows) values[{row.category, row.type}].push_back(row.percent);
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["values"] = OrderedJson::object();
    }
    const OrderedJson& published = published_figure(Item::fig5a);
    for (const Category category : shown_categories(data)) {
        const std::string key = row_key(category);
        std::vector<std::pair<std::string, const TopType*>> types;
        for (const TopType& row : data.top_numbers)
            if (row.category == category) types.emplace_back(row.type, &row);
        // Without the file, what is published is shown.
        if (types.empty() && data.own_images.empty() && published["values"].contains(key))
            for (const auto& [type, box] : published["values"][key].items())
                types.emplace_back(type, nullptr);
        for (const auto& [type, top] : types) {
            Row row{{row_name(category), type}, {}};
            OrderedJson json;
            if (top) {
                json["mean_perc_number"] = rounded(top->percent, 4);
                json["mean_perc_storage"] = rounded(top->second, 4);
            }
            if (const auto found = values.find({category, type}); found != values.end()) {
                const OrderedJson box = json_of(box_of(found->second));
                for (const auto& [name, value] : box.items())
                    if (name != "mean") json[name] = value;
            }
            for (const Column& column : figure.columns) {
                Cell cell;
                cell.published = value_of(published_number(published, {"values", key, type, column.key}));
                cell.recomputed = cell.corrected = value_of(published_number(json, {column.key}));
                explain(cell, column.decimals == 0 ? 0 : 0.01, data, "The package's file has another value.",
                        "");
                row.cells.push_back(std::move(cell));
            }
            if (!json.is_null()) {
                figure.as_published["values"][key][type] = json;
                figure.corrected["values"][key][type] = json;
            }
            figure.rows.push_back(std::move(row));
        }
    }
    if (!data.own_images.empty()) return figure;
    figure.not_recomputable.push_back(
        "The boxes cannot be computed from what lies below them: that needs the list of all files of each "
        "image, which was never "
        "published; layers_files has the 50 types with most bytes of each project only.");
    std::map<std::pair<Category, std::string>, size_t> listed;
    for (const TopType& row : data.top_numbers)
        if (++listed[{row.category, row.type}] == 2)
            figure.findings.push_back(row.type + " stands twice in the list of " +
                                      std::string(category_name(row.category)) + ".");
    for (const Category category : all_categories) {
        const auto count = std::count_if(data.top_numbers.begin(), data.top_numbers.end(),
                                         [&](const TopType& row) { return row.category == category; });
        if (count > 10 && category == Category::model)
            figure.findings.push_back("The lists are called the top 10, but have " + std::to_string(count) +
                                      " types in a category.");
    }
    return figure;
}

Figure fig5b(const Dataset& data) {
    Figure figure;
    figure.item = Item::fig5b;
    figure.title = "Figure 5b: types of files by their size";
    figure.formula =
        "Mean of total_size in layers_files_*.csv over the projects that have the type, divided by powers of "
        "1,024 until it is below "
        "1,024; the figure plots that number without its unit. Corrected: in MB (2^20 bytes), without sparse "
        "files of 2^46 bytes and more.";
    figure.available = !data.top_sizes.empty();
    figure.source = "RQ4/files-v2/Top10_files_by_size.csv (" + several(data.top_sizes.size(), "row") +
                    "), RQ4/files-v2/layers_files_*.csv (" + several(data.file_types.size(), "row") + ")";
    figure.name_headings = {"Category", "Type"};
    figure.columns = {{"plotted_value", "Bar in the package", "", 2},
                      {"size", "Mean size", "unit dropped", 2},
                      {"true_unit", "Its unit", "", 0, false},
                      {"mean_perc_size", "Mean of bytes", "%", 4, false}};
    const auto sizes = sizes_by_type(data);
    const OrderedJson& published = published_figure(Item::fig5b);
    std::vector<TopType> bars = data.top_sizes;
    if (bars.empty())
        for (const auto& [key, list] : published["values"].items())
            for (const auto& bar : list)
                bars.push_back({category_of(key), bar["file_type"].get<std::string>(),
                                bar["mean_perc_size"].get<double>(), bar["plotted_value"].get<double>()});
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["unit_warning"] =
            "the axis says MB, but units are mixed; types that were renamed by hand have no true value";
        (*json)["values"] = OrderedJson::object();
    }
    size_t reproduced = 0, compared = 0, without = 0;
    std::map<std::string, size_t> units;
    std::map<Category, size_t> places;
    for (const TopType& bar : bars) {
        const std::string key = row_key(bar.category);
        const auto found = sizes.find({bar.category, bar.type});
        const OrderedJson* printed = published_bar(bar.category, places[bar.category]++, bar.type);
        Cell plotted, mean, unit, share;
        if (printed) {
            plotted.published = mean.published = (*printed)["plotted_value"].get<double>();
            share.published = (*printed)["mean_perc_size"].get<double>();
            unit.published = "MB";
        }
        OrderedJson json, mended;
        json["file_type"] = mended["file_type"] = bar.type;
        json["plotted_value"] = figure.available ? OrderedJson(bar.second) : OrderedJson(nullptr);
        json["mean_perc_size"] = rounded(bar.percent, 4);
        json["true_mean_bytes"] = json["true_unit"] = nullptr;
        if (figure.available) {
            plotted.recomputed = plotted.corrected = bar.second;
            share.recomputed = share.corrected = rounded(bar.percent, 4);
        }
        if (found != sizes.end()) {
            const Sizes& of_type = found->second;
            const double true_mean = of_type.sum / static_cast<double>(of_type.bytes.size());
            const Unit authors = converted(true_mean);
            json["true_mean_bytes"] = rounded(true_mean, 1);
            json["true_unit"] = std::string(authors.name);
            mean.recomputed = authors.value;
            unit.recomputed = std::string(authors.name);
            unit.corrected = "MB";
            if (of_type.sane > 0) {
                mean.corrected = rounded(of_type.sane_sum / static_cast<double>(of_type.sane) / 0x1p20, 2);
                mended["size_mb"] = *number_in(mean.corrected);
            }
            ++compared;
            const bool same = std::abs(authors.value - bar.second) < 0.0101;
            explain(mean, 0.0101, data, "The projects' mean is another.", "");
            if (same) {
                ++reproduced;
                ++units[std::string(authors.name)];
                if (authors.name != "MB")
                    mean.difference = "The bar is in " + std::string(authors.name) + ", the axis says MB.";
            }
            unit.differs = authors.name != "MB" && same;
            if (unit.differs) unit.difference = mean.difference;
            if (of_type.sane < of_type.bytes.size()) {
                if (!mean.difference.empty()) mean.difference += " ";
                mean.difference.append(std::to_string(of_type.bytes.size() - of_type.sane)).append(" of ");
                mean.difference.append(several(of_type.bytes.size(), "project"));
                mean.difference.append(" have a sparse file of 2^46 bytes or more.");
            }
        } else {
            ++without;
            mean.difference = data.file_types.empty() ? "Its projects' files are not in the data set."
                                                      : "No project has a type of this name: it was renamed "
                                                        "by hand, or its projects are not in the data set.";
        }
        explain(plotted, 0.0051, data, "The package's file has another value.", "");
        explain(share, 0.0051, data, "The package's file has another value.", "");
        figure.as_published["values"][key].push_back(json);
        for (const auto& [name, value] : json.items())
            if (!mended.contains(name)) mended[name] = value;
        figure.corrected["values"][key].push_back(mended);
        figure.rows.push_back({{row_name(bar.category), bar.type},
                               {std::move(plotted), std::move(mean), std::move(unit), std::move(share)}});
    }
    if (!data.own_images.empty()) return figure;
    if (!data.file_types.empty() && figure.available) {
        figure.checks.push_back(std::to_string(reproduced) + " of " + std::to_string(bars.size()) +
                                " bars follow from the means of layers_files; " + std::to_string(without) +
                                " have a name that is in none of its rows, " +
                                std::to_string(compared - reproduced) + " have another mean.");
        if (!units.empty()) {
            std::string sentence = "The axis says MB, but of ";
            sentence.append(several(reproduced, "recomputed bar")).append(" ");
            bool first = true;
            for (const char* name : {"B", "KB", "MB", "GB", "TB"}) {
                if (!units.contains(name)) continue;
                sentence.append(first ? "" : ", ")
                    .append(std::to_string(units[name]))
                    .append(" are in ")
                    .append(name);
                first = false;
            }
            if (units.size() > 1 || !units.contains("MB"))
                figure.findings.push_back(sentence.append(": the unit was dropped."));
        }
    }
    find_absurd(data, figure);
    std::map<std::pair<Category, std::string>, size_t> listed;
    for (const TopType& bar : data.top_sizes)
        if (++listed[{bar.category, bar.type}] == 2)
            figure.findings.push_back(bar.type + " stands twice in the list of " +
                                      std::string(category_name(bar.category)) + ".");
    figure.not_recomputable.push_back(
        "That 135 types make 98 % of the bytes of MLOps cannot be computed: layers_files has the 50 largest "
        "types of each project only.");
    return figure;
}

}  // namespace plimsoll::study
