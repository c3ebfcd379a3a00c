// The image's history as a Dockerfile, beside what each instruction weighs and how long it took.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/page/app.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class DockerfileView {
 public:
    explicit DockerfileView(const Opened& opened);

    void draw(Selection& selection);

 private:
    struct Line {
        std::string text;            ///< as it can be shown
        std::optional<size_t> step;  ///< of the history
        size_t keyword = 0;          ///< bytes at its start that are the instruction's name
        bool first = false;          ///< of its step
        bool comment = false;
    };
    void draw_text(Selection& selection);
    void draw_lines(Selection& selection, const TableText& table, float width);
    void draw_line(Selection& selection, size_t place);
    std::string cell_text(size_t line, size_t column) const;
    void draw_side(Selection& selection);
    std::optional<uint32_t> layer_of(const Line& line) const;

    const Opened& opened_;
    std::string written_;  ///< the whole text, to copy
    std::vector<Line> lines_;
    uint64_t most_ = 1;           ///< bytes of the heaviest layer
    double seconds_ = 0;          ///< of all steps whose time is known
    std::optional<size_t> step_;  ///< selected
    bool scroll_to_step_ = false;
    TableRows rows_;  ///< the lines that are shown
};

}  // namespace plimsoll::web
