#include "core/study/workbook.h"

#include <algorithm>
#include <memory>

#include "core/limits.h"
#include "core/study/tables.h"
#include "core/study/xlsx.h"

namespace plimsoll::study {
namespace {

/// The columns of a sheet by their headings.
class Headings {
 public:
    explicit Headings(SheetRow row) : names_(std::move(row)) {}

    std::optional<size_t> find(std::string_view name) const {
        const auto found = std::find(names_.begin(), names_.end(), name);
        if (found == names_.end()) return std::nullopt;
        return static_cast<size_t>(found - names_.begin());
    }
    std::string cell(const SheetRow& row, std::string_view name) const {
        const auto column = find(name);
        return column && *column < row.size() ? row[*column] : std::string();
    }
    bool has_all(std::initializer_list<std::string_view> names) const {
        return std::all_of(names.begin(), names.end(), [this](std::string_view name) { return find(name); });
    }

 private:
    SheetRow names_;
};

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
        text.pop_back();
    text.erase(0, std::min(text.find_first_not_of(" \n\t"), text.size()));
    return text;
}

/// Reads a sheet whose first row is its heading. `row` takes the others; `known` says whether the heading is as it should be.
SheetReader with_headings(uint64_t& rows, std::function<bool(const Headings&)> known,
                          std::function<void(const Headings&, const SheetRow&)> take) {
    auto headings = std::make_shared<std::optional<Headings>>();
    return [headings, &rows, known = std::move(known), take = std::move(take)](const SheetRow& row) {
        if (!*headings) {
            headings->emplace(row);
            return known(**headings);
        }
        if (trimmed(row.front()).empty()) return true;
        ++rows;
        take(**headings, row);
        return rows < limits::csv_rows;
    };
}

void take_candidate(Dataset& data, const Headings& headings, const SheetRow& row) {
    const auto number = [&](std::string_view name) { return number_of(headings.cell(row, name)); };
    data.candidates.push_back(
        {number("commits"), number("releases"), number("stars"), number("forks"), number("archived")});
}

void take_base(Dataset& data, const Headings& headings, const SheetRow& row) {
    data.bases.push_back({headings.cell(row, "Repos"), category_of(headings.cell(row, "Category")),
                          headings.cell(row, "Baseimage"), headings.cell(row, "Base")});
}

void take_type(Dataset& data, const SheetRow& row) {
    BaseTypeRow types{row.front(), {}};
    for (size_t column = 1; column < row.size(); ++column)
        if (auto type = trimmed(row[column]); !type.empty()) types.types.push_back(std::move(type));
    data.base_types.push_back(std::move(types));
}

constexpr std::string_view counted_sheets[] = {"all-search",  "100commits", "1release",
                                               "notarchived", "images",     "filtered",
                                               "filtered2",   "labeling",   "labeling2"};

}  // namespace

Result<uint64_t> read_study_workbook(bytes::Source& source, Dataset& data) {
    uint64_t candidates = 0, bases = 0, types = 0;
    std::vector<std::unique_ptr<SheetCount>> counts;
    const SheetChooser choose = [&](const std::string& name) -> SheetReader {
        if (name == "initial")
            return with_headings(
                candidates,
                [](const Headings& h) {
                    return h.has_all({"Repos", "commits", "releases"});
                },
                [&data](const Headings& h, const SheetRow& row) { take_candidate(data, h, row); });
        if (name == "baseimages")
            return with_headings(
                bases,
                [](const Headings& h) {
                    return h.has_all({"Repos", "Category", "Baseimage", "Base"});
                },
                [&data](const Headings& h, const SheetRow& row) { take_base(data, h, row); });
        if (name == "temp")
            return with_headings(
                types, [](const Headings& h) { return h.has_all({"Base"}); },
                [&data](const Headings&, const SheetRow& row) { take_type(data, row); });
        if (std::find(std::begin(counted_sheets), std::end(counted_sheets), name) == std::end(counted_sheets))
            return {};
        counts.push_back(std::make_unique<SheetCount>(SheetCount{name, 0}));
        return with_headings(
            counts.back()->rows, [](const Headings&) { return true; },
            [](const Headings&, const SheetRow&) {});
    };
    const auto sheets = read_workbook(source, choose);
    if (!sheets) return failure(sheets.error());
    uint64_t rows = candidates + bases + types;
    for (const auto& count : counts) {
        data.sheets.push_back(*count);
        rows += count->rows;
    }
    if (candidates > 0) data.sheets.push_back({"initial", candidates});
    return rows;
}

}  // namespace plimsoll::study
