#include "web/page/files_map.h"

#include <algorithm>
#include <array>

#include "web/page/controls.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using image::Paths;
using report::format_bytes;
using report::format_count;

std::string name_in_map(const Tree& tree, uint32_t node) {
    const bool folder = tree.nodes()[node].kind == image::EntryKind::directory;
    return shown(tree.name(node)) + (folder ? "/" : "");
}

}  // namespace

FilesMap::FilesMap(const Opened& opened, const Tree& tree, std::optional<uint32_t> layer) : layer_(layer) {
    sum_up(tree, opened);
}

void FilesMap::sum_up(const Tree& tree, const Opened& opened) {
    std::vector<Kind> of_packages;
    for (const auto& package : opened.report.packages) of_packages.push_back(kind_of(package));
    const auto& owners = opened.analysis.owners();
    const auto kind_of_node = [&](const Tree::Node& node) {
        uint32_t path = node.path;
        if (layer_)
            path = node.entry == Paths::none ? Paths::none
                                             : opened.analysis.files().effects(*layer_)[node.entry].path;
        const uint32_t owner = path < owners.size() ? owners[path] : Paths::none;
        return owner < of_packages.size() ? of_packages[owner] : Kind::other;
    };
    std::vector<std::array<uint64_t, kinds>> sums(tree.nodes().size());
    kinds_.assign(tree.nodes().size(), Kind::other);
    for (size_t at = tree.nodes().size(); at-- > 0;) {
        const Tree::Node& node = tree.nodes()[at];
        if (node.children == 0) sums[at][static_cast<size_t>(kind_of_node(node))] = node.bytes;
        const auto most = std::max_element(sums[at].begin(), sums[at].end());
        // What weighs nothing has the colour of what it belongs to.
        kinds_[at] = *most > 0 ? static_cast<Kind>(most - sums[at].begin()) : kind_of_node(node);
        if (at == 0) break;
        for (size_t kind = 0; kind < kinds; ++kind) sums[node.parent][kind] += sums[at][kind];
    }
    std::copy(sums[0].begin(), sums[0].end(), by_kind_);
}

/// "/ usr / lib": each but the last leads there; from the left, what does not fit is left out.
bool FilesMap::draw_way(Tree& tree) {
    std::vector<uint32_t> way;
    for (uint32_t up = tree.folder(); up != 0; up = tree.nodes()[up].parent) way.push_back(up);
    std::reverse(way.begin(), way.end());
    const UseFont font(fonts().mono);
    const auto width_of = [](const std::string& words) { return ImGui::CalcTextSize(words.c_str()).x; };
    const float room = ImGui::GetContentRegionAvail().x - width_of("/ … / ");
    float width = 0;
    size_t first = way.size();
    while (first > 0) {
        width += width_of(shown(tree.name(way[first - 1])) + " / ");
        if (width > room && first < way.size()) break;
        --first;
    }
    bool moved = false;
    const auto step = [&](uint32_t node, const std::string& words, bool last) {
        ImGui::PushID(static_cast<int>(node));
        if (last) {
            text(words, colours().text);
        } else if (link(words)) {
            tree.select(node);
            moved = true;
        }
        ImGui::PopID();
    };
    step(0, "/", way.empty());
    if (first > 0) {
        ImGui::SameLine(0, px(6));
        text("… /", colours().muted);
    }
    for (size_t at = first; at < way.size(); ++at) {
        ImGui::SameLine(0, px(6));
        step(way[at], cut_middle(shown(tree.name(way[at])), std::max(room, px(40))), at + 1 == way.size());
        if (at + 1 == way.size()) break;
        ImGui::SameLine(0, px(6));
        text("/", colours().muted);
    }
    return moved;
}

void FilesMap::lay_out(const Tree& tree, ImVec2 size) {
    map_ = map_of_folder(tree, tree.folder(), {0, 0, size.x, size.y}, static_cast<double>(pixel_ratio()));
    std::vector<TreemapChart::Box> boxes;
    for (const FolderMap::Box& box : map_.boxes) {
        if (box.more > 0) {
            boxes.push_back(
                {box.area, format_count(box.more) + " more", format_bytes(box.bytes), std::nullopt});
            continue;
        }
        const Tree::Node& node = tree.nodes()[box.node];
        boxes.push_back({box.area, name_in_map(tree, box.node), format_bytes(box.bytes), kinds_[box.node],
                         layer_.has_value() && node.hidden >= node.bytes});
    }
    std::vector<TreemapChart::Frame> frames;
    for (const FolderMap::Frame& frame : map_.frames)
        frames.push_back({frame.area,
                          name_in_map(tree, frame.node) + "  " + format_bytes(tree.nodes()[frame.node].bytes),
                          frame.depth == 0});
    chart_.lay_out(tree.folder() + 1, size, std::move(boxes), std::move(frames));
}

std::string FilesMap::described(const Tree& tree, const FolderMap::Box& box) const {
    std::string words = shown(tree.path(box.node));
    if (box.more > 0)
        return format_count(box.more) + " more in " + words + "\n" + format_count(box.bytes) + " bytes";
    const Tree::Node& node = tree.nodes()[box.node];
    words += "\n" + format_count(node.bytes) + " bytes";
    if (node.children > 0) words += " in " + counted(node.files, "file", "files");
    words += "\n" + std::string(node.children > 0 ? "mostly " : "") + std::string(name_of(kinds_[box.node]));
    if (layer_ && node.hidden > 0)
        words += "\n" + format_bytes(node.hidden) + " of it hidden by later layers";
    if (!layer_) words += "\nlayer " + std::to_string(node.layer + 1);
    return words;
}

bool FilesMap::draw(Tree& tree) {
    bool moved = draw_way(tree);
    const Tree::Node& folder = tree.nodes()[tree.folder()];
    text(format_bytes(folder.bytes) + " in " + counted(folder.files, "file", "files") +
             (layer_ ? " that this layer ships here" : ""),
         colours().muted);
    draw_kind_legend(by_kind_);
    ImGui::Dummy({0, px(2)});
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (folder.bytes == 0) {
        text("Nothing here weighs anything.", colours().muted);
        return moved;
    }
    if (room.x < px(20) || room.y < px(20)) return moved;
    if (!chart_.shows(tree.folder() + 1, room)) lay_out(tree, room);
    std::optional<size_t> selected;
    for (size_t at = 0; at < map_.boxes.size(); ++at)
        if (map_.boxes[at].more == 0 && map_.boxes[at].node == tree.selected()) selected = at;
    const auto touched = chart_.draw("map", selected);
    if (touched.hovered) draw_note(described(tree, map_.boxes[*touched.hovered]));
    if (touched.clicked && map_.boxes[*touched.clicked].step != tree.folder()) {
        tree.select(map_.boxes[*touched.clicked].step);
        moved = true;
    }
    return moved;
}

}  // namespace plimsoll::web
