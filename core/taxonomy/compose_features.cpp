// Compose files, read by their indentation: what is told needs no more of YAML than keys, and lines that hold one value.
#include <algorithm>

#include "core/limits.h"
#include "core/taxonomy/features.h"
#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

bool is_key_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

/// "    name: value" in its parts; no name where a line is something else.
struct Row {
    size_t indent = 0;
    std::string_view name, value;
};

Row read_row(std::string_view line) {
    Row row;
    while (row.indent < line.size() && line[row.indent] == ' ') ++row.indent;
    line.remove_prefix(row.indent);
    size_t end = 0;
    while (end < line.size() && is_key_letter(line[end])) ++end;
    if (end == 0 || end >= line.size() || line[end] != ':') return row;
    row.name = line.substr(0, end);
    row.value = line.substr(end + 1);
    while (!row.value.empty() &&
           std::string_view(" \t\r\"'").find(row.value.front()) != std::string_view::npos)
        row.value.remove_prefix(1);
    while (!row.value.empty() &&
           std::string_view(" \t\r\"'").find(row.value.back()) != std::string_view::npos)
        row.value.remove_suffix(1);
    return row;
}

}  // namespace

void add_compose(std::string_view text, uint32_t file, Features& features) {
    text = text.substr(0, limits::compose_bytes);
    bool in_services = false;
    size_t service_indent = 0;  // 0: not known yet
    uint32_t number = 0;
    for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        const Row row = read_row(line);
        if (row.name.empty()) continue;
        const Sight at{file, number, "", shortened(line, limits::taxonomy_text_bytes)};
        if (row.indent == 0) {
            in_services = row.name == "services";
            service_indent = 0;
            continue;
        }
        if (row.name == "image" && !row.value.empty()) add_image_name("image", row.value, at, features);
        if (!in_services) continue;
        if (service_indent == 0) service_indent = row.indent;
        if (row.indent == service_indent) {
            features.add("service", lower(row.name), at);
            features.add("kind", "service", at);
        } else if (row.indent > service_indent) {
            features.add("key", lower(row.name), at);
        }
    }
}

}  // namespace plimsoll::taxonomy
