// What kinds of files the layers ship, as bars: by the rules that mend the study's, or as its authors counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "web/page/app.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class TypesView {
 public:
    explicit TypesView(const Opened& opened) : opened_(opened) {}

    void draw(Selection& selection);

 private:
    using Row = report::Report::TypeRow;

    void draw_choices();
    void draw_scope();
    void draw_bars(Selection& selection);
    void draw_row(size_t place, uint64_t most, uint64_t all);
    void draw_detail(Selection& selection);
    const std::vector<Row>& rows_of(const report::Report::FileTypes& types) const;
    void list();
    bool by_bytes() const { return measure_ == 0; }

    const Opened& opened_;
    size_t mode_ = 0;     ///< 0: corrected, 1: as the authors counted
    size_t measure_ = 0;  ///< 0: bytes, 1: files
    std::optional<uint32_t> layer_;
    bool listed_ = false;
    std::vector<Row> rows_;  ///< of the mode and the layer, by the measure
    TableRows shown_;        ///< of them
    uint64_t version_ = 0;   ///< of rows_
    uint64_t files_ = 0, bytes_ = 0;
    std::string selected_;  ///< a type's name

    struct InLayer {
        uint32_t layer;
        uint64_t files, bytes;
    };
    std::vector<InLayer> in_layers_;  ///< what each layer ships of the selected type
    std::optional<std::string> in_layers_of_;
    size_t in_layers_mode_ = 0;
};

}  // namespace plimsoll::web
