#include "core/study/recognise.h"

#include <algorithm>

#include "core/limits.h"
#include "core/study/image_folders.h"
#include "core/study/names.h"

namespace plimsoll::study {
namespace {

constexpr std::string_view logs_folder = "Dockerfiles/logs/";

/// Whether folders or a file of that name lie in a path.
bool has_part(std::string_view path, std::string_view part) {
    for (size_t at = 0; (at = path.find(part, at)) != path.npos; ++at) {
        const size_t end = at + part.size();
        if ((at == 0 || path[at - 1] == '/') && (end == path.size() || path[end] == '/')) return true;
    }
    return false;
}

/// Parts of paths that only the study's package has.
constexpr std::string_view sure_folders[] = {"Datasets/RQ1",        "Datasets/RQ2",
                                             "Datasets/RQ3",        "Datasets/RQ4",
                                             "Datasets/raw-data",   "raw-data/Dockerfiles/logs",
                                             "raw-data/DockerImage"};
constexpr std::string_view sure_names[] = {"docker_images_instructions.csv",
                                           "docker_instructions_category.csv",
                                           "docker_images_statistics_.csv",
                                           "base_images_categories.csv",
                                           "ml_docker_repositories.xlsx",
                                           "manifest_config_info",
                                           "manifest_details",
                                           "top10_files_by_",
                                           "layers_files_"};

/// Others may have these as well; folders for their research questions most of all, which are one hint together.
constexpr std::string_view hint_names[] = {"final-dataset.csv", "manual-labeling.csv",
                                           "results_instruction.csv", "base_images_counts.csv"};
constexpr std::string_view hint_folders[] = {"RQ1", "RQ2", "RQ3", "RQ4"};

bool has_table_kind(std::string_view path) {
    const FileKind kind = recognise_path(path).kind;
    return kind == FileKind::table || kind == FileKind::workbook || kind == FileKind::lines;
}

/// What an image's archive has near its beginning: there is no use in looking on.
bool is_of_image(std::string_view path) {
    return path == "manifest.json" || path == "oci-layout" || path == "index.json" ||
           path.starts_with("blobs/") || base_name(path) == "layer.tar";
}

DatasetSigns signs_of_zip(bytes::Source& source) {
    DatasetSigns signs;
    bytes::ZipReader zip(source);
    for (size_t files = 0; files < limits::study_sign_files && !signs.is_dataset(); ++files) {
        const auto entry = zip.next_file();
        if (!entry || !*entry) break;
        signs.look_at((*entry)->path);
    }
    return signs;
}

DatasetSigns signs_of_tar(bytes::Stream& stream) {
    DatasetSigns signs;
    bytes::TarReader tar(stream);
    for (size_t files = 0; files < limits::study_sign_files && !signs.is_dataset(); ++files) {
        const auto entry = tar.next();
        if (!entry || !*entry || stream.position() > limits::study_sign_bytes) break;
        const std::string_view path = (*entry)->path;
        if (is_of_image(path.starts_with("./") ? path.substr(2) : path)) break;
        signs.look_at(path);
    }
    return signs;
}

std::string_view without_compression(std::string_view name) {
    for (const std::string_view ending : {".gz", ".zst", ".xz", ".bz2"})
        if (lower(name).ends_with(ending)) return name.substr(0, name.size() - ending.size());
    return name;
}

}  // namespace

ProjectPath project_path(std::string_view path) {
    const size_t logs = path.find(logs_folder);
    const bool package = logs != path.npos;
    if (package) path.remove_prefix(logs + logs_folder.size());
    const size_t org = path.find('/');
    const size_t repo = org == path.npos ? path.npos : path.find('/', org + 1);
    if (repo == path.npos) return {std::string(path.substr(0, path.find('/'))), std::string(path), !package};
    ProjectPath result{std::string(path.substr(0, repo)), std::string(path.substr(repo)), !package};
    if (package && result.file.starts_with("/latest/")) {
        result.file.erase(0, std::string_view("/latest").size());
        result.latest = true;
    }
    return result;
}

Recognised recognise_path(std::string_view path) {
    const std::string name = lower(base_name(path));
    if (mentions(path, "__MACOSX/") || name.starts_with("._") || name == ".ds_store" ||
        name.starts_with("~$"))
        return {FileKind::unused, "what a system or a program left there"};
    if (mentions(path, ".git/")) return {FileKind::unused, "a version control system's"};
    if (mentions(path, logs_folder)) {
        if (name.find("dockerfile") == name.npos)
            return {FileKind::unused, "beside Dockerfiles: no table or figure is made of it"};
        if (!project_path(path).latest)
            return {FileKind::unused, "a Dockerfile that is not of a project's latest state"};
        return {FileKind::dockerfile, {}};
    }
    if (mentions(path, "Dockerfiles/samples/"))
        return {FileKind::unused, "old versions of Dockerfiles: no table or figure is made of them"};
    if (mentions(path, "DockerImage/sample-images/")) {
        if (name == "manifest.json") return {FileKind::json, {}};
        if (is_config_name(path)) return {FileKind::image_config, {}};
        return {FileKind::unused, "beside an image's manifest: no table or figure is made of it"};
    }
    if (name.ends_with(".csv")) return {FileKind::table, {}};
    if (name.ends_with(".xlsx")) return {FileKind::workbook, {}};
    if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return {FileKind::lines, {}};
    if (name.ends_with(".json")) return {FileKind::json, {}};
    if (name.find("dockerfile") != name.npos) return {FileKind::dockerfile, {}};
    for (const std::string_view ending : {".png", ".pdf", ".jpg", ".jpeg", ".svg", ".py", ".r", ".md", ".txt",
                                          ".sh", ".ipynb", ".yml", ".yaml", ".html"})
        if (name.ends_with(ending))
            return {FileKind::unused, "a picture, a text or a program: no table or figure is made of it"};
    return {FileKind::unrecognised, "no file that the study has, by its name"};
}

bool is_read(std::string_view path) {
    const FileKind kind = recognise_path(path).kind;
    return kind != FileKind::unused && kind != FileKind::unrecognised;
}

void DatasetSigns::look_at(std::string_view path) {
    if (path.size() > limits::lookup_bytes) return;
    for (const std::string_view folder : sure_folders) sure_ = sure_ || has_part(path, folder);
    const std::string name = lower(base_name(path));
    if (name.ends_with(".csv") || name.ends_with(".xlsx"))
        for (const std::string_view known : sure_names) sure_ = sure_ || name.starts_with(known);
    uint32_t bit = 1;
    for (const std::string_view known : hint_names) {
        if (name == known) hints_ |= bit;
        bit <<= 1;
    }
    for (const std::string_view folder : hint_folders)
        if (has_part(path, folder)) hints_ |= bit;
    tables_ = tables_ || has_table_kind(path);
}

DatasetSigns signs_of(const bytes::Folder& folder) {
    DatasetSigns signs;
    for (const auto& file : folder.files()) {
        signs.look_at(file.path);
        if (signs.is_dataset()) break;
    }
    return signs;
}

DatasetSigns signs_of(std::span<const std::string> paths) {
    DatasetSigns signs;
    for (const std::string& path : paths) {
        signs.look_at(path);
        if (signs.is_dataset()) break;
    }
    return signs;
}

std::vector<uint32_t> files_read(std::span<const std::string> paths) {
    std::vector<uint32_t> numbers;
    for (size_t number = 0; number < paths.size(); ++number)
        if (is_read(paths[number])) numbers.push_back(static_cast<uint32_t>(number));
    std::sort(numbers.begin(), numbers.end(), [&](uint32_t a, uint32_t b) { return paths[a] < paths[b]; });
    return numbers;
}

DatasetSigns signs_of(bytes::Source& source) {
    uint8_t head[8];
    const auto got = source.read(0, head);
    if (!got) return {};
    if (bytes::is_zip({head, *got})) return signs_of_zip(source);
    const auto compression = bytes::detect_compression({head, *got});
    const auto stored = bytes::stream_range(source, 0, source.size());
    if (compression == bytes::Compression::none) return signs_of_tar(*stored);
    const auto plain = bytes::decompress(*stored, compression);
    return plain ? signs_of_tar(**plain) : DatasetSigns();
}

bool are_dataset_files(std::span<const std::string> names) {
    bool any = false;
    for (const std::string& name : names) {
        const std::string_view plain = without_compression(name);
        const bool table = has_table_kind(plain);
        if (!table && recognise_path(plain).kind != FileKind::json) return false;
        any = any || table;
    }
    return any;
}

}  // namespace plimsoll::study
