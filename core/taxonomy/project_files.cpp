#include "core/taxonomy/project_files.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

#include "core/image/paths.h"
#include "core/limits.h"
#include "core/taxonomy/file_names.h"

namespace plimsoll::taxonomy {
namespace {

/// Folders of other people's code and of version control: a working copy has thousands of files in them.
constexpr std::string_view foreign_folders[] = {"node_modules", "site-packages", ".git", ".hg", ".svn"};

bool is_foreign(std::string_view folder) {
    return std::find(std::begin(foreign_folders), std::end(foreign_folders), folder) !=
           std::end(foreign_folders);
}

/// The path as it is below the uppermost folder; empty: it has no name, or one that is longer than any system takes.
std::string tidied(std::string_view path) {
    if (path.size() > limits::lookup_bytes) return {};
    std::string tidy;
    image::for_each_component(
        path,
        [&](std::string_view part) {
            if (!tidy.empty()) tidy += '/';
            tidy += part;
        },
        [&] {
            const size_t slash = tidy.rfind('/');
            tidy.resize(slash == std::string::npos ? 0 : slash);
        });
    return tidy;
}

std::string_view first_folder(std::string_view path) { return path.substr(0, path.find('/')); }

bool counts(FileUse use) { return use == FileUse::dockerfile || use == FileUse::compose; }

tl::unexpected<Error> no_project() {
    return failure(ErrorCode::unrecognised, "", "has no Dockerfile and no compose file in it");
}

/// "yolo" of "yolo-main", "yolo-1.2.0" and "yolo-<commit>": what code hosts call the folder in their archives.
std::string without_version(std::string name) {
    const size_t dash = name.rfind('-');
    if (dash == std::string::npos || dash == 0) return name;
    std::string_view last = std::string_view(name).substr(dash + 1);
    const bool is_commit =
        last.size() >= 7 && last.size() <= 40 && last.find_first_not_of("0123456789abcdef") == last.npos;
    if (last.starts_with('v')) last.remove_prefix(1);
    const bool is_version = !last.empty() && last.find_first_not_of("0123456789.") == last.npos;
    if (is_commit || is_version || last == "main" || last == "master") name.resize(dash);
    return name;
}

/// "yolo" of "yolo.tar.gz".
std::string without_endings(std::string name) {
    for (bool more = true; more;) {
        more = false;
        for (const std::string_view ending : {".gz", ".tgz", ".tar", ".zip", ".zst", ".xz", ".bz2"}) {
            if (!small_name(name).ends_with(ending) || name.size() == ending.size()) continue;
            name.resize(name.size() - ending.size());
            more = true;
        }
    }
    return name;
}

/// Takes the files of interest as they come, within the limits.
class Collector {
 public:
    /// `folded`: the project may lie in a folder of the tree, as in the archives of code hosts.
    explicit Collector(bool folded) : folded_(folded) {}

    /// What the file at a tidied path may be wanted for. All files are to be told, in any order.
    FileUse look_at(std::string_view path) {
        if (path.empty()) return FileUse::none;
        if (!top_) top_ = first_folder(path);
        if (*top_ != first_folder(path) || path.size() == top_->size()) one_top_ = false;
        const FileUse use = use_of(path);
        const size_t slash = path.find('/');
        if (use != FileUse::none || !folded_ || slash == std::string_view::npos) return use;
        // Only the uppermost folder's count, which may turn out to be this one.
        const FileUse below = use_of(path.substr(slash + 1));
        return below == FileUse::readme || below == FileUse::git_config ? below : FileUse::none;
    }

    /// Whether there is room for one more of that size; else a problem tells that it is left out.
    bool has_room(const std::string& path, FileUse use, uint64_t size) {
        if (!counts(use))
            return size <= limits::project_file_bytes &&
                   readmes_.size() + git_configs_.size() < limits::project_readmes;
        std::string why;
        if (size > limits::project_file_bytes)
            why = "is left out: it is longer than people write such files";
        else if (bytes_ + size > limits::project_tree_bytes)
            why = "is left out: the project's files are too long together";
        else if (files_.size() >= limits::project_files)
            why = "is left out: the project has too many such files";
        if (why.empty()) return true;
        complain(path, std::move(why));
        return false;
    }

