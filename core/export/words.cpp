#include "core/export/words.h"

#include <algorithm>

#include "core/utf8.h"

namespace plimsoll::exports {
namespace {

constexpr const char* ellipsis = "\xe2\x80\xa6";

}  // namespace

std::string cut(const std::string& text, size_t most) {
    if (text.size() <= most) return text;
    size_t kept = most > 3 ? most - 3 : 0;
    while (kept > 0 && continues_character(text[kept])) --kept;
    return text.substr(0, kept) + ellipsis;
}

std::string cut_front(const std::string& text, size_t most) {
    if (text.size() <= most) return text;
    size_t from = text.size() - (most > 3 ? most - 3 : 0);
    while (from < text.size() && continues_character(text[from])) ++from;
    return std::string(ellipsis).append(text, from);
}

std::vector<Piece> pieces_of(const std::string& sentence) {
    std::vector<Piece> pieces;
    size_t at = 0;
    while (at < sentence.size()) {
        const size_t open = sentence.find('`', at);
        const size_t close = open == sentence.npos ? open : sentence.find('`', open + 1);
        if (close == sentence.npos) break;
        if (open > at) pieces.push_back({sentence.substr(at, open - at), false});
        if (close > open + 1) pieces.push_back({sentence.substr(open + 1, close - open - 1), true});
        at = close + 1;
    }
    if (at < sentence.size()) pieces.push_back({sentence.substr(at), false});
    return pieces;
}

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
    return report::format_count(count).append(" ").append(count == 1 ? one : many);
}

std::vector<size_t> columns_of(const Table& table, uint8_t shown) {
    std::vector<size_t> columns;
    for (size_t at = 0; at < table.columns.size(); ++at)
        if (table.columns[at].shown & shown) columns.push_back(at);
    return columns;
}

Table first_rows(Table table, size_t most) {
    if (table.rows.size() > most) table.rows.resize(most);
    return table;
}

Table gravest_first(Table findings) {
    size_t severity = 0;
    while (severity < findings.columns.size() && findings.columns[severity].key != "severity") ++severity;
    const auto rank = [&](const std::vector<Value>& row) {
        const std::string name = exact(row[severity]);
        return name == "serious" ? 0 : name == "warning" ? 1 : 2;
    };
    std::stable_sort(findings.rows.begin(), findings.rows.end(),
                     [&](const auto& left, const auto& right) { return rank(left) < rank(right); });
    return findings;
}

Table heaviest_layers(const report::Report& report, Table layers, size_t most) {
    if (layers.rows.size() <= most) return layers;
    std::vector<size_t> order(report.layers.size());
    for (size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::stable_sort(order.begin(), order.end(), [&](size_t left, size_t right) {
        return report.layers[left].measures.file_bytes > report.layers[right].measures.file_bytes;
    });
    order.resize(most);
    std::sort(order.begin(), order.end());
    std::vector<std::vector<Value>> rows;
    for (const size_t at : order) rows.push_back(std::move(layers.rows[at]));
    layers.rows = std::move(rows);
    return layers;
}

}  // namespace plimsoll::exports
