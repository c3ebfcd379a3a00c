#include "web/page/view_taxonomy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using taxonomy::Purpose;

constexpr float wide_view = 1000;  // below it, the map becomes a list and the cards stand below each other
constexpr float side_width = 330;
constexpr float least_map_height = 430;

// The study's Figure 2: eleven purposes at the left, four around the root, six at the right, and the parts of two of them
// beyond. The knowledge has them in this order.
constexpr size_t at_left = 11, around_root = 4;
constexpr float root_y = 0.5f;

/// Of the 406 projects; source: Table 1.
constexpr struct {
    std::string_view label;
    uint32_t projects;
} studied[] = {{"Application System", 170}, {"MLOps/ AIOps", 92}, {"Toolkit", 63},
               {"DL Framework", 62},        {"Model", 13},        {"Documentation", 6}};

std::string two_digits(double score) {
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "%.2f", score);
    return digits.data();
}

std::string with_sign(double weight) {
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "%+.2f", weight);
    return digits.data();
}

/// What a node says when the mouse rests on it.
std::string about(const Purpose& purpose) {
    std::string words = purpose.label + "\n";
    words += purpose.found ? "Found with a score of " + two_digits(purpose.score)
                           : "Not found: its score is " + two_digits(purpose.score);
    words += ", where " + two_digits(purpose.threshold) + " is enough.\n";
    words += "In the study " + percent(purpose.share) + " of the projects that were labelled have it.";
    return words;
}

}  // namespace

std::string studied_words(std::string_view label) {
    for (const auto& row : studied)
        if (row.label == label) return counted(row.projects, "project", "projects") + " of 406 in the study";
    return {};
}

TaxonomyView::TaxonomyView(const report::Report::Taxonomy& taxonomy) : taxonomy_(taxonomy) {
    lay_out();
    for (size_t number = 0; number < nodes_.size(); ++number)
        if (nodes_[number].purpose->found && !nodes_[number].parent &&
            (!selected_ || nodes_[number].purpose->score > nodes_[*selected_].purpose->score))
            selected_ = number;
}

void TaxonomyView::select(size_t purpose) {
    for (size_t number = 0; number < nodes_.size(); ++number)
        if (nodes_[number].purpose == &taxonomy_.purposes[purpose]) selected_ = number;
}

void TaxonomyView::lay_out() {
    const size_t purposes = taxonomy_.purposes.size();
    const size_t beyond = std::min(purposes, at_left + around_root);
    const auto row = [](size_t number, size_t all, float from, float to) {
        return from + (static_cast<float>(number) + 0.5f) / static_cast<float>(all) * (to - from);
    };
    size_t parts = 0;
    for (const Purpose& purpose : taxonomy_.purposes) parts += purpose.subcategories.size();
    size_t part = 0;
    for (size_t number = 0; number < purposes; ++number) {
        const Purpose& purpose = taxonomy_.purposes[number];
        Node node{&purpose, std::nullopt, 0, 0, 0};
        if (number < at_left) {
            node.left = 0;
            node.right = 0.232f;
            node.y = row(number, at_left, 0, 1);
        } else if (number < beyond) {
            const size_t place = number - at_left;
            node.left = 0.252f;
            node.right = 0.49f;
            node.y = place < around_root / 2 ? row(place, 2, 0.24f, 0.40f) : row(place - 2, 2, 0.60f, 0.76f);
        } else {
            node.left = 0.518f;
            node.right = 0.728f;
            node.y = row(number - beyond, purposes - beyond, 0.08f, 0.92f);
        }
        nodes_.push_back(node);
        const size_t parent = nodes_.size() - 1;
        for (const Purpose& each : purpose.subcategories)
            nodes_.push_back({&each, parent, 0.758f, 1, row(part++, parts, 0, 1)});
    }
}

void TaxonomyView::draw_node(size_t number, float left, float top, float right, float bottom) {
    const Purpose& purpose = *nodes_[number].purpose;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos({left, top});
    ImGui::PushID(static_cast<int>(number));
    if (hidden_button("node", {right - left, bottom - top})) selected_ = number;
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    note(about(purpose));
    ImGui::PopID();
    const float lit = purpose.found ? 0.12f + 0.38f * static_cast<float>(purpose.score) : 0;
    draw->AddRectFilled({left, top}, {right, bottom}, mixed(colours().card, colours().run, lit), px(6));
    const bool selected = selected_ == number;
    draw->AddRect({left, top}, {right, bottom},
                  selected  ? colours().accent
                  : hovered ? colours().muted
                            : colours().line,
                  px(6), 0, px(selected ? 2 : 1));
    const UseFont font(fonts().small);
    const std::string score = purpose.found ? two_digits(purpose.score) : "";
    const float score_width = score.empty() ? 0 : ImGui::CalcTextSize(score.c_str()).x + px(8);
    const float line = (top + bottom - ImGui::GetTextLineHeight()) / 2;
    const ImU32 ink = purpose.found ? colours().text : colours().muted;
    ImGui::SetCursorScreenPos({left + px(10), line});
    text(cut_end(purpose.label, right - left - px(20) - score_width), ink);
    if (score.empty()) return;
    ImGui::SetCursorScreenPos({right - px(2) - score_width, line});
    text(score, ink);
}

