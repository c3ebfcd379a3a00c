// The numbers of a table or figure as a table of the page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/study/study.h"
#include "web/page/figure_rows.h"

namespace plimsoll::web {

class FigureTable {
 public:
    /// One value in each column, of a mode; or the published, the recomputed and the corrected one.
    enum class Values : uint8_t { of_mode, all };

    /// Draws the rows of some categories (none: all), no higher than `height`.
    void draw(const study::Figure& figure, study::Mode mode, const std::vector<study::Category>& categories,
              Values values, float height);

 private:
    struct Key {
        study::Item item;
        study::Mode mode;
        Values values;
        std::vector<study::Category> categories;
        RowOrder order;
        float ratio = 0;  ///< widths are of fonts
        bool operator==(const Key&) const = default;
    };
    void lay_out(const study::Figure& figure, Key key);
    void draw_row(const study::Figure& figure, size_t place);
    void draw_row_menu(const study::Figure& figure) const;
    void draw_value(const study::Figure& figure, const study::Row& row, size_t column);

    /// A column of the table.
    struct Column {
        std::string heading;
        size_t value = 0;  ///< as RowOrder::by means it
        float width = 0;
        bool number = false;     ///< it stands at the right
        bool has_texts = false;  ///< among its values
    };

    bool laid_out_ = false;
    Key key_{};
    std::vector<Column> columns_;
    std::vector<uint32_t> rows_;
};

/// What is told of a value: published, recomputed and corrected, and why they differ.
std::string about_cell(const study::Column& column, const study::Cell& cell);

}  // namespace plimsoll::web
