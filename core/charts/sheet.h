// What all charts have: a heading, a legend, small charts in rows and columns, notes.
#pragma once

#include <string>
#include <vector>

#include "core/charts/charts.h"
#include "core/charts/text.h"

namespace plimsoll::charts {

enum class Mark : uint8_t { bar, dot, line };

struct LegendEntry {
    std::string text;
    Mark mark = Mark::bar;
    Ink ink = Ink::data1;
    double opacity = 1;
};

/// How many small charts stand side by side, and where.
struct Grid {
    size_t columns = 1;
    double x = 0, width = 0, gap = 0;  ///< of the first one; of each
    double left(size_t column) const { return x + static_cast<double>(column) * (width + gap); }
};

/// Shapes are added from the top to the foot.
class Sheet {
 public:
    static constexpr double margin = 12;

    explicit Sheet(const Options& options);

    double left() const { return margin; }
    double width() const { return scene_.width - 2 * margin; }
    double right() const { return scene_.width - margin; }
    /// Whether it is as narrow as a telephone.
    bool narrow() const { return scene_.width < 480; }

    double y = margin;  ///< down to where there is something

    /// The title, below it the unit and the population, and how it is to be read.
    void heading(const std::string& title, const std::string& unit, const std::string& reads);
    void legend(const std::vector<LegendEntry>& entries);
    /// Lines of small text over the whole width.
    void note(const std::string& text);
    /// Small charts at least so wide, in as even rows as they come; the first of a row has `gutter` on its left.
    Grid grid(size_t charts, double gutter, double least_width, double gap) const;

    void add(Shape shape);
    void hint(double x, double top, double across, double high, std::string text);
    double measure(std::string_view text, Size size, bool strong = false) const {
        return measure_(text, size, strong);
    }
    const Measure& measurer() const { return measure_; }
    /// A label that is cut to the width.
    void label(Label label, double most_width);

    /// The names of bands of equal width below `top`, level where all of them fit, else turned, every second or third one
    /// where there are too many; the height they take. Those that are turned reach overhang() beyond the first band's middle.
    double band_labels(double x, double top, double band, const std::vector<std::string>& names);
    /// The same above `bottom`, which takes that height. Those that are turned reach beyond the last band's middle, as far as
    /// overhang() of the names from last to first.
    void band_labels_above(double x, double bottom, double band, const std::vector<std::string>& names);
    double band_labels_height(double band, const std::vector<std::string>& names) const;
    double overhang(double band, const std::vector<std::string>& names) const;

    const std::vector<Hint>& hints() const { return scene_.hints; }
    void describe(std::string title, std::string description);
    Scene finish();

 private:
    void paragraph(const std::string& text, Size size, Ink ink, bool strong, size_t most_lines);
    void add_band_labels(double x, double band, const std::vector<std::string>& names, double y,
                         Anchor turned_by);
    size_t every_turned(double band) const;
    bool are_level(double band, const std::vector<std::string>& names) const;

    Scene scene_;
    bool with_heading_;
    const Measure& measure_;
};

}  // namespace plimsoll::charts