void TaxonomyView::draw_map() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room{ImGui::GetContentRegionAvail().x,
                      std::max(ImGui::GetContentRegionAvail().y - px(2), px(least_map_height))};
    const float half = std::min(px(17), room.y / 30);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const auto x = [&](float share) { return at.x + share * room.x; };
    const auto y = [&](float share) { return at.y + share * (room.y - 2 * half) + half; };
    const float root_left = x(0.282f), root_right = x(0.46f), root_half = half * 1.15f;
    const auto edge = [&](ImVec2 from, ImVec2 to) {
        const float bend = (to.x - from.x) / 2;
        draw->AddBezierCubic(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, colours().line,
                             px(1.5f));
    };
    for (size_t number = 0; number < nodes_.size(); ++number) {
        const Node& node = nodes_[number];
        if (node.parent)
            edge({x(nodes_[*node.parent].right), y(nodes_[*node.parent].y)}, {x(node.left), y(node.y)});
        else if (node.right < 0.25f)
            edge({root_left, y(root_y)}, {x(node.right), y(node.y)});
        else if (node.left > 0.5f)
            edge({root_right, y(root_y)}, {x(node.left), y(node.y)});
        else
            draw->AddLine({(root_left + root_right) / 2, y(root_y)},
                          {(root_left + root_right) / 2, y(node.y)}, colours().line, px(1.5f));
    }
    draw->AddRectFilled({root_left, y(root_y) - root_half}, {root_right, y(root_y) + root_half},
                        colours().raised, px(6));
    draw->AddRect({root_left, y(root_y) - root_half}, {root_right, y(root_y) + root_half}, colours().muted,
                  px(6), 0, px(1));
    {
        const UseFont font(fonts().strong);
        const ImVec2 size = ImGui::CalcTextSize("Purpose");
        ImGui::SetCursorScreenPos({(root_left + root_right - size.x) / 2, y(root_y) - size.y / 2});
        text("Purpose");
    }
    for (size_t number = 0; number < nodes_.size(); ++number) {
        const Node& node = nodes_[number];
        draw_node(number, x(node.left), y(node.y) - half, x(node.right), y(node.y) + half);
    }
    ImGui::SetCursorScreenPos({at.x, at.y + room.y});
    ImGui::Dummy({0, 0});
}

void TaxonomyView::draw_list() {
    const float width = ImGui::GetContentRegionAvail().x, height = px(32);
    for (size_t number = 0; number < nodes_.size(); ++number) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float indent = nodes_[number].parent ? px(20) : 0;
        draw_node(number, at.x + indent, at.y, at.x + width, at.y + height);
        ImGui::SetCursorScreenPos({at.x, at.y + height + px(4)});
    }
    ImGui::Dummy({0, 0});
}

void TaxonomyView::draw_category() {
    const auto& category = taxonomy_.category;
    title("Kind of project");
    {
        const UseFont font(fonts().figure);
        text(cut_end(category.label.empty() ? "Cannot tell" : category.label,
                     ImGui::GetContentRegionAvail().x));
    }
    std::string words =
        category.label.empty() ? "too little speaks for any of them" : "score " + two_digits(category.score);
    if (!category.label.empty() && !category.alternatives.empty())
        words += ", then " + category.alternatives.front().label + " " +
                 two_digits(category.alternatives.front().score);
    text_wrapped(words, colours().muted);
    ImGui::Dummy({0, px(2)});
    std::vector<taxonomy::Scored> all = category.alternatives;
    if (!category.label.empty()) all.insert(all.begin(), {category.label, category.score});
    const float names = px(136), figures = px(36);
    for (const taxonomy::Scored& each : all) {
        const float start = ImGui::GetCursorPosX(), width = ImGui::GetContentRegionAvail().x;
        const float top = ImGui::GetCursorPosY();
        text(cut_end(each.label, names));
        note(studied_words(each.label));
        const ImVec2 below = ImGui::GetCursorPos();
        ImGui::SetCursorPos({start + names + px(8), top + (ImGui::GetTextLineHeight() - px(8)) / 2});
        bar(each.score, colours().run, {width - names - figures - px(20), px(8)});
        ImGui::SetCursorPos({start + width - figures, top});
        text(two_digits(each.score), colours().muted);
        ImGui::SetCursorPos(below);
    }
    ImGui::Dummy({0, px(2)});
    if (selected_ && link("Why this kind?")) selected_.reset();
}

