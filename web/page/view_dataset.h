// A data set of the study: its tables and figures as charts and tables, what the paper printed beside what comes out, and
// what was read.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/study/results.h"
#include "web/page/figure_rows.h"
#include "web/page/figure_table.h"
#include "web/page/scene.h"
#include "web/page/study_place.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class DatasetView {
 public:
    /// `results` must live as long as the view.
    explicit DatasetView(const study::Results& results);

    /// Fills the window that is current, and has the page's address name what it shows.
    void draw();

    const StudyPlace& place() const { return place_; }
    /// Shows that item in that mode; a place in the list of projects changes nothing.
    void go_to(const StudyPlace& place);

 private:
    enum class Shown : uint8_t { chart, table, all_values };
    enum class Export : uint8_t { svg, png, csv, json, markdown, latex, link };

    /// Of the item that is shown; none for what was read.
    const study::Figure* figure() const;
    size_t item_number() const;
    void select(size_t item_number);
    void read_keys();
    void save(Export what);

    void draw_list();
    void draw_item_chooser();
    void draw_middle(bool wide);
    void draw_settings(const study::Figure& figure);
    void draw_categories(const study::Figure& figure);
    void draw_exports();
    void draw_chart(const study::Figure& figure, float width);
    void draw_comparison(const study::Figure& figure);
    void draw_slice_choosers(const study::Figure& figure);
    void draw_reasons();
    void draw_used();
    void draw_left_out();

    void lay_out_comparison(const study::Figure& figure);
    void measure_values(const study::Figure& figure);

    /// A sentence beside the chart, under its heading.
    struct Reason {
        enum class Tone : uint8_t { heading, differs, known, told, plain } tone;
        std::string text;
    };

    const study::Results& results_;
    StudyPlace place_;
    std::array<Shown, study::all_items.size()> shown_{};  ///< by place in all_items
    std::vector<study::Category> categories_;             ///< that are shown; none: all
    charts::Order order_ = charts::Order::as_printed;

    SceneView scene_;
    struct SceneKey {
        StudyPlace place;
        std::vector<study::Category> categories;
        charts::Order order = charts::Order::as_printed;
        float width = 0, ratio = 0;
        bool operator==(const SceneKey&) const = default;
    };
    std::optional<SceneKey> scene_key_;

    FigureTable table_;

    // What stands beside the chart, laid out for one item.
    std::optional<study::Item> compared_item_;
    size_t column_ = 0;
    Slice slice_;
    struct WidthsKey {
        study::Item item;
        size_t column;
        Slice slice;
        float pixel_ratio;
        bool operator==(const WidthsKey&) const = default;
    };
    std::optional<WidthsKey> widths_key_;
    std::array<float, 3> value_widths_{};  ///< published, recomputed, corrected
    std::vector<Slice> slices_;
    std::vector<uint32_t> compared_rows_;
    TableRows used_rows_;
    std::vector<Reason> reasons_;
    bool scroll_to_top_ = false;
};

}  // namespace plimsoll::web
