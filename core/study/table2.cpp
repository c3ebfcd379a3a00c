// Table 2: what the images of each category are made of.
#include <algorithm>
#include <cmath>

#include "core/study/figures.h"

namespace plimsoll::study {
namespace {

std::string without_tag(const std::string& image) { return image.substr(0, image.find(':')); }

/// Sums over the images of one project.
struct ProjectImages {
    Category category = Category::none;
    double config_bytes = 0, environment = 0, rootfs = 0;
    size_t images = 0;
    std::set<std::string> architectures, systems;
    std::set<std::string> digests;              ///< of layers
    std::map<std::string, double> layer_bytes;  ///< by image, all rows
    bool has_config = false, has_layers = false;
};

/// One image.
struct SingleImage {
    Category category = Category::none;
    std::optional<double> config_bytes, environment, rootfs;
    std::set<std::string> digests;
};

struct Images {
    std::map<std::string, ProjectImages> projects;
    std::map<std::string, SingleImage> single;  ///< by name and tag, and by name for layers
    size_t pieces = 0, layers = 0, with_one_more = 0, configs = 0;
};

Images collect(const Dataset& data) {
    Images all;
    // Which project an image belongs to: the first that names it.
    std::unordered_map<std::string, const Project*> owners;
    for (const Project& project : data.projects)
        for (const std::string& image : project.images) owners.emplace(without_tag(image), &project);
    const auto owner = [&](const std::string& image) -> const Project* {
        const auto found = owners.find(without_tag(image));
        return found == owners.end() ? nullptr : found->second;
    };
    for (const ImageConfig& config : data.configs) {
        const Project* project = owner(config.image);
        if (!project) continue;
        ProjectImages& sums = all.projects[project->repo];
        sums.category = project->category;
        sums.has_config = true;
        ++sums.images;
        sums.config_bytes += static_cast<double>(config.config_bytes);
        sums.environment += static_cast<double>(config.environment);
        sums.rootfs += static_cast<double>(config.rootfs_pieces);
        sums.architectures.insert(config.architecture);
        sums.systems.insert(config.os);
        all.pieces += config.rootfs_pieces;
        all.layers += config.rootfs_layers;
        all.with_one_more += config.rootfs_pieces == config.rootfs_layers + 1 ? 1 : 0;
        ++all.configs;
        SingleImage& image = all.single[config.image + ":" + config.tag];
        image.category = project->category;
        image.config_bytes = static_cast<double>(config.config_bytes);
        image.environment = static_cast<double>(config.environment);
        image.rootfs = static_cast<double>(config.rootfs_layers);
    }
    for (const ImageLayer& layer : data.layers) {
        const Project* project = owner(layer.image);
        if (!project) continue;
        ProjectImages& sums = all.projects[project->repo];
        sums.category = project->category;
        sums.has_layers = true;
        sums.digests.insert(layer.digest);
        sums.layer_bytes[layer.image] += static_cast<double>(layer.bytes);
        SingleImage& image = all.single[layer.image];
        image.category = project->category;
        image.digests.insert(layer.digest);
    }
    return all;
}

double mean_of(const std::map<std::string, double>& values) {
    double sum = 0;
    for (const auto& [name, value] : values) sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// How many files a project's images have, by the share of the commonest of its listed types.
std::map<std::string, std::pair<Category, double>> estimated_files(const Dataset& data) {
    std::map<std::string, const FileType*> commonest;
    for (const FileType& type : data.file_types) {
        const FileType*& best = commonest[std::string(category_key(type.category)) + "\n" + type.repo];
        if (!best || type.number > best->number) best = &type;
    }
    std::map<std::string, std::pair<Category, double>> files;
    for (const auto& [key, type] : commonest)
        if (type->percent_number > 0)
            files[key] = {type->category, type->number * 100 / type->percent_number};
    return files;
}

/// One row of the table, as the authors counted.
struct Medians {
    std::vector<double> config, environment, rootfs, layers, layer_bytes, files, depth;
    std::set<std::string> architectures, systems;
    size_t projects = 0;
};

Medians by_project(const Images& images, Category category) {
    Medians row;
    for (const auto& [repo, sums] : images.projects) {
        if (sums.category != category) continue;
        if (sums.has_config) {
            ++row.projects;
            row.config.push_back(sums.config_bytes);
            row.environment.push_back(sums.environment);
            row.rootfs.push_back(sums.rootfs);
            row.architectures.insert(sums.architectures.begin(), sums.architectures.end());
            row.systems.insert(sums.systems.begin(), sums.systems.end());
        }
        if (sums.has_layers) {
            row.layers.push_back(static_cast<double>(sums.digests.size()));
            row.layer_bytes.push_back(mean_of(sums.layer_bytes));
        }
    }
    return row;
}

Medians by_image(const Images& images, Category category) {
    Medians row;
    for (const auto& [name, image] : images.single) {
        if (image.category != category) continue;
        if (image.config_bytes) {
            ++row.projects;
            row.config.push_back(*image.config_bytes);
            row.environment.push_back(*image.environment);
            row.rootfs.push_back(*image.rootfs);
        }
        if (!image.digests.empty()) row.layers.push_back(static_cast<double>(image.digests.size()));
    }
    return row;
}

Medians of_own(const Dataset& data, Category category) {
    Medians row;
    for (const OwnImage& image : data.own_images) {
        if (image.category != category) continue;
        ++row.projects;
        row.config.push_back(image.config_bytes);
        row.environment.push_back(image.environment);
        row.rootfs.push_back(image.layers);
        row.layers.push_back(image.layers);
        row.files.push_back(image.files);
        row.depth.push_back(image.depth);
        row.architectures.insert(image.architecture);
        row.systems.insert(image.os);
    }
    return row;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        if (!name.empty()) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

std::set<std::string> names_in(const OrderedJson& json) {
    std::set<std::string> names;
    if (json.is_array())
        for (const auto& name : json)
            if (name.is_string()) names.insert(name.get<std::string>());
    return names;
}

OrderedJson json_of_names(const std::set<std::string>& names) {
    OrderedJson json = OrderedJson::array();
    for (const std::string& name : names)
        if (!name.empty()) json.push_back(name);
    return json;
}

/// A cell of names.
Cell name_cell(const OrderedJson& published, const std::set<std::string>& names, const Dataset& data) {
    Cell cell;
    const auto wanted = names_in(published);
    if (!wanted.empty()) cell.published = joined(wanted);
    if (!names.empty()) cell.recomputed = cell.corrected = joined(names);
    cell.differs = !wanted.empty() && !names.empty() && wanted != names;
    if (cell.differs) {
        cell.difference = selection_note(data);
        if (cell.difference.empty()) cell.difference = "The configurations name others.";
    }
    return cell;
}

std::optional<double> kibibytes(const std::optional<double>& bytes) {
    return bytes ? std::optional<double>(rounded(*bytes / 1024, 2)) : std::nullopt;
}

void find_sums(const Images& images, Figure& figure) {
    size_t several_images = 0, projects = 0;
    for (const auto& [repo, sums] : images.projects) {
        projects += sums.has_config ? 1 : 0;
        several_images += sums.images > 1 ? 1 : 0;
    }
    if (several_images > 0)
        figure.findings.push_back(several(several_images, "project") + " of " + std::to_string(projects) +
                                  " have several images; the table sums over them as if they were one.");
    if (images.configs > 0 && images.with_one_more == images.configs)
        figure.findings.push_back(
            "RootFS is one too many for each image: the list of digests ends in a slash, and the empty text "
            "behind it was counted (" +
            shown(static_cast<double>(images.pieces)) + " instead of " + several(images.layers, "layer") +
            ").");
}

void find_unit(const Figure& table, const std::vector<double>& bytes, bool whole, Figure& figure) {
    if (bytes.empty()) return;
    const auto [low, high] = std::minmax_element(bytes.begin(), bytes.end());
    std::string sentence = "The median configurations have ";
    sentence.append(shown(*low)).append(" to ").append(shown(*high));
    sentence.append(" bytes, so Conf. size is in KiB: its unit was dropped, and the text's MB is wrong");
    size_t same = 0;
    for (const Row& row : table.rows) same += row.cells[0].differs ? 0 : 1;
    if (whole)
        sentence.append(" (")
            .append(std::to_string(same))
            .append(" of ")
            .append(std::to_string(table.rows.size()))
            .append(" cells are these bytes divided by 1,024)");
    figure.findings.push_back(sentence.append("."));
}

/// How many projects have as many files as the text says.
void find_files(const std::vector<double>& counts, Figure& figure) {
    if (counts.empty()) return;
    const auto many =
        std::count_if(counts.begin(), counts.end(), [](double count) { return count > 50'000; });
    figure.findings.push_back(
        "The text says that 90 % of the projects have more than 50,000 files; by the estimate it is " +
        shown(100.0 * static_cast<double>(many) / static_cast<double>(counts.size()), 1) + " % of " +
        several(counts.size(), "project") + ".");
}

}  // namespace

Figure table2(const Dataset& data) {
    Figure figure;
    figure.item = Item::table2;
    figure.title = "Table 2: the images by category, medians";
    figure.formula =
        "An image belongs to the first project whose latest_image names it; sums over a project's images "
        "(layers: distinct "
        "digests; RootFS: pieces of the joined digests), then the median by category. Files are estimated: "
        "number * 100 / share of "
        "the commonest type in layers_files. Corrected: medians over images, RootFS in layers.";
    const Images images = collect(data);
    const auto files = estimated_files(data);
    figure.available = !data.configs.empty() && !data.layers.empty() && !data.projects.empty();
    figure.source = "raw-data/DockerImage/layers/Manifest_Config_info*.csv (" +
                    several(data.configs.size(), "row") + "), Manifest_details*.csv (" +
                    several(data.layers.size(), "row") + "), RQ4/files-v2/layers_files_*.csv";
    figure.name_headings = {"Category"};
    figure.columns = {{"conf_size", "Conf. size", "KiB", 2},
                      {"arch", "Arch", "", 0},
                      {"os", "OS", "", 0},
                      {"env", "Env", "", 1},
                      {"layers", "Layers", "", 1},
                      {"rootfs", "RootFS", "", 1},
                      {"files", "Files", "", 0},
                      {"max_level", "Max.Level", "", 0}};
    const OrderedJson& published = published_figure(Item::table2);
    for (OrderedJson* json : {&figure.as_published, &figure.corrected}) {
        (*json)["source"] = figure.source;
        (*json)["unit_note"] = "conf_size is KiB";
        (*json)["rows"] = OrderedJson::object();
    }
    std::vector<double> median_bytes, all_files;
    for (const auto& [repo, count] : files) all_files.push_back(count.second);
    const bool own = data.configs.empty() && !data.own_images.empty();
    figure.available = figure.available || own;
    for (const Category category : shown_categories(data)) {
        const std::string key = row_key(category);
        Medians row = own ? of_own(data, category) : by_project(images, category);
        const Medians single = own ? row : by_image(images, category);
        for (const auto& [repo, count] : files)
            if (count.first == category && !own) row.files.push_back(count.second);
        const auto depth = median_of(row.depth);
        const auto config = median_of(row.config);
        if (config) median_bytes.push_back(*config);
        const std::optional<double> file_count =
            row.files.empty() ? std::nullopt : std::optional<double>(rounded(median(row.files), 0));
        struct Numbers {
            const char* key;
            std::optional<double> value, mended;
            double tolerance;
            const char* mend;
        };
        const Numbers numbers[] = {
            {"conf_size", kibibytes(config), kibibytes(median_of(single.config)), 0.0051,
             "Of single images, not sums over a project's."},
            {"env", median_of(row.environment), median_of(single.environment), 0,
             "Of single images, not sums over a project's."},
            {"layers", median_of(row.layers), median_of(single.layers), 0,
             "Of single images, not of a project's together."},
            {"rootfs", median_of(row.rootfs), median_of(single.rootfs), 0,
             "Of single images, and without the empty text behind the last digest."},
            {"files", file_count, file_count, file_count.value_or(0) * 0.002, ""},
            {"max_level", depth, depth, 0, ""},
        };
        Row cells{{row_name(category)}, {}};
        for (const Column& column : figure.columns) {
            if (column.key == "arch" || column.key == "os") {
                const OrderedJson none;
                const auto& rows = published["rows"];
                const auto& row_json = rows.contains(key) ? rows[key][column.key] : none;
                cells.cells.push_back(
                    name_cell(row_json, column.key == "arch" ? row.architectures : row.systems, data));
                continue;
            }
            const auto* number = std::find_if(std::begin(numbers), std::end(numbers),
                                              [&](const Numbers& one) { return one.key == column.key; });
            Cell cell;
            cell.published = value_of(published_number(published, {"rows", key, column.key}));
            cell.recomputed = value_of(number->value);
            cell.corrected = value_of(number->mended);
            explain(cell, number->tolerance, data, "The rows of the package give another value.",
                    number->mend);
            if (column.key == "files" && number->value && cell.difference.empty() && !own)
                cell.difference =
                    "Estimated from the share of the commonest type: the lists of files are not published.";
            if (column.key == "max_level" && !own) cell.difference = "Cannot be computed: see below.";
            cells.cells.push_back(std::move(cell));
        }
        const auto json_row = [&](const Medians& of, const std::optional<double>& bytes, const char* mode) {
            OrderedJson json;
            json[mode] = of.projects;
            json["conf_size_bytes_median"] = json_of(bytes);
            json["conf_size"] = json_of(kibibytes(bytes));
            json["arch"] = json_of_names(row.architectures);
            json["os"] = json_of_names(row.systems);
            json["env"] = json_of(median_of(of.environment));
            json["layers"] = json_of(median_of(of.layers));
            json["rootfs"] = json_of(median_of(of.rootfs));
            if (!row.layer_bytes.empty()) json["layers_size_bytes"] = median(row.layer_bytes);
            json["files_estimated"] = json_of(file_count);
            json["files_repos"] = row.files.size();
            json["files"] = json_of(file_count);
            json["max_level"] = json_of(depth);
            return json;
        };
        figure.as_published["rows"][key] = json_row(row, config, "repos");
        figure.corrected["rows"][key] = json_row(single, median_of(single.config), "images");
        figure.rows.push_back(std::move(cells));
    }
    if (!own)
        figure.not_recomputable.push_back(
            "Max.Level needs the list of all files of each image. The package has those of 31 images only, "
            "so no "
            "median follows from it.");
    if (!figure.available)
        figure.not_recomputable.push_back(
            "The table needs Manifest_Config_info*.csv, Manifest_details*.csv and final-dataset.csv.");
    if (own) return figure;
    find_sums(images, figure);
    find_unit(Figure(figure), median_bytes, is_whole(data), figure);
    find_files(all_files, figure);
    return figure;
}

}  // namespace plimsoll::study
