#include "web/page/view_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "web/page/bridge.h"
#include "web/page/controls.h"
#include "web/page/files_table.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

constexpr float wide_view = 900;  // below it, the list and the map are two pages

std::string scope_name(const Opened& opened, std::optional<uint32_t> scope) {
    if (!scope) return "Final file system";
    const auto step = opened.report.layers[*scope].history;
    std::string line = "Layer " + std::to_string(*scope + 1);
    if (!step) return line;
    const dockerfile::Instruction& origin = opened.report.history[*step].made_by;
    const std::string &instruction = origin.instruction, &command = origin.command;
    return line + ": " + instruction + (instruction.empty() ? "" : " ") + command.substr(0, 200);
}

}  // namespace

void draw_listed_files(const report::Report& report) {
    const Card card("listed", {0, 0});
    title("The heaviest files");
    text_wrapped("A saved report does not list all files of an image: open the image itself to see them.",
                 colours().muted);
    ImGui::Dummy({0, px(6)});
    std::vector<WeightRow> rows;
    for (const auto& file : report.largest_files)
        rows.push_back({file.path, file.bytes, "layer " + std::to_string(file.layer + 1)});
    draw_weights("largest files", rows, "Shipped by", false);
}

void FilesView::show_scope(Selection& selection) {
    if (selection.files_layer && !opened_.analysis.scan(*selection.files_layer))
        selection.files_layer.reset();
    if (tree_ && layer_ == selection.files_layer) return;
    layer_ = selection.files_layer;
    tree_ =
        layer_ ? Tree::of_layer(opened_.analysis, *layer_) : Tree::of_file_system(opened_.analysis.files());
    map_.emplace(opened_, *tree_, layer_);
    matches_ = tree_->filter(filter_);
    missing_.clear();
}

void FilesView::show_wanted_file(Selection& selection) {
    if (!selection.file) return;
    const std::string path = *std::exchange(selection.file, std::nullopt);
    const auto node = tree_->find(path);
    missing_ = node ? "" : path;
    if (!node) return;
    if (!filter_.empty()) {
        filter_.clear();
        tree_->filter(filter_);
    }
    tree_->select(*node);
    scroll_to_selected_ = true;
}

void FilesView::draw_scope(Selection& selection, float width) {
    ImGui::SetNextItemWidth(width);
    const std::string now = cut_end(shown(scope_name(opened_, layer_)), width - px(60));
    if (!ImGui::BeginCombo("##scope", now.c_str(), ImGuiComboFlags_HeightLarge)) return;
    const auto offer = [&](std::optional<uint32_t> scope) {
        ImGui::PushID(scope ? static_cast<int>(*scope) : -1);
        const std::string line = cut_end(shown(scope_name(opened_, scope)), px(560));
        if (ImGui::Selectable(line.c_str(), scope == layer_)) {
            selection.files_layer = scope;
            if (scope) selection.layer = *scope;
        }
        ImGui::PopID();
    };
    offer(std::nullopt);
    for (uint32_t number = 0; number < opened_.report.layers.size(); ++number) offer(number);
    ImGui::EndCombo();
}

void FilesView::draw_filter(float width) {
    if (search_field("##filter", "Filter by name, or by path with a /", filter_, width))
        matches_ = tree_->filter(filter_);
}

void FilesView::draw_list(Selection& selection) {
    if (!missing_.empty())
        text(cut_middle(shown(missing_) + " is not among these files.", ImGui::GetContentRegionAvail().x),
             colours().muted);
    else if (!filter_.empty() && draw_matches(matches_, tree_->nodes().size() - 1)) {
        filter_.clear();
        matches_ = tree_->filter(filter_);
    }
    if (tree_->rows().empty()) {
        text(filter_.empty() ? "Nothing is in here." : "No name holds these words.", colours().muted);
        return;
    }
    const bool scroll = std::exchange(scroll_to_selected_, false);
    if (draw_files_table(opened_, selection, *tree_, layer_, scroll)) missing_.clear();
}

void FilesView::draw_map() {
    if (map_->draw(*tree_)) follow_selection();
}

/// After another node was selected by something else than the list.
void FilesView::follow_selection() {
    missing_.clear();
    scroll_to_selected_ = true;
    const Tree::Node& node = tree_->nodes()[tree_->selected()];
    announce(shown(tree_->path(tree_->selected())) + ": " + format_bytes(node.bytes) + " in " +
             counted(node.files, "file", "files"));
    if (filter_.empty() || tree_->nodes()[tree_->selected()].listed) return;
    filter_.clear();
    tree_->filter(filter_);
}

void FilesView::read_keys() {
    if (tree_->folder() == 0 || !(take_key(ImGuiKey_Escape) || take_key(ImGuiKey_Backspace))) return;
    tree_->select(tree_->nodes()[tree_->folder()].parent);
    follow_selection();
}

void FilesView::draw(Selection& selection) {
    show_scope(selection);
    show_wanted_file(selection);
    read_keys();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x < px(wide_view)) {
        const Card card("files", {0, 0});
        static const std::array<std::string, 2> panes = {"List", "Map"};
        const float width = ImGui::GetContentRegionAvail().x;
        const float half = width < px(480) ? width : (width - ImGui::GetStyle().ItemSpacing.x) / 2;
        draw_scope(selection, half);
        if (half < width) ImGui::SameLine();
        draw_filter(half);
        choices("panes", panes, pane_);
        ImGui::Dummy({0, px(2)});
        if (pane_ == 0)
            draw_list(selection);
        else
            draw_map();
        return;
    }
    const float map_width = std::min(px(620), room.x * 0.48f);
    {
        const Card card("files", {room.x - map_width - px(gap), 0});
        const float width = ImGui::GetContentRegionAvail().x;
        const float half = std::min(px(420), (width - ImGui::GetStyle().ItemSpacing.x) / 2);
        draw_scope(selection, half);
        ImGui::SameLine();
        draw_filter(half);
        ImGui::Dummy({0, px(2)});
        draw_list(selection);
    }
    ImGui::SameLine(0, px(gap));
    const Card card("map", {0, 0}, Card::Look::still);
    draw_map();
}

}  // namespace plimsoll::web