    void add(const std::string& path, FileUse use, std::string content) {
        if (!counts(use)) {
            if (use == FileUse::readme)
                content.resize(std::min(content.size(), limits::project_readme_bytes));
            (use == FileUse::readme ? readmes_ : git_configs_).emplace(path, std::move(content));
            return;
        }
        std::string& kept = files_[path];  // a later entry of an archive replaces the one before
        bytes_ += content.size();
        bytes_ -= kept.size();
        kept = std::move(content);
    }

    void complain(std::string where, std::string message) {
        if (found_.problems.size() < limits::problems)
            found_.problems.push_back({Problem::Severity::error, std::move(where), std::move(message)});
    }

    Result<FoundProject> finish(std::string name, Naming naming) {
        if (files_.empty()) return no_project();
        const bool inside = folded_ && one_top_ && top_ && !is_foreign(*top_);
        const size_t skipped = inside ? top_->size() + 1 : 0;
        Project& project = found_.project;
        for (auto& [path, content] : files_)
            project.files.push_back({path.substr(skipped), std::move(content)});
        for (auto& [path, text] : readmes_)
            if (use_of(std::string_view(path).substr(std::min(skipped, path.size()))) == FileUse::readme &&
                project.readme.empty())
                project.readme = std::move(text);
        for (const auto& [path, text] : git_configs_)
            if (project.repository.empty() &&
                use_of(std::string_view(path).substr(std::min(skipped, path.size()))) == FileUse::git_config)
                project.repository = repository_in_git_config(text);
        if (project.repository.empty() && naming == Naming::project)
            project.repository = without_version(inside ? *top_ : without_endings(name));
        found_.name = std::move(name);
        return std::move(found_);
    }

 private:
    bool folded_;
    std::optional<std::string> top_;  ///< the first component of all paths, while
    bool one_top_ = true;             ///< there is only one
    uint64_t bytes_ = 0;
    std::map<std::string, std::string> files_, readmes_, git_configs_;
    FoundProject found_;
};

/// A stream that ends in an error where it has given more than any project's archive holds.
class Bounded final : public bytes::Stream {
 public:
    explicit Bounded(bytes::Stream& from) : from_(from) {}
    Result<bytes::Bytes> next() override {
        if (from_.position() > limits::project_archive_bytes)
            return failure(ErrorCode::over_limit, "",
                           "is longer than the archive of a project: the rest is left out");
        return from_.next();
    }
    uint64_t skip(uint64_t count) override { return from_.skip(count); }
    uint64_t position() const override { return from_.position(); }
    uint64_t stored_position() const override { return from_.stored_position(); }

