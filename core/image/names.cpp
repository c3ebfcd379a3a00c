#include "core/image/names.h"

#include <algorithm>

#include "core/image/name_tables.h"
#include "core/limits.h"

namespace plimsoll::image {
namespace {

constexpr WordTable<extension_rows> extension_table;
constexpr WordTable<name_rows> name_table;
constexpr WordTable<beginning_rows> beginning_table;
constexpr WordTable<folder_rows> folder_table;
static_assert(!extension_table.faulty() && !name_table.faulty() && !beginning_table.faulty() &&
              !folder_table.faulty());

constexpr char small(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// A word in small letters, or nothing where it is longer than any that a table has.
class SmallWord {
 public:
    explicit SmallWord(std::string_view word) {
        if (word.size() > sizeof letters_) return;
        size_ = static_cast<uint8_t>(word.size());
        std::transform(word.begin(), word.end(), letters_, small);
    }
    std::string_view text() const { return {letters_, size_}; }

 private:
    char letters_[32];
    uint8_t size_ = 0;
};

/// Calls visit(folder, start) for each folder of a path from its end, with where it starts, until it answers true.
template <class Visit>
bool any_folder(std::string_view path, Visit visit) {
    for (size_t seen = 0; seen < limits::telling_folders && !path.empty(); ++seen) {
        const size_t start = path.rfind('/') + 1;
        if (visit(path.substr(start), start)) return true;
        path = path.substr(0, start == 0 ? 0 : start - 1);
    }
    return false;
}

template <class Table>
std::optional<FileType> looked_up(const Table& table, std::string_view word, Content& content) {
    const Named* named = word.empty() ? nullptr : table.find(word);
    if (!named) return std::nullopt;
    const FileType type = content.fits(named->holds) ? named->type : named->otherwise;
    return type == FileType::unknown ? std::nullopt : std::optional(type);
}

/// The letters that a name begins with, where something else follows or nothing.
std::string_view first_letters(std::string_view name) {
    const auto end = std::find_if(name.begin(), name.end(), [](char letter) {
        return (letter < 'a' || letter > 'z') && (letter < 'A' || letter > 'Z');
    });
    return name.substr(0, static_cast<size_t>(end - name.begin()));
}

/// TensorFlow's checkpoints: model.ckpt-100.data-00000-of-00001, and .index and .meta beside it.
bool is_checkpoint(std::string_view name) {
    return name.find(".ckpt") != std::string_view::npos ||
           (name.find(".data-") != std::string_view::npos && name.find("-of-") != std::string_view::npos);
}

std::optional<FileType> by_folder(std::string_view folder, Content& content) {
    std::optional<FileType> type;
    any_folder(folder, [&](std::string_view name, size_t start) {
        if (name.size() > 24) return false;
        if (start > 0) {  // with the folder above it
            const size_t above = folder.rfind('/', start - 2);
            const size_t from = start < 2 || above == std::string_view::npos ? 0 : above + 1;
            type = looked_up(folder_table, folder.substr(from, start + name.size() - from), content);
        }
        if (!type) type = looked_up(folder_table, name, content);
        return type.has_value();
    });
    return type;
}

/// Where package managers of distributions keep what they know.
bool is_distribution_record(std::string_view folder) {
    const auto below = [&](std::initializer_list<std::string_view> records) {
        return std::any_of(records.begin(), records.end(), [&](std::string_view record) {
            return folder.starts_with(record) &&
                   (folder.size() == record.size() || folder[record.size()] == '/');
        });
    };
    if (folder.starts_with("var/lib/"))
        return below(
            {"var/lib/dpkg", "var/lib/apt", "var/lib/rpm", "var/lib/pacman", "var/lib/dnf", "var/lib/yum"});
    return below({"usr/lib/sysimage/rpm", "usr/lib/apk", "lib/apk"});
}

/// By the rules of by_name(), whatever packs the file.
std::optional<FileType> by_plain_name(const FileName& file, Content& content) {
    const std::string_view name = file.name(), extension = file.extension();
    if (const auto type = looked_up(name_table, SmallWord(name).text(), content)) return type;
    if (is_shared_library_name(name)) return FileType::shared_library;
    // What becomes another file, or was one before, or is about one: config.h.in, jquery.js.map.
    if (extension == "in" || extension == "orig" || extension == "bak" || extension == "map")
        if (const auto type = looked_up(extension_table, file.without_extension().extension(), content))
            return type;
    if (const auto type = looked_up(extension_table, extension, content)) return type;
    if (name.starts_with("events.out.tfevents")) return FileType::log;
    if (is_checkpoint(name) && content.fits(Holds::for_binary)) return FileType::model_weights;
    if (const auto type = looked_up(beginning_table, SmallWord(first_letters(name)).text(), content))
        return type;
    return by_folder(file.folder(), content);
}

}  // namespace

FileName::FileName(std::string_view path) : path_(path) {
    const size_t slash = path.rfind('/');
    name_ = path.substr(slash + 1);
    folder_ = path.substr(0, slash == std::string_view::npos ? 0 : slash);
    const size_t dot = name_.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || name_.size() - dot - 1 > longest) return;
    extension_bytes_ = static_cast<uint8_t>(name_.size() - dot - 1);
    std::transform(name_.begin() + static_cast<ptrdiff_t>(dot) + 1, name_.end(), extension_, small);
}

std::optional<FileType> by_owner(const FileName& file) {
    if (is_distribution_record(file.folder())) return FileType::package_record;
    std::optional<FileType> type;
    bool info = false;
    any_folder(file.folder(), [&](std::string_view name, size_t) {
        switch (name.empty() ? '\0' : name.back()) {  // most folders are none of these
            case 't':
                if (name == ".git") type = FileType::git;
                break;
            case 'a':
                if (name == "conda-meta") type = FileType::package_record;
                break;
            case 'O':
                if (name == "EGG-INFO") type = FileType::package_record;
                break;
            case 'o':
                if (name.ends_with(".dist-info") || name.ends_with(".egg-info"))
                    type = FileType::package_record;
                info = info || name == "info";
                break;
            case 's':  // conda's pkgs/NAME/info
                if (info && name == "pkgs") type = FileType::package_record;
                break;
            default:
                break;
        }
        return type.has_value();
    });
    return type;
}

std::optional<FileType> by_name(const FileName& file, Content& content) {
    const Named* known = extension_table.find(file.extension());
    if (!known || known->holds != Holds::packed) return by_plain_name(file, content);
    Content inside;
    return by_plain_name(file.without_extension(), inside).value_or(known->type);
}

bool is_in_bin(const FileName& file) {
    const std::string_view folder = file.folder().substr(file.folder().rfind('/') + 1);
    return folder == "bin" || folder == "sbin" || folder == "libexec";
}

bool is_in_debug(const FileName& file) {
    const std::string_view folder = file.folder();
    return folder.starts_with("usr/lib/debug/") || folder.ends_with("/lib/debug") ||
           folder.find("/lib/debug/") != std::string_view::npos;
}

}  // namespace plimsoll::image
