#include "core/charts/sheet.h"

#include <algorithm>
#include <cmath>

namespace plimsoll::charts {
namespace {

constexpr double turned = 60;
constexpr double most_turned_width = 120;
// Half of what a letter is high: the line's middle points at the band's.
constexpr double turned_reach = 4;
const double sine = std::sin(turned * std::acos(-1.0) / 180),
             cosine = std::cos(turned * std::acos(-1.0) / 180);

}  // namespace

Sheet::Sheet(const Options& options) : with_heading_(options.heading), measure_(options.measure) {
    const double width = std::isfinite(options.width) ? options.width : 720;
    scene_.width = std::clamp(width, 320.0, 4000.0);
}

void Sheet::add(Shape shape) { scene_.shapes.push_back(std::move(shape)); }

void Sheet::heading(const std::string& title, const std::string& unit, const std::string& reads) {
    if (!with_heading_) return;
    paragraph(title, Size::title, Ink::text, true, 4);
    y += 2;
    paragraph(unit, Size::normal, Ink::text, false, 3);
    note(reads);
    y += 8;
}

void Sheet::paragraph(const std::string& text, Size size, Ink ink, bool strong, size_t most_lines) {
    for (const std::string& line : wrap(text, width(), size, strong, measure_, most_lines)) {
        add(Label{left(), y + ascent(size), line, size, Anchor::start, ink, 0, strong});
        y += line_height(size);
    }
}

void Sheet::note(const std::string& text) { paragraph(text, Size::small, Ink::muted, false, 6); }

void Sheet::legend(const std::vector<LegendEntry>& entries) {
    if (entries.empty()) return;
    constexpr double swatch = 10, gap = 6, apart = 16;
    double x = left();
    for (const LegendEntry& entry : entries) {
        const double wide = std::min(swatch + gap + measure(entry.text, Size::small), width());
        if (x > left() && x + wide > right()) {
            x = left();
            y += line_height(Size::small) + 2;
        }
        const double middle = y + line_height(Size::small) / 2;
        if (entry.mark == Mark::bar)
            add(Bar{x, middle - swatch / 2, swatch, swatch, entry.ink, entry.opacity});
        if (entry.mark == Mark::dot) add(Dot{x + swatch / 2, middle, 2.5, entry.ink});
        if (entry.mark == Mark::line) add(Line{x, middle, x + swatch, middle, entry.ink, 2});
        label(
            Label{x + swatch + gap, middle + 4, entry.text, Size::small, Anchor::start, Ink::muted, 0, false},
            width() - swatch - gap);
        x += wide + apart;
    }
    y += line_height(Size::small) + 10;
}

Grid Sheet::grid(size_t charts, double gutter, double least_width, double gap) const {
    const double room = width() - gutter;
    size_t columns = narrow() ? 1 : static_cast<size_t>(std::max(1.0, (room + gap) / (least_width + gap)));
    columns = std::max<size_t>(1, std::min(columns, charts));
    const size_t rows = (charts + columns - 1) / columns;
    if (rows > 0) columns = (charts + rows - 1) / rows;
    const auto count = static_cast<double>(columns);
    return {columns, left() + gutter, (room - gap * (count - 1)) / count, gap};
}

void Sheet::hint(double x, double top, double across, double high, std::string text) {
    scene_.hints.push_back({x, top, across, high, std::move(text)});
}

void Sheet::label(Label label, double most_width) {
    label.text = cut(std::move(label.text), most_width, label.size, label.strong, measure_);
    add(std::move(label));
}

bool Sheet::are_level(double band, const std::vector<std::string>& names) const {
    return std::all_of(names.begin(), names.end(),
                       [&](const std::string& name) { return measure(name, Size::small) + 6 <= band; });
}

double Sheet::overhang(double band, const std::vector<std::string>& names) const {
    if (names.empty()) return 0;
    if (are_level(band, names)) return 0;
    double most = 0;
    for (size_t at = 0; at < names.size(); ++at) {
        const double wide = std::min(measure(names[at], Size::small), most_turned_width);
        most = std::max(most,
                        wide * cosine + ascent(Size::small) * sine - (static_cast<double>(at) + 0.5) * band);
    }
    return most + 2;
}

double Sheet::band_labels(double x, double top, double band, const std::vector<std::string>& names) {
    const double level = top + 4 + ascent(Size::small);
    add_band_labels(x, band, names, are_level(band, names) ? level : top + 10, Anchor::end);
    return band_labels_height(band, names);
}

void Sheet::band_labels_above(double x, double bottom, double band, const std::vector<std::string>& names) {
    add_band_labels(x, band, names, bottom - 5, Anchor::start);
}

/// A turned name lies with that end of it at the baseline.
void Sheet::add_band_labels(double x, double band, const std::vector<std::string>& names, double baseline,
                            Anchor turned_by) {
    const bool level = are_level(band, names);
    for (size_t at = 0; at < names.size(); at += level ? 1 : every_turned(band)) {
        const double middle = x + (static_cast<double>(at) + 0.5) * band;
        if (level)
            add(Label{middle, baseline, names[at], Size::small, Anchor::middle, Ink::muted, 0, false});
        else
            add(Label{middle + turned_reach, baseline,
                      cut(names[at], most_turned_width, Size::small, false, measure_), Size::small, turned_by,
                      Ink::muted, -turned, false});
    }
}

double Sheet::band_labels_height(double band, const std::vector<std::string>& names) const {
    if (are_level(band, names)) return 4 + line_height(Size::small);
    double deepest = 0;
    for (size_t at = 0; at < names.size(); at += every_turned(band))
        deepest = std::max(deepest, std::min(measure(names[at], Size::small), most_turned_width) * sine);
    return 10 + deepest + 6;
}

/// Turned lines lie as far apart as their bands do, seen along their normal.
size_t Sheet::every_turned(double band) const {
    return std::max<size_t>(1,
                            static_cast<size_t>(std::ceil(line_height(Size::small) * 0.9 / (band * sine))));
}

void Sheet::describe(std::string title, std::string description) {
    scene_.title = std::move(title);
    scene_.description = std::move(description);
}

Scene Sheet::finish() {
    scene_.height = std::ceil(y + margin);
    return std::move(scene_);
}

}  // namespace plimsoll::charts