 private:
    bytes::Stream& from_;
};

/// All that a stream has left; an error where that is longer than a file of interest may be.
Result<std::string> read_body(bytes::Stream& stream) {
    std::string text;
    while (true) {
        const auto block = stream.next();
        if (!block) return failure(block.error());
        if (block->empty()) return text;
        if (text.size() + block->size() > limits::project_file_bytes)
            return failure(ErrorCode::over_limit, "",
                           "is left out: it is longer than people write such files");
        text.append(reinterpret_cast<const char*>(block->data()), block->size());
    }
}

void collect_tar(bytes::Stream& stream, Collector& into) {
    Bounded bounded(stream);
    bytes::TarReader reader(bounded);
    for (size_t number = 0; number < limits::archive_entries; ++number) {
        const auto entry = reader.next();
        if (!entry) return into.complain(entry.error().where, entry.error().message);
        if (!*entry) return;
        if ((*entry)->type != bytes::TarEntry::Type::file) continue;
        const std::string path = tidied((*entry)->path);
        const FileUse use = into.look_at(path);
        if (use == FileUse::none || (*entry)->sparse || !into.has_room(path, use, (*entry)->size)) continue;
        bytes::TarBody body(reader);
        auto text = read_body(body);
        if (!text) return into.complain(path, text.error().message);
        into.add(path, use, std::move(*text));
    }
    into.complain("", "has more entries than any project: the rest is left out");
}

void collect_zip(bytes::Source& source, Collector& into) {
    bytes::ZipReader reader(source);
    for (size_t number = 0; number < limits::archive_entries; ++number) {
        const auto entry = reader.next_file();
        if (!entry) return into.complain(entry.error().where, entry.error().message);
        if (!*entry) return;
        const std::string path = tidied((*entry)->path);
        const FileUse use = into.look_at(path);
        if (use == FileUse::none || !into.has_room(path, use, (*entry)->size)) continue;
        auto text = read_body(reader);
        if (!text) {
            into.complain(path, text.error().message);
            if (text.error().code != ErrorCode::over_limit) return;
        } else if (into.has_room(path, use, text->size())) {  // the directory's size may be a lie
            into.add(path, use, std::move(*text));
        }
    }
    into.complain("", "has more entries than any project: the rest is left out");
}

}  // namespace

FileUse use_of(std::string_view path) {
    if (path == ".git/config") return FileUse::git_config;
    const size_t slash = path.rfind('/');
    std::string_view folders = path.substr(0, slash == std::string_view::npos ? 0 : slash);
    while (!folders.empty()) {
        const std::string_view folder = first_folder(folders);
        if (is_foreign(folder)) return FileUse::none;
        folders.remove_prefix(std::min(folder.size() + 1, folders.size()));
    }
    const std::string name = small_name(path);
    if (is_compose_name(name)) return FileUse::compose;
    if (is_dockerfile_name(name)) return FileUse::dockerfile;
    return slash == std::string_view::npos && is_readme_name(name) ? FileUse::readme : FileUse::none;
}

bool are_project_files(std::span<const std::string> names) {
    bool any = false;
    for (const std::string& name : names) {
        const FileUse use = use_of(name);
        if (use == FileUse::none) return false;
        any = any || counts(use);
    }
    return any;
}

bool is_project(const bytes::Folder& folder) {
    bool any = false;
    for (const auto& file : folder.files()) {
        if (file.path == "manifest.json" || file.path == "index.json" || file.path == "oci-layout")
            return false;
        any = any || counts(use_of(file.path));
    }
    return any;
}

Result<FoundProject> find_project(const bytes::Folder& folder, std::string name, Naming naming) {
    Collector found(false);
    for (const auto& file : folder.files()) {
        const std::string path = tidied(file.path);
        const FileUse use = found.look_at(path);
        if (use == FileUse::none || !found.has_room(path, use, file.bytes)) continue;
        auto source = folder.open(file.path);
        auto text = source ? bytes::read_all(**source, 0, (*source)->size(), path)
                           : Result<std::string>(failure(source.error()));
        if (!text)
            found.complain(path, text.error().message);
        else if (found.has_room(path, use, text->size()))  // it may have grown meanwhile
            found.add(path, use, std::move(*text));
    }
    return found.finish(std::move(name), naming);
}

Result<FoundProject> find_project(bytes::Source& source, std::string name) {
    uint8_t head[512];
    const auto got = source.read(0, head);
    if (!got) return failure(got.error());
    const bytes::Bytes start(head, *got);
    if (const FileUse use = use_of(small_name(name)); counts(use)) {
        Collector found(false);
        found.look_at(name);
        if (!found.has_room(name, use, source.size()))
            return failure(ErrorCode::over_limit, "", "is longer than people write such files");
        auto text = bytes::read_all(source, 0, source.size(), name);
        if (!text) return failure(text.error());
        found.add(tidied(name), use, std::move(*text));
        return found.finish(std::move(name), Naming::files);
    }
    Collector found(true);
    if (bytes::is_zip(start)) {
        collect_zip(source, found);
        return found.finish(std::move(name), Naming::project);
    }
    const auto stored = bytes::stream_range(source, 0, source.size());
    const auto compression = bytes::detect_compression(start);
    if (compression == bytes::Compression::none) {
        collect_tar(*stored, found);
    } else {
        const auto unpacked = bytes::decompress(*stored, compression);
        if (!unpacked) return failure(unpacked.error());
        collect_tar(**unpacked, found);
    }
    return found.finish(std::move(name), Naming::project);
}

std::string repository_in_git_config(std::string_view text) {
    bool in_origin = false;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
        if (line.starts_with('[')) in_origin = line == "[remote \"origin\"]";
        if (!in_origin || !line.starts_with("url")) continue;
        const size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        std::string_view url = line.substr(equals + 1);
        if (url.ends_with('/')) url.remove_suffix(1);
        if (url.ends_with(".git")) url.remove_suffix(4);
        // The last two parts only: what stands before them may hold a password.
        const size_t slash = url.rfind('/');
        if (slash == std::string_view::npos || slash == 0) return {};
        const size_t before = url.find_last_of("/:@", slash - 1);
        const std::string_view owner = url.substr(before == std::string_view::npos ? 0 : before + 1);
        return owner.size() <= limits::project_text_bytes && !owner.starts_with('/') ? std::string(owner)
                                                                                     : "";
    }
    return {};
}

