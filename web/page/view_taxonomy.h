// What the image is for: the study's map of purposes, lit by score, and the kind of project, each with what speaks for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/report/report.h"

namespace plimsoll::web {

/// "170 projects of 406 in the study": of a kind of project; empty where that is none of the study's.
std::string studied_words(std::string_view kind);

class TaxonomyView {
 public:
    explicit TaxonomyView(const report::Report::Taxonomy& taxonomy);

    void draw();

    /// One of taxonomy.purposes.
    void select(size_t purpose);

 private:
    /// A place on the map: a purpose, or one of its parts.
    struct Node {
        const taxonomy::Purpose* purpose = nullptr;
        std::optional<size_t> parent;      ///< in nodes_, of a part
        float left = 0, right = 0, y = 0;  ///< shares of the map's width and height; y of its middle
    };

    void lay_out();
    void draw_map();
    void draw_list();
    void draw_node(size_t number, float left, float top, float right, float bottom);
    void draw_category();
    void draw_bases();
    void draw_evidence();
    void draw_side();

    const report::Report::Taxonomy& taxonomy_;
    std::vector<Node> nodes_;
    std::optional<size_t> selected_;  ///< in nodes_; none: the category
};

}  // namespace plimsoll::web
