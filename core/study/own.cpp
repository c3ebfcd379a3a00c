#include "core/study/own.h"

#include <algorithm>
#include <map>

#include "core/study/raw_dockerfile.h"

namespace plimsoll::study {
namespace {

double number(const image::Json& object, const char* name) {
    const auto& value = image::member(object, name);
    return value.is_number() ? value.get<double>() : 0;
}

bool add_project(const image::Json& json, Dataset& data) {
    const std::string repo = image::text_member(json, "repository");
    const auto& files = image::member(json, "files");
    if (repo.empty() || !files.is_array()) return false;
    Labelled labelled;
    labelled.repo = repo;
    labelled.written_category = image::text_member(json, "category");
    labelled.category = category_of(labelled.written_category);
    Project project;
    project.repo = repo;
    project.written_category = labelled.written_category;
    project.category = labelled.category;
    const std::pair<const char*, std::optional<double> Project::*> numbers[] = {
        {"size", &Project::size},   {"commits", &Project::commits}, {"contributors", &Project::contributors},
        {"forks", &Project::forks}, {"stars", &Project::stars},     {"releases", &Project::releases}};
    for (const auto& [name, member] : numbers)
        if (const auto& value = image::member(json, name); value.is_number())
            project.*member = value.get<double>();
    double count = 0;
    for (const auto& file : files) {
        const auto& content = image::member(file, "content");
        if (!content.is_string()) continue;
        ++count;
        data.dockerfiles.push_back(
            read_dockerfile(repo, image::text_member(file, "path"), content.get_ref<const std::string&>()));
    }
    labelled.dockerfiles = count;
    data.labelled.push_back(std::move(labelled));
    data.projects.push_back(std::move(project));
    return true;
}

/// The numbers of a report that the study has as well.
bool add_image(const image::Json& json, Dataset& data) {
    const auto& image = image::member(json, "image");
    const auto& totals = image::member(json, "totals");
    if (!image.is_object() || !totals.is_object()) return false;
    OwnImage own;
    own.name = image::text_member(image::member(json, "source"), "name");
    own.category = category_of(image::text_member(json, "category"));
    own.config_bytes = number(image, "config_bytes");
    const auto& environment = image::member(image, "env");
    own.environment = environment.is_array() ? static_cast<double>(environment.size()) : 0;
    own.layers = number(totals, "layers");
    own.files = number(totals, "files");
    own.depth = number(totals, "directory_depth");
    const auto& platform = image::member(image, "platform");
    own.architecture = image::text_member(platform, "architecture");
    own.os = image::text_member(platform, "os");
    const auto& types = image::member(json, "study_file_types");
    const double bytes = number(totals, "file_bytes");
    if (types.is_array())
        for (const auto& type : types) {
            FileType row{own.category,
                         own.name,
                         image::text_member(type, "type"),
                         number(type, "bytes"),
                         number(type, "files"),
                         0,
                         0};
            row.percent_bytes = bytes > 0 ? 100 * row.bytes / bytes : 0;
            row.percent_number = own.files > 0 ? 100 * row.number / own.files : 0;
            own.types.push_back(std::move(row));
        }
    data.own_images.push_back(std::move(own));
    return true;
}

using Shares = std::map<std::pair<Category, std::string>, std::vector<const FileType*>>;

/// The types of a category, by their mean of a share; at most as many as the study's figures have.
std::vector<TopType> ranked(const Shares& shares, Category category, double FileType::*by,
                            double FileType::*second, size_t most) {
    std::vector<TopType> types;
    for (const auto& [key, rows] : shares) {
        if (key.first != category) continue;
        TopType type{category, key.second, 0, 0};
        for (const FileType* row : rows) {
            type.percent += row->*by / static_cast<double>(rows.size());
            type.second += row->*second / static_cast<double>(rows.size());
        }
        types.push_back(std::move(type));
    }
    std::stable_sort(types.begin(), types.end(),
                     [](const TopType& a, const TopType& b) { return a.percent > b.percent; });
    if (types.size() > most) types.resize(most);
    return types;
}

constexpr size_t types_in_figure = 12;

}  // namespace

void rank_own_types(Dataset& data) {
    if (data.own_images.empty() || !data.file_types.empty() || !data.top_numbers.empty() ||
        !data.top_sizes.empty())
        return;
    Shares shares;
    for (const OwnImage& image : data.own_images)
        for (const FileType& type : image.types) shares[{type.category, type.type}].push_back(&type);
    for (size_t at = 0; at <= category_count; ++at) {
        const auto category = static_cast<Category>(at);
        for (TopType& type :
             ranked(shares, category, &FileType::percent_number, &FileType::percent_bytes, types_in_figure)) {
            for (const FileType* row : shares[{category, type.type}])
                data.top_number_rows.push_back({category, type.type, row->percent_number, 0});
            data.top_numbers.push_back(std::move(type));
        }
        for (TopType& type :
             ranked(shares, category, &FileType::percent_bytes, &FileType::bytes, types_in_figure)) {
            // The bar, in MB from the start.
            type.second /= 0x1p20;
            data.top_sizes.push_back(std::move(type));
        }
    }
    for (const OwnImage& image : data.own_images)
        data.file_types.insert(data.file_types.end(), image.types.begin(), image.types.end());
}

bool add_own(const image::Json& json, Dataset& data) {
    if (!json.is_object()) return false;
    if (image::text_member(json, "schema").starts_with("plimsoll.report/")) return add_image(json, data);
    return add_project(json, data);
}

}  // namespace plimsoll::study