// -------------------------------------------------------------------------------------------------------- transfer

namespace {

class Packer {
 public:
    void add(uint32_t number) {
        for (int shift = 0; shift < 32; shift += 8) bytes_.push_back(static_cast<uint8_t>(number >> shift));
    }
    void add(std::string_view text) {
        add(static_cast<uint32_t>(text.size()));
        bytes_.insert(bytes_.end(), text.begin(), text.end());
    }
    std::vector<uint8_t> take() { return std::move(bytes_); }

 private:
    std::vector<uint8_t> bytes_;
};

class Unpacker {
 public:
    explicit Unpacker(bytes::Bytes bytes) : left_(bytes) {}
    uint32_t number() {
        if (left_.size() < 4) return fail();
        uint32_t value = 0;
        for (size_t at = 0; at < 4; ++at) value |= static_cast<uint32_t>(left_[at]) << (8 * at);
        left_ = left_.subspan(4);
        return value;
    }
    std::string text() {
        const uint32_t size = number();
        if (size > left_.size()) {
            fail();
            return {};
        }
        std::string value(reinterpret_cast<const char*>(left_.data()), size);
        left_ = left_.subspan(size);
        return value;
    }
    bool good() const { return good_; }
    bool done() const { return good_ && left_.empty(); }

 private:
    uint32_t fail() {
        good_ = false;
        left_ = {};
        return 0;
    }
    bytes::Bytes left_;
    bool good_ = true;
};

}  // namespace

std::vector<uint8_t> pack(const FoundProject& found) {
    Packer packer;
    for (const std::string* text : {&found.name, &found.project.repository, &found.project.readme})
        packer.add(*text);
    packer.add(static_cast<uint32_t>(found.project.files.size()));
    for (const ProjectFile& file : found.project.files) {
        packer.add(file.path);
        packer.add(file.content);
    }
    packer.add(static_cast<uint32_t>(found.problems.size()));
    for (const Problem& problem : found.problems) {
        packer.add(static_cast<uint32_t>(problem.severity));
        packer.add(problem.where);
        packer.add(problem.message);
    }
    return packer.take();
}

Result<FoundProject> unpack_project(bytes::Bytes bytes) {
    Unpacker unpacker(bytes);
    FoundProject found;
    for (std::string* text : {&found.name, &found.project.repository, &found.project.readme})
        *text = unpacker.text();
    for (uint32_t left = unpacker.number(); left > 0 && unpacker.good(); --left) {
        std::string path = unpacker.text();
        found.project.files.push_back({std::move(path), unpacker.text()});
    }
    for (uint32_t left = unpacker.number(); left > 0 && unpacker.good(); --left) {
        Problem problem;
        problem.severity = unpacker.number() == 0 ? Problem::Severity::warning : Problem::Severity::error;
        problem.where = unpacker.text();
        problem.message = unpacker.text();
        found.problems.push_back(std::move(problem));
    }
    if (!unpacker.done()) return failure(ErrorCode::corrupt, "", "is no packed project");
    return found;
}

}  // namespace plimsoll::taxonomy
