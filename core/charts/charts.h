// Charts of the study's tables and figures, laid out once: the page draws the same scene that is saved as SVG.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/study/study.h"

namespace plimsoll::charts {

/// What a colour means; a theme says which one it is. A category, an instruction and a type each keep theirs on the whole page.
enum class Ink : uint8_t {
    background,
    text,
    muted,
    faint,
    line,
    raised,
    accent,
    good,
    warning,
    bad,
    data1,
    data2,
    data3,
    data4,
    data5,
    data6,
    data7,
    data8
};
inline constexpr size_t ink_count = 18;

enum class Size : uint8_t { small, normal, title };  ///< 11, 12.5 and 14 units
enum class Anchor : uint8_t { start, middle, end };

/// Positions and lengths are units of the scene (a CSS pixel where it is shown at its own size), y downwards.
struct Bar {
    double x = 0, y = 0, width = 0, height = 0;
    Ink ink = Ink::data1;
    double opacity = 1;
};
struct Line {
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    Ink ink = Ink::line;
    double thickness = 1;
};
struct Dot {
    double x = 0, y = 0, radius = 2;
    Ink ink = Ink::muted;
};
struct Label {
    double x = 0, y = 0;  ///< of the baseline, at the anchor
    std::string text;
    Size size = Size::small;
    Anchor anchor = Anchor::start;
    Ink ink = Ink::muted;
    double degrees = 0;  ///< turned clockwise about its anchor: -60 for labels below an axis
    bool strong = false;
};
using Shape = std::variant<Bar, Line, Dot, Label>;

/// What the reader learns who points at a place.
struct Hint {
    double x = 0, y = 0, width = 0, height = 0;
    std::string text;  ///< lines
};

struct Scene {
    double width = 0, height = 0;
    std::string title;        ///< what it shows, its unit and its population
    std::string description;  ///< the same for those who do not see it
    std::vector<Shape> shapes;
    std::vector<Hint> hints;
};

/// The width of a text, in units. The page measures with its fonts. text_width() is for where it is not known which font
/// will be there: rather too wide, each letter as wide as in the wider of Inter and DejaVu Sans.
using Measure = std::function<double(std::string_view text, Size size, bool strong)>;
double text_width(std::string_view text, Size size, bool strong);

/// In which order a chart has what it compares: as the paper does, or the greatest first.
enum class Order : uint8_t { as_printed, by_value };

struct Options {
    study::Mode mode = study::Mode::as_published;
    std::vector<study::Category> categories;  ///< those that are shown; none: all that the figure has
    Order order = Order::as_printed;
    double width = 720;   ///< the scene is as high as it takes; from 320 to 4,000
    bool heading = true;  ///< the title is among the shapes; not where the reader has it beside the chart
    Measure measure = text_width;
};

/// A figure's chart: boxes with whiskers for Figures 3a and 3b, in one small chart for each category; bars for 4a, 4b, 5b and
/// the funnel; a heat map for 5a; bars for each column of Tables 1 and 2; the tree of purposes for 2. Numbers are those of
/// `mode`; what that mode cannot compute is left out and told below, and where nothing is left the scene says why in words.
/// What is published stands beside it as a dot where it is another number. Of more than limits::chart_rows names the first
/// are shown (by value: the greatest), and the scene says how many more there are. Each thing has a hint: in its first line
/// the names of its row, then for each of its numbers what is published, recomputed and corrected, then why they differ.
Scene draw(const study::Figure& figure, const Options& options);

enum class Theme : uint8_t { light, dark };

/// The colour as 0xRRGGBB. Those of the page; `background` is that of its cards, on which charts stand.
uint32_t colour(Ink ink, Theme theme);

/// A file of its own: valid XML, all texts escaped, its title and description in it; fonts by name, so that it needs none.
std::string to_svg(const Scene& scene, Theme theme);

}  // namespace plimsoll::charts