void TaxonomyView::draw_bases() {
    title("Built on");
    if (taxonomy_.base_images.empty()) {
        text_wrapped("Nothing tells what it is built on.", colours().muted);
        return;
    }
    for (const auto& base : taxonomy_.base_images) {
        {
            const UseFont font(fonts().mono);
            text(cut_middle(shown(base.image), ImGui::GetContentRegionAvail().x));
        }
        note(shown(base.evidence) + (base.declared ? "\nStated there." : "\nA clue, not a statement."));
        const std::string types = dockerfile::base_type_names(base.types.types);
        if (!types.empty()) text_wrapped(types, colours().muted);
    }
}

void TaxonomyView::draw_evidence() {
    const auto& evidence = selected_ ? nodes_[*selected_].purpose->evidence : taxonomy_.category.evidence;
    const std::string of = selected_                          ? nodes_[*selected_].purpose->label
                           : taxonomy_.category.label.empty() ? "this kind of project"
                                                              : taxonomy_.category.label;
    title("Why " + of + (selected_ ? ", " + two_digits(nodes_[*selected_].purpose->score) : ""));
    if (evidence.empty()) {
        text_wrapped("Nothing that is known speaks for it.", colours().muted);
    } else if (begin_rows("evidence", 2, ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate)) {
        static constexpr TextColumn columns[] = {{"Evidence", TextColumn::Kind::code, 0},
                                                 {"Weight", TextColumn::Kind::number, 1},
                                                 {"Where", TextColumn::Kind::code, 2},
                                                 {"Rule", TextColumn::Kind::words, 3}};
        const auto cell = [&](size_t row, size_t column) {
            const taxonomy::Evidence& each = evidence[row];
            return column == 1   ? std::to_string(each.weight)
                   : column == 0 ? each.what
                   : column == 2 ? each.where
                                 : each.why;
        };
        const TableText table(columns, evidence.size(), cell);
        ImGui::TableSetupColumn("Evidence", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn(
            "Weight", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_PreferSortDescending, px(52));
        table_heading(2, 1);
        TableRows sorted;
        sort_rows(sorted, table, 0);
        for (const uint32_t& number : sorted.shown()) {
            const taxonomy::Evidence& each = evidence[number];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(number));
            const auto place = static_cast<size_t>(&number - sorted.shown().data());
            plain_row(place);
            ImGui::PopID();
            const std::string what = shown(each.what);
            {
                const UseFont font(fonts().mono);
                text(cut_end(what, ImGui::GetContentRegionAvail().x));
            }
            note(what + "\nin: " + shown(each.where) + "\nrule: " + shown(each.why));
            {
                const UseFont font(fonts().small);
                text(cut_end(shown(each.why), ImGui::GetContentRegionAvail().x), colours().muted);
                row_menu(place);
            }
            ImGui::TableNextColumn();
            text_right(with_sign(each.weight), colours().text);
        }
        if (menu_wanted()) draw_menu(table, sorted.shown());
        end_rows();
    }
    ImGui::Dummy({0, px(4)});
    const UseFont font(fonts().small);
    if (selected_) {
        const Purpose& purpose = *nodes_[*selected_].purpose;
        text_wrapped("In the study " + percent(purpose.share) +
                         " of the projects that were labelled have this purpose. Labels are incomplete: what "
                         "is missing "
                         "there need not be wrong here.",
                     colours().muted);
    } else if (const std::string words = studied_words(taxonomy_.category.label); !words.empty()) {
        text_wrapped(words + ".", colours().muted);
    }
    text_wrapped(
        "Weights are log-odds. Rules and weights are data that anybody can read: assets/taxonomy-rules.json.",
        colours().muted);
}

void TaxonomyView::draw_side() {
    const auto card = [](const char* id, const auto& draw_content) {
        ImGui::PushStyleColor(ImGuiCol_ChildBg, colours().card);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(16), px(14)});
        ImGui::BeginChild(
            id, {0, 0},
            ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_AutoResizeY);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        draw_content();
        end_child();
    };
    card("category", [&] { draw_category(); });
    vertical_gap();
    card("evidence", [&] { draw_evidence(); });
    vertical_gap();
    card("bases", [&] { draw_bases(); });
}

void TaxonomyView::draw() {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x < px(wide_view)) {
        draw_side();
        vertical_gap();
        title("What Docker is used for");
        draw_list();
        return;
    }
    {
        const Card card("map", {room.x - px(side_width) - px(gap), 0});
        title("What Docker is used for here: the study's 21 purposes (its Figure 2), lit by score");
        draw_map();
    }
    ImGui::SameLine(0, px(gap));
    ImGui::BeginChild("side", {0, 0});
    draw_side();
    end_child();
}

}  // namespace plimsoll::web
