#include "core/link/fit.h"

#include <algorithm>

namespace plimsoll::link {
namespace {

/// The row that weighs least goes: lists but that of the layers have it at their end.
template <class Row>
void drop_one(std::vector<Row>& rows) {
    rows.pop_back();
}

void drop_one(std::vector<Essence::Layer>& rows) {
    const auto weight = [](const Essence::Layer& row) { return std::max(row.file_bytes, row.blob_bytes); };
    // Of equal ones the highest, so that what is left begins at the base.
    const auto lightest = std::min_element(
        rows.rbegin(), rows.rend(), [&](const auto& a, const auto& b) { return weight(a) < weight(b); });
    rows.erase(std::next(lightest).base());
}

/// Characters that a row takes at most, mostly: rather too few go at a time than too many, for what is gone is gone.
constexpr size_t row_chars = 40, text_chars = 150;

/// Takes rows away while the list has more than `floor`: one for each `chars` characters that the link is too long. False
/// where there is none to take.
template <class Row>
bool drop(Shown<Row>& list, size_t floor, size_t too_long, size_t chars = row_chars) {
    if (list.rows.size() <= floor) return false;
    size_t count = std::min(list.rows.size() - floor, too_long / chars + 1);
    for (; count > 0; --count) drop_one(list.rows);
    return true;
}

template <class Row>
void keep(Shown<Row>& list, size_t most) {
    while (list.rows.size() > most) drop_one(list.rows);
}

/// What stays at least, in one round of leaving out.
struct Floors {
    size_t files, types, packages, layers, findings, purposes, instructions, metrics, bases, settings;
};
/// A reader of a footnote wants to see where the weight is: some of each, before all of any.
constexpr Floors rounds[] = {
    {20, 25, 40, 127, 40, 8, 20, 20, 5, 60},
    {5, 12, 20, 60, 25, 6, 20, 20, 4, 25},
    {3, 6, 10, 30, 12, 4, 8, 12, 3, 12},
    {0, 3, 5, 12, 6, 2, 0, 6, 1, 6},
};

bool leave_out(Essence& essence, const Floors& floors, size_t too_long) {
    const size_t file_chars = essence.shared.paths ? text_chars : row_chars;
    return drop(essence.largest_files, floors.files, too_long, file_chars) ||
           drop(essence.types, floors.types, too_long) || drop(essence.packages, floors.packages, too_long) ||
           drop(essence.instructions, floors.instructions, too_long) ||
           drop(essence.layers, floors.layers, too_long) ||
           drop(essence.findings, floors.findings, too_long) ||
           drop(essence.metrics, floors.metrics, too_long) ||
           drop(essence.purposes, floors.purposes, too_long) || drop(essence.bases, floors.bases, too_long) ||
           drop(essence.labels, floors.settings, too_long, text_chars) ||
           drop(essence.environment, floors.settings, too_long, text_chars);
}

/// The longest command of a layer.
bool drop_command(Essence& essence) {
    auto& rows = essence.layers.rows;
    const auto longest = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.command.size() < b.command.size();
    });
    if (longest == rows.end() || longest->command.empty()) return false;
    longest->command.clear();
    return true;
}

}  // namespace

void keep_within_limits(Essence& essence) {
    keep(essence.references, 4);
    keep(essence.largest_files, 40);
    keep(essence.types, 60);
    keep(essence.packages, 120);
    keep(essence.layers, 200);
    keep(essence.findings, 80);
    keep(essence.purposes, 21);
    keep(essence.instructions, 20);
    keep(essence.metrics, 40);
    keep(essence.bases, 8);
    keep(essence.environment, 60);
    keep(essence.labels, 60);
}

bool leave_something_out(Essence& essence, size_t too_long) {
    for (const Floors& floors : rounds)
        if (leave_out(essence, floors, too_long)) return true;
    constexpr Floors nothing{};
    return drop_command(essence) || drop(essence.labels, 0, too_long, text_chars) ||
           drop(essence.environment, 0, too_long, text_chars) ||
           drop(essence.references, 1, too_long, text_chars) || leave_out(essence, nothing, too_long) ||
           drop(essence.references, 0, too_long, text_chars);
}

}  // namespace plimsoll::link
