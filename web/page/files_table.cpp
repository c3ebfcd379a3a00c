#include "web/page/files_table.h"

#include <algorithm>

#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

enum Column : int { name, size, share, files, layer, columns };

struct MarkLook {
    const char* sign;
    ImU32 colour;
    const char* words;
};

MarkLook look_of(Tree::Mark mark) {
    switch (mark) {
        case Tree::Mark::added:
            return {"+", colours().good, "added by this layer"};
        case Tree::Mark::changed:
            return {"~", colours().warning, "changed or stored again by this layer"};
        case Tree::Mark::removed:
            return {"−", colours().bad, "removed by this layer"};
        case Tree::Mark::none:
            break;
    }
    return {"", colours().text, ""};
}

std::string link_text(const Opened& opened, const Tree::Node& node) {
    const auto* scan = opened.analysis.scan(node.layer);
    if (node.entry == image::Paths::none || !scan) return {};
    const auto link = scan->index.link(scan->index.entries[node.entry]);
    return link.empty() ? std::string() : " → " + std::string(link);
}

constexpr auto of_number = TextColumn::Kind::number;
constexpr TextColumn text_columns[] = {{"Path", TextColumn::Kind::code, name},
                                       {"Size (bytes)", of_number, size},
                                       {"Files", of_number, files},
                                       {"Layer", of_number, layer},
                                       {"Change", TextColumn::Kind::words, columns}};

/// Rows as they are shown: what is in a folder that is not open is not among them.
std::string cell_text(Tree& tree, size_t row, size_t column) {
    const uint32_t number = tree.rows()[row].node;
    const Tree::Node& node = tree.nodes()[number];
    switch (column) {
        case 0:
            return tree.path(number);
        case 1:
            return std::to_string(node.mark == Tree::Mark::removed ? node.hidden
                                  : node.shared > 0                ? node.shared
                                                                   : node.bytes);
        case 2:
            return std::to_string(node.files);
        case 3:
            return std::to_string(node.layer + 1);
        default: {
            constexpr const char* changes[] = {"", "added", "changed", "removed"};
            return changes[static_cast<size_t>(node.mark)];
        }
    }
}

void draw_row_menu(const Opened& opened, bool of_layer, Tree& tree, Selection& selection) {
    const auto cell = [&](size_t row, size_t column) { return cell_text(tree, row, column); };
    const size_t row = menu_row();
    if (row >= tree.rows().size() && row != no_row) return;
    const Tree::Node* node = row == no_row ? nullptr : &tree.nodes()[tree.rows()[row].node];
    const auto& owners = opened.analysis.owners();
    const bool is_owned =
        node && node->path < owners.size() && owners[node->path] < opened.report.packages.size();
    const TableText text_of_all(std::span(text_columns).first(of_layer ? 5 : 4), tree.rows().size(), cell);
    switch (draw_menu(text_of_all, {"Show its layer", is_owned ? "Show its package" : nullptr,
                                    of_layer ? "Show in the final file system" : nullptr})
                .value_or(no_row)) {
        case 0:
            selection.show_layer(node->layer);
            break;
        case 1:
            selection.show_package(owners[node->path]);
            break;
        case 2:
            selection.show_file(tree.path(tree.rows()[row].node), std::nullopt);
            break;
        default:
            break;
    }
}

