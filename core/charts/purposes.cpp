// Figure 2: a tree of two levels, as text.
#include <algorithm>

#include "core/charts/parts.h"
#include "core/limits.h"

namespace plimsoll::charts {
namespace {

/// A purpose or a part of one, with its lines.
struct TextLine {
    std::string text;
    Ink ink = Ink::text;
    bool strong = false, part = false;
    const study::Row* row = nullptr;
};
using Block = std::vector<TextLine>;

std::string name_with_count(const study::Row& row, std::string name, study::Mode mode) {
    for (const study::Cell& cell : row.cells)
        if (const auto count = value_in(cell, mode)) return name.append("  ").append(number(*count, 0));
    return name;
}

std::string gloss_of(const study::Row& row) {
    for (const study::Cell& cell : row.cells)
        if (const auto* text = std::get_if<std::string>(&cell.published)) return clean(*text, name_bytes);
    return {};
}

}  // namespace

void draw_purposes(Sheet& sheet, const study::Figure& figure, const Options& options) {
    constexpr double indent = 16, apart = 24, between = 8;
    const Grid grid = sheet.grid(figure.rows.size(), 0, 210, apart);

    std::vector<Block> blocks;
    size_t left_out = 0;
    for (const study::Row& row : figure.rows) {
        if (row.names.empty()) continue;
        const bool part = row.names.size() > 1 && !row.names[1].empty();
        if (blocks.size() >= limits::chart_rows || (part && blocks.empty())) {
            ++left_out;
            continue;
        }
        if (!part) blocks.emplace_back();
        Block& block = blocks.back();
        if (block.size() >= limits::chart_rows) {
            ++left_out;
            continue;
        }
        const std::string name =
            name_with_count(row, clean(row.names[part ? 1 : 0], name_bytes), options.mode);
        const double wide = grid.width - (part ? indent : 0);
        block.push_back(
            {cut(name, wide, Size::normal, !part, sheet.measurer()), Ink::text, !part, part, &row});
        if (!part)
            for (const std::string& line : wrap(gloss_of(row), wide, Size::small, false, sheet.measurer(), 3))
                block.push_back({line, Ink::muted, false, false, nullptr});
    }

    const auto height_of = [](const TextLine& line) {
        return line.ink == Ink::muted ? line_height(Size::small) : line_height(Size::normal) + 2;
    };
    double all = 0;
    for (const Block& block : blocks) {
        for (const TextLine& line : block) all += height_of(line);
        all += between;
    }
    const double start = sheet.y, per_column = all / static_cast<double>(grid.columns);
    double y = start, foot = start, before = 0;
    size_t column = 0;
    for (const Block& block : blocks) {
        double high = 0;
        for (const TextLine& line : block) high += height_of(line);
        // A block goes where its middle belongs.
        const double belongs = before + high / 2;
        before += high + between;
        if (column + 1 < grid.columns && belongs > per_column * static_cast<double>(column + 1)) {
            ++column;
            y = start;
        }
        const double x = grid.left(column);
        double last_part = 0, first_part = 0;
        for (const TextLine& line : block) {
            const Size size = line.ink == Ink::muted ? Size::small : Size::normal;
            if (line.part) {
                if (first_part == 0) first_part = y - 2;
                last_part = y + height_of(line) / 2;
                sheet.add(Line{x + 4, last_part, x + indent - 4, last_part, Ink::faint, 1});
            }
            sheet.add(Label{x + (line.part ? indent : 0), y + ascent(size) + 1, line.text, size,
                            Anchor::start, line.ink, 0, line.strong});
            if (line.row) {
                std::vector<size_t> told;
                for (size_t at = 0; at < figure.columns.size(); ++at) told.push_back(at);
                const bool only_names =
                    std::all_of(line.row->cells.begin(), line.row->cells.end(),
                                [](const study::Cell& cell) { return cell.published.index() == 0; });
                if (only_names) told.clear();
                sheet.hint(x, y, grid.width, height_of(line), hint_of(figure, *line.row, told));
            }
            y += height_of(line);
        }
        if (last_part > 0) sheet.add(Line{x + 4, first_part, x + 4, last_part, Ink::faint, 1});
        foot = std::max(foot, y);
        y += between;
    }
    sheet.y = foot + between;
    if (left_out > 0) sheet.note("and " + number(static_cast<double>(left_out), 0) + " more");
}

}  // namespace plimsoll::charts
