// A project's Dockerfiles and compose files: the text of one, with its stages and what is wrong with it, and what it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/project.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

class ProjectView {
 public:
    explicit ProjectView(const report::ProjectReport& report);

    void draw();

    /// Shows a line, counted from 0, of the file of that path.
    void show_line(std::string_view path, uint32_t line);

 private:
    /// A row of the text: a line of the file, or below it what is wrong with it.
    struct Row {
        std::string text;   ///< as it can be shown
        uint32_t line = 0;  ///< 0: a problem
        size_t keyword = 0,
               after = 0;           ///< bytes of `text` before and up to the end of the instruction's name
        std::string instruction{};  ///< in upper case
        bool comment = false, error = false;
        std::optional<uint32_t> stage{};  ///< that begins here
    };

    void choose(size_t file);
    void draw_chooser(float room);
    void draw_text();
    void draw_row(const Row& row, int number, bool with_stages);
    void draw_side();
    void draw_stages();
    void show_row(size_t row);
    void draw_counts();
    void draw_bases();
    void draw_problems();

    const report::ProjectReport& report_;
    size_t file_ = 0;
    dockerfile::Dockerfile parsed_;  ///< of the file that is shown, without its instructions
    std::vector<uint32_t> lines_of_stages_;
    std::vector<Row> rows_;
    TableRows shown_;       ///< of them
    uint64_t version_ = 0;  ///< of rows_
    uint32_t line_count_ = 0;
    std::optional<size_t> scroll_to_;  ///< a row
    bool chosen_anew_ = true;          ///< since it was drawn last
};

}  // namespace plimsoll::web
