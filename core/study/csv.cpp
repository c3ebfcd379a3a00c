#include "core/study/csv.h"

#include <algorithm>

#include "core/limits.h"

namespace plimsoll::study {
namespace {

constexpr int end_of_file = -1;

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char letter) {
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string_view CsvRow::operator[](size_t column) const {
    if (column >= ends_.size()) return {};
    const size_t begin = column == 0 ? 0 : ends_[column - 1];
    return std::string_view(text_).substr(begin, ends_[column] - begin);
}

Result<int> CsvReader::peek() {
    while (at_ == block_.size() && !ended_) {
        const auto block = from_.next();
        if (!block) return failure(block.error());
        block_ = *block;
        at_ = 0;
        ended_ = block_.empty();
    }
    return ended_ ? end_of_file : block_[at_];
}

Result<int> CsvReader::get() {
    const auto letter = peek();
    if (letter && *letter != end_of_file) ++at_;
    return letter;
}

/// The rest of a quoted cell, up to its closing quote.
Result<void> CsvReader::quoted(CsvRow& row) {
    while (true) {
        const auto letter = get();
        if (!letter) return failure(letter.error());
        if (*letter == end_of_file)
            return failure(ErrorCode::truncated, where(), "the file ends inside a quoted cell");
        if (row.text_.size() >= limits::csv_row_bytes)
            return failure(ErrorCode::over_limit, where(),
                           "a row is longer than " + std::to_string(limits::csv_row_bytes >> 20) + " MiB");
        if (*letter == '"') {
            const auto following = peek();
            if (!following) return failure(following.error());
            if (*following != '"') return {};
            ++at_;
        }
        row.text_.push_back(static_cast<char>(*letter));
    }
}

Result<bool> CsvReader::next(CsvRow& row) {
    row.text_.clear();
    row.ends_.clear();
    ++rows_;
    if (!began_) {
        began_ = true;
        // A byte order mark is no part of the first cell.
        for (const int mark : {0xef, 0xbb, 0xbf}) {
            const auto letter = peek();
            if (!letter) return failure(letter.error());
            if (*letter != mark) break;
            ++at_;
        }
    }
    const auto first = peek();
    if (!first) return failure(first.error());
    if (*first == end_of_file) return false;
    bool cell_begins = true;
    while (true) {
        const auto letter = get();
        if (!letter) return failure(letter.error());
        if (*letter == end_of_file || *letter == '\n' || *letter == '\r') {
            if (*letter == '\r') {
                const auto following = peek();
                if (!following) return failure(following.error());
                if (*following == '\n') ++at_;
            }
            row.ends_.push_back(row.text_.size());
            return true;
        }
        if (*letter == ',') {
            row.ends_.push_back(row.text_.size());
            if (row.ends_.size() >= limits::csv_columns)
                return failure(ErrorCode::over_limit, where(),
                               "has more than " + std::to_string(limits::csv_columns) + " columns");
            cell_begins = true;
            continue;
        }
        if (*letter == '"' && cell_begins) {
            if (auto cell = quoted(row); !cell) return failure(cell.error());
        } else {
            if (row.text_.size() >= limits::csv_row_bytes)
                return failure(
                    ErrorCode::over_limit, where(),
                    "a row is longer than " + std::to_string(limits::csv_row_bytes >> 20) + " MiB");
            row.text_.push_back(static_cast<char>(*letter));
        }
        cell_begins = false;
    }
}

CsvColumns::CsvColumns(const CsvRow& heading) {
    for (size_t column = 0; column < heading.size(); ++column) names_.emplace_back(trimmed(heading[column]));
}

std::optional<size_t> CsvColumns::find(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<size_t>(found - names_.begin());
}

bool CsvColumns::has_all(std::initializer_list<std::string_view> names) const {
    return std::all_of(names.begin(), names.end(), [this](std::string_view name) { return has(name); });
}

std::string_view CsvColumns::cell(const CsvRow& row, std::string_view name) const {
    const auto column = find(name);
    return column ? trimmed(row[*column]) : std::string_view();
}

}  // namespace plimsoll::study