/// Answers whether the row was clicked.
bool draw_row(const Opened& opened, bool of_layer, Tree& tree, size_t place, uint64_t most) {
    const Tree::Row row = tree.rows()[place];
    const Tree::Node& node = tree.nodes()[row.node];
    const bool removed = node.mark == Tree::Mark::removed;
    ImGui::TableNextRow();
    ImGui::PushID(static_cast<int>(row.node));
    ImGui::TableSetColumnIndex(name);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = row_button("##row", tree.selected() == row.node && row.node != 0);
    row_menu(place);
    if (is_reached()) tree.select(row.node);
    if (ImGui::IsItemFocused() && node.children > 0) {
        if (ImGui::IsKeyPressed(ImGuiKey_RightArrow) && !node.open) tree.set_open(row.node, true);
        if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) && node.open) tree.set_open(row.node, false);
    }
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    if (node.children > 0 && ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const float indent = px(18) * static_cast<float>(std::min(row.depth, 40u));
    if (node.children > 0)
        draw_triangle({at.x + indent + px(8), at.y + ImGui::GetTextLineHeight() / 2},
                      node.open ? ImGuiDir_Down : ImGuiDir_Right, colours().muted);
    ImGui::SetCursorScreenPos({at.x + indent + px(20), at.y});
    if (of_layer) {
        const MarkLook look = look_of(node.mark);
        text(look.sign[0] ? look.sign : " ", look.colour);
        ImGui::SameLine(at.x - ImGui::GetWindowPos().x + indent + px(36), 0);
    }
    {
        const UseFont font(fonts().mono);
        const bool folder = node.kind == image::EntryKind::directory;
        const std::string line =
            shown(std::string(tree.name(row.node)).append(folder ? "/" : link_text(opened, node)));
        const ImU32 colour = removed                                                    ? colours().bad
                             : node.children > 0 || node.kind == image::EntryKind::file ? colours().text
                                                                                        : colours().muted;
        text(cut_middle(line, ImGui::GetContentRegionAvail().x), colour);
    }
    if (hovered) {
        std::string words = shown(tree.path(row.node));
        if (const std::string_view kind = words_of(node.kind); !kind.empty() && !removed)
            words.append("\n").append(kind);
        words += "\n" + format_count(node.bytes) + " bytes";
        if (node.hidden > 0)
            words += removed ? "\nhides " + format_bytes(node.hidden) + " of lower layers"
                             : "\n" + format_bytes(node.hidden) + " of it hidden by later layers";
        if (const char* mark = look_of(node.mark).words; *mark) words += std::string("\n") + mark;
        draw_note(words);
    }
    ImGui::TableSetColumnIndex(size);
    if (removed) {
        text_right("−" + format_bytes(node.hidden), colours().bad);
    } else if (node.shared > 0) {
        text_right(format_bytes(node.shared), colours().faint);
        note("A hard link: these bytes count once, at another path.");
    } else {
        bytes_cell(node.bytes, colours().text);
    }
    if (ImGui::TableSetColumnIndex(share))
        bar(share_of(removed ? node.hidden : node.bytes, most),
            removed ? faded(colours().bad, 0.6f) : colours().run, {ImGui::GetContentRegionAvail().x, px(8)});
    ImGui::TableSetColumnIndex(files);
    count_cell(node.files, colours().muted);
    if (ImGui::TableSetColumnIndex(layer)) text_right(std::to_string(node.layer + 1), colours().muted);
    ImGui::PopID();
    return clicked;
}

void apply_sort(Tree& tree, ImGuiTableSortSpecs* specs) {
    if (!specs || specs->SpecsCount == 0) return;
    constexpr Tree::Sort by[] = {Tree::Sort::name, Tree::Sort::bytes, Tree::Sort::bytes, Tree::Sort::files,
                                 Tree::Sort::layer};
    tree.sort(by[std::clamp<int>(specs->Specs[0].ColumnIndex, 0, columns - 1)],
              specs->Specs[0].SortDirection == ImGuiSortDirection_Descending);
}

}  // namespace

bool draw_files_table(const Opened& opened, Selection& selection, Tree& tree,
                      std::optional<uint32_t> of_layer, bool scroll_to_selected) {
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX;
    // Each scope has a table of its own, with its own scroll position.
    ImGui::PushID(of_layer ? static_cast<int>(*of_layer) : -1);
    std::optional<uint32_t> clicked;
    if (begin_rows("tree", columns, flags)) {
        constexpr auto heavy_first = ImGuiTableColumnFlags_PreferSortDescending;
        const float room = ImGui::GetContentRegionAvail().x;
        const auto if_wider_than = [&](float width) {
            return room < px(width) ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_None;
        };
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("Size", heavy_first | ImGuiTableColumnFlags_DefaultSort, px(72));
        ImGui::TableSetupColumn("##share", heavy_first | if_wider_than(520), px(room < px(700) ? 64 : 140));
        ImGui::TableSetupColumn("Files", heavy_first | if_wider_than(420), px(60));
        ImGui::TableSetupColumn("Layer", of_layer ? ImGuiTableColumnFlags_Disabled : if_wider_than(420),
                                px(44));
        table_heading(columns, size);
        apply_sort(tree, ImGui::TableGetSortSpecs());
        const auto& rows = tree.rows();
        const Tree::Node& root = tree.nodes()[0];
        const uint64_t most = std::max<uint64_t>(1, std::max(root.bytes, root.hidden));
        std::optional<size_t> to_show;
        if (scroll_to_selected) {
            const auto found = std::find_if(
                rows.begin(), rows.end(), [&](const Tree::Row& row) { return row.node == tree.selected(); });
            if (found != rows.end()) to_show = static_cast<size_t>(found - rows.begin());
        }
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()));
        if (to_show) clipper.IncludeItemByIndex(static_cast<int>(*to_show));
        const size_t drawn_rows = rows.size();
        while (clipper.Step())
            // A key may open a folder and make the rows anew: the rest of this frame's are then no longer
            // these.
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd && tree.rows().size() == drawn_rows;
                 ++at) {
                const Tree::Row row = tree.rows()[static_cast<size_t>(at)];
                if (draw_row(opened, of_layer.has_value(), tree, static_cast<size_t>(at), most))
                    clicked = row.node;
                if (to_show == static_cast<size_t>(at)) ImGui::SetScrollHereY(0.4f);
            }
        if (menu_wanted()) draw_row_menu(opened, of_layer.has_value(), tree, selection);
        end_rows();
    }
    ImGui::PopID();
    if (!clicked) return false;
    tree.select(*clicked);
    if (tree.nodes()[*clicked].children > 0) tree.toggle(*clicked);
    return true;
}

}  // namespace plimsoll::web
