// What an image is called, in a heading and in the name of a file.
#include <algorithm>

#include "core/export/export.h"

namespace plimsoll::exports {
namespace {

constexpr size_t most_bytes = 80;

bool is_safe(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
}

/// Of safe letters, one dash for what is none; no dot at its start, which would hide the file, none doubled.
std::string slug(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        const char safe = is_safe(letter) ? letter : '-';
        const bool doubled = !result.empty() && result.back() == safe && (safe == '-' || safe == '.');
        if (!doubled && result.size() < most_bytes) result.push_back(safe);
    }
    constexpr const char* edges = ".-_";
    result.erase(std::min(result.find_last_not_of(edges), result.size() - 1) + 1);
    if (result.find_first_not_of(edges) == result.npos) return {};
    result.erase(0, result.find_first_not_of(edges));
    return result;
}

/// The archive's name without what says that it is one.
std::string_view without_extensions(std::string_view name) {
    for (const std::string_view end : {".gz", ".zst", ".xz", ".bz2", ".tgz", ".tar", ".json"})
        if (name.size() > end.size() && name.ends_with(end)) name.remove_suffix(end.size());
    return name;
}

}  // namespace

std::string title_of(const report::Report& report) {
    if (!report.image.references.empty()) return report.image.references.front();
    return report.source.name.empty() ? std::string("an image without a name") : report.source.name;
}

std::string file_name(const report::Report& report, std::string_view what, std::string_view extension) {
    std::string image;
    if (!report.image.references.empty()) {
        std::string_view name = report.image.references.front();
        name = name.substr(0, name.find('@'));
        image = slug(name.substr(name.rfind('/') + 1));
    }
    if (image.empty()) image = slug(without_extensions(report.source.name));
    if (image.empty()) image = "image";
    std::string result = std::string("plimsoll-") + image;
    if (const std::string part = slug(what); !part.empty()) result.append("-").append(part);
    return result.append(".").append(slug(extension));
}

}  // namespace plimsoll::exports
