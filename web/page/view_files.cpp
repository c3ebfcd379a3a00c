// The files: of what a container sees, or of what one layer adds, changes and removes.
#include <imgui_internal.h>

#include <algorithm>

#include "web/page/app.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

enum Column : int { name, size, share, files, layer, columns };

int grow_text(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto& words = *static_cast<std::string*>(data->UserData);
        words.resize(static_cast<size_t>(data->BufTextLen));
        data->Buf = words.data();
    }
    return 0;
}

std::string scope_name(const Opened& opened, std::optional<uint32_t> scope) {
    if (!scope) return "Final file system";
    const auto step = opened.report.layers[*scope].history;
    std::string line = "Layer " + std::to_string(*scope + 1);
    if (!step) return line;
    const auto& [instruction, command] = opened.report.history[*step].made_by;
    return line + ": " + instruction + (instruction.empty() ? "" : " ") + command.substr(0, 200);
}

void draw_scope(const Opened& opened, Selection& selection) {
    const float width = std::min(px(380), ImGui::GetContentRegionAvail().x);
    ImGui::SetNextItemWidth(width);
    const float room = width - px(60);
    if (!ImGui::BeginCombo("##scope", cut_end(shown(scope_name(opened, selection.files_layer)), room).c_str(),
                           ImGuiComboFlags_HeightLarge))
        return;
    const auto offer = [&](std::optional<uint32_t> scope) {
        ImGui::PushID(scope ? static_cast<int>(*scope) : -1);
        const std::string line = cut_end(shown(scope_name(opened, scope)), px(560));
        if (ImGui::Selectable(line.c_str(), scope == selection.files_layer)) {
            selection.files_layer = scope;
            selection.filter_changed = true;
            if (scope) selection.layer = *scope;
        }
        ImGui::PopID();
    };
    offer(std::nullopt);
    for (uint32_t number = 0; number < opened.report.layers.size(); ++number) offer(number);
    ImGui::EndCombo();
}

void draw_filter(Tree& tree, Selection& selection) {
    ImGui::SetNextItemWidth(std::min(px(300), ImGui::GetContentRegionAvail().x));
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, colours().faint);
    if (ImGui::InputTextWithHint("##filter", "Filter by name, or by path with a /", selection.filter.data(),
                                 selection.filter.capacity() + 1, ImGuiInputTextFlags_CallbackResize,
                                 grow_text, &selection.filter))
        selection.filter_changed = true;
    ImGui::PopStyleColor();
    if (selection.filter_changed) selection.matches = tree.filter(selection.filter);
    selection.filter_changed = false;
}

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

const char* kind_words(image::EntryKind kind) {
    switch (kind) {
        case image::EntryKind::symlink:
            return "symbolic link";
        case image::EntryKind::hardlink:
            return "hard link";
        case image::EntryKind::other:
            return "device, pipe or the like";
        default:
            return "";
    }
}

void draw_row(Opened& opened, const Selection& selection, Tree& tree, const Tree::Row& row, uint64_t most) {
    const Tree::Node& node = tree.nodes()[row.node];
    const bool removed = node.mark == Tree::Mark::removed;
    ImGui::TableNextRow();
    ImGui::PushID(static_cast<int>(row.node));
    ImGui::TableSetColumnIndex(name);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (row_button("##row", false) && node.children > 0) tree.toggle(row.node);
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
    if (selection.files_layer) {
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
        if (const char* kind = kind_words(node.kind); *kind && !removed) words += std::string("\n") + kind;
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
}

void apply_sort(Tree& tree, ImGuiTableSortSpecs* specs) {
    if (!specs || specs->SpecsCount == 0) return;
    constexpr Tree::Sort by[] = {Tree::Sort::name, Tree::Sort::bytes, Tree::Sort::bytes, Tree::Sort::files,
                                 Tree::Sort::layer};
    tree.sort(by[std::clamp<int>(specs->Specs[0].ColumnIndex, 0, columns - 1)],
              specs->Specs[0].SortDirection == ImGuiSortDirection_Descending);
}

}  // namespace

void draw_files(Opened& opened, Selection& selection) {
    if (selection.files_layer && !opened.analysis.scan(*selection.files_layer)) selection.files_layer.reset();
    Tree& tree = opened.tree(selection.files_layer);
    const Tree::Node root = tree.nodes()[0];
    const Card card("files", {0, 0});
    const bool narrow = ImGui::GetContentRegionAvail().x < px(900);
    draw_scope(opened, selection);
    if (!narrow) ImGui::SameLine();
    draw_filter(tree, selection);
    if (!narrow) ImGui::SameLine(0, px(16));
    ImGui::AlignTextToFramePadding();
    std::string summary = selection.files_layer
                              ? format_bytes(root.bytes) + " in " + counted(root.files, "file", "files") +
                                    " that this layer ships"
                              : format_bytes(root.bytes) + " in " + counted(root.files, "file", "files");
    if (!selection.filter.empty())
        summary =
            format_count(selection.matches) + " of " + format_count(tree.nodes().size() - 1) + " names match";
    text(cut_end(summary, ImGui::GetContentRegionAvail().x), colours().muted);
    ImGui::Dummy({0, px(2)});

    if (tree.rows().empty()) {
        text(selection.filter.empty() ? "Nothing is in here." : "No name matches. A shorter word finds more.",
             colours().muted);
        return;
    }

    // Each scope has a table of its own, with its own scroll position.
    ImGui::PushID(selection.files_layer ? static_cast<int>(*selection.files_layer) : -1);
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX |
                           ImGuiTableFlags_NoBordersInBody | ImGuiTableFlags_BordersInnerH |
                           ImGuiTableFlags_SizingFixedFit;
    if (ImGui::BeginTable("tree", columns, flags)) {
        constexpr auto heavy_first = ImGuiTableColumnFlags_PreferSortDescending;
        const auto if_wide = ImGui::GetContentRegionAvail().x < px(560) ? ImGuiTableColumnFlags_Disabled
                                                                        : ImGuiTableColumnFlags_None;
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("Size", heavy_first | ImGuiTableColumnFlags_DefaultSort, px(80));
        ImGui::TableSetupColumn("##share", heavy_first | if_wide, px(140));
        ImGui::TableSetupColumn("Files", heavy_first | if_wide, px(72));
        ImGui::TableSetupColumn("Layer", selection.files_layer ? ImGuiTableColumnFlags_Disabled : if_wide,
                                px(56));
        table_heading(columns, size);
        apply_sort(tree, ImGui::TableGetSortSpecs());
        const auto& rows = tree.rows();
        const uint64_t most = std::max<uint64_t>(1, std::max(root.bytes, root.hidden));
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()));
        const size_t drawn_rows = rows.size();
        while (clipper.Step())
            // A click may open a folder and make the rows anew: the rest of this frame's are then no longer
            // these.
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd && tree.rows().size() == drawn_rows;
                 ++at)
                draw_row(opened, selection, tree, tree.rows()[static_cast<size_t>(at)], most);
        ImGui::EndTable();
    }
    ImGui::PopID();
}

}  // namespace plimsoll::web
