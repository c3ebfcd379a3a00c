// Comma-separated values.
#include <array>

#include "core/export/export.h"

namespace plimsoll::exports {
namespace {

/// What a spreadsheet takes for the start of a formula: also in the full width of East Asian scripts.
bool starts_formula(std::string_view text) {
    constexpr std::array<std::string_view, 8> starts = {
        "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
    const size_t from = text.find_first_not_of(' ');
    if (from == text.npos) return false;
    text.remove_prefix(from);
    for (const std::string_view start : starts)
        if (text.starts_with(start)) return true;
    return false;
}

bool is_text(const Value& value) {
    return std::holds_alternative<Words>(value) || std::holds_alternative<Text>(value) ||
           std::holds_alternative<Texts>(value);
}

std::string quoted(std::string text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string result = "\"";
    for (const char letter : text) result.append(letter == '"' ? 2 : 1, letter);
    return result.append("\"");
}

std::string cell(const Value& value) {
    std::string text = exact(value);
    if (is_text(value) && starts_formula(text)) text.insert(text.begin(), '\'');
    return quoted(std::move(text));
}

}  // namespace

std::string csv_of(const Table& table) {
    std::string text;
    const auto end_cell = [&](bool& first) {
        if (!first) text.append(",");
        first = false;
    };
    bool first = true;
    for (const Column& column : table.columns) {
        if (!(column.shown & in_data)) continue;
        end_cell(first);
        text.append(quoted(column.key));
    }
    text.append("\r\n");
    for (const auto& row : table.rows) {
        first = true;
        for (size_t at = 0; at < row.size(); ++at) {
            if (!(table.columns[at].shown & in_data)) continue;
            end_cell(first);
            text.append(cell(row[at]));
        }
        text.append("\r\n");
    }
    return text;
}

}  // namespace plimsoll::exports
