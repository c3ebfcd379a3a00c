#include "web/page/view_types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/sorting.h"
#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

constexpr auto of_number = TextColumn::Kind::number;
constexpr float wide_view = 900;  // below it, the cards stand below each other

constexpr const char* explanation[] = {
    "Corrected: a file is in the first class whose rule holds, its first bytes before its whole extension, "
    "so each "
    "file is in exactly one class that fits it.",
    "As the authors counted: the name alone decides, any part of it may match a rule, and of several rules "
    "the last "
    "one wins; what no rule knows is a type of its own. So it compares with the study's figures, its errors "
    "included.",
};

std::string definition_of(const std::string& type) {
    for (size_t number = 0; number < image::file_types; ++number)
        if (const auto each = static_cast<image::FileType>(number); image::name_of(each) == type)
            return std::string(image::definition_of(each));
    return {};
}

}  // namespace

const std::vector<report::Report::TypeRow>& TypesView::rows_of(const report::Report::FileTypes& types) const {
    return mode_ == 0 ? types.corrected : types.study;
}

void TypesView::list() {
    listed_ = true;
    ++version_;
    const report::Report& report = opened_.report;
    rows_ = rows_of(layer_ ? report.layers[*layer_].file_types : report.file_types);
    sort_stably(rows_.begin(), rows_.end(), [this](const Row& a, const Row& b) {
        return by_bytes() ? a.bytes > b.bytes : a.files > b.files;
    });
    files_ = bytes_ = 0;
    for (const Row& row : rows_) {
        files_ += row.files;
        bytes_ += row.bytes;
    }
}

void TypesView::draw_scope() {
    const report::Report& report = opened_.report;
    const auto name = [](std::optional<uint32_t> layer) {
        return layer ? "Layer " + std::to_string(*layer + 1) : std::string("All layers");
    };
    ImGui::SetNextItemWidth(std::min(px(150), ImGui::GetContentRegionAvail().x));
    if (!ImGui::BeginCombo("##layer", name(layer_).c_str(), ImGuiComboFlags_HeightLarge)) return;
    const auto offer = [&](std::optional<uint32_t> layer) {
        std::string line = name(layer);
        if (layer) line += "  " + format_bytes(report.layers[*layer].measures.file_bytes);
        if (ImGui::Selectable(line.c_str(), layer == layer_)) {
            layer_ = layer;
            listed_ = false;
        }
    };
    offer(std::nullopt);
    for (uint32_t layer = 0; layer < report.layers.size(); ++layer) offer(layer);
    ImGui::EndCombo();
}

void TypesView::draw_choices() {
    static const std::array<std::string, 2> modes = {"corrected", "as the authors counted"};
    static const std::array<std::string, 2> measures = {"by bytes", "by files"};
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    draw_scope();
    const ImVec2 scope = ImGui::GetItemRectSize();
    if (room < px(620)) {
        if (choices("measures", measures, measure_)) listed_ = false;
        if (choices("modes", modes, mode_)) listed_ = false;
    } else {
        const float line = start.y + (scope.y - ImGui::GetTextLineHeight() - px(4)) / 2;
        ImGui::SetCursorScreenPos({start.x + scope.x + px(16), line});
        if (choices("measures", measures, measure_)) listed_ = false;
        ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + px(16), line});
        if (choices("modes", modes, mode_)) listed_ = false;
        ImGui::SetCursorScreenPos({start.x, start.y + scope.y + ImGui::GetStyle().ItemSpacing.y});
    }
    ImGui::Dummy({0, px(2)});
    const UseFont font(fonts().small);
    text_wrapped(explanation[mode_], colours().muted);
    ImGui::Dummy({0, px(4)});
}

void TypesView::draw_row(size_t place, uint64_t most, uint64_t all) {
    const Row& row = rows_[shown_.shown()[place]];
    const uint64_t value = by_bytes() ? row.bytes : row.files;
    ImGui::TableNextRow();
    ImGui::PushID(row.type.c_str());
    ImGui::TableSetColumnIndex(0);
    if (select_row("##row", selected_ == row.type)) selected_ = row.type;
    row_menu(place);
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    ImGui::SameLine(0, 0);
    text(cut_middle(shown(row.type), ImGui::GetContentRegionAvail().x));
    if (hovered) {
        std::string words = shown(row.type);
        if (const std::string definition = mode_ == 0 ? definition_of(row.type) : ""; !definition.empty())
            words += "\n" + definition;
        words += "\n" + format_count(row.bytes) + " bytes in " + counted(row.files, "file", "files") + ", " +
                 percent(share_of(value, all)) + (by_bytes() ? " of the bytes" : " of the files");
        draw_note(words);
    }
    if (ImGui::TableSetColumnIndex(1))
        bar(share_of(value, most), colours().run, {ImGui::GetContentRegionAvail().x, px(12)});
    ImGui::TableSetColumnIndex(2);
    bytes_cell(row.bytes, by_bytes() ? colours().text : colours().muted);
    if (ImGui::TableSetColumnIndex(3)) text_right(percent(share_of(value, all)), colours().muted);
    if (ImGui::TableSetColumnIndex(4)) count_cell(row.files, by_bytes() ? colours().muted : colours().text);
    ImGui::PopID();
}

void TypesView::draw_bars(Selection& selection) {
    if (rows_.empty()) {
        text(layer_ ? "This layer ships no files." : "No layer ships any file.", colours().muted);
        return;
    }
    static constexpr TextColumn text_columns[] = {{"Type", TextColumn::Kind::words, 0},
                                                  {"Size (bytes)", of_number, 1},
                                                  {"Share", of_number, 3},
                                                  {"Files", of_number, 4}};
    const uint64_t all = by_bytes() ? bytes_ : files_;
    const auto cell = [&](size_t row, size_t column) -> std::string {
        const Row& each = rows_[row];
        if (column == 0) return each.type;
        if (column == 2) return std::to_string(share_of(by_bytes() ? each.bytes : each.files, all));
        return std::to_string(column == 1 ? each.bytes : each.files);
    };
    const TableText table(text_columns, rows_.size(), cell);
    if (!draw_filter(shown_, table, version_, "Filter by type")) return;
    constexpr auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate;
    // Each scope has a table of its own, with its own scroll position.
    ImGui::PushID(static_cast<int>(mode_));
    if (begin_rows("types", 5, flags)) {
        constexpr auto great_first = ImGuiTableColumnFlags_PreferSortDescending;
        const float room = ImGui::GetContentRegionAvail().x;
        const auto if_wide = room < px(560) ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_None;
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Type", ImGuiTableColumnFlags_WidthFixed, std::min(px(190), room * 0.34f));
        ImGui::TableSetupColumn("##bar", ImGuiTableColumnFlags_WidthStretch | great_first);
        ImGui::TableSetupColumn("Bytes", ImGuiTableColumnFlags_WidthFixed | great_first, px(68));
        ImGui::TableSetupColumn("Share", if_wide | great_first, px(60));
        ImGui::TableSetupColumn("Files", if_wide | great_first, px(64));
        table_heading(5, 2);
        const uint64_t most = by_bytes() ? rows_.front().bytes : rows_.front().files;
        sort_rows(shown_, table, version_);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(shown_.shown().size()));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at)
                draw_row(static_cast<size_t>(at), most, all);
        if (menu_wanted()) {
            const bool has_layer = layer_ && !opened_.saved;
            if (draw_menu(table, shown_.shown(), {has_layer ? "Show the layer's files" : nullptr}) == 0)
                selection.show_files(*layer_);
        }
        end_rows();
    }
    ImGui::PopID();
}

void TypesView::draw_detail(Selection& selection) {
    const auto row =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& each) { return each.type == selected_; });
    if (row == rows_.end()) {
        title("No type selected");
        text_wrapped("Choose one to see what it counts, and which layers ship it.", colours().muted);
        return;
    }
    {
        const UseFont font(fonts().strong);
        text(cut_middle(shown(selected_), ImGui::GetContentRegionAvail().x));
    }
    if (mode_ == 0)
        text_wrapped(definition_of(selected_), colours().muted);
    else
        text_wrapped("Files that the study's authors would count as this, by their names alone.",
                     colours().muted);
    ImGui::Dummy({0, px(4)});
    if (ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(60));
        ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
        fact("bytes", format_count(row->bytes) + ", " + percent(share_of(row->bytes, bytes_)), Ink::prose);
        fact("files", format_count(row->files) + ", " + percent(share_of(row->files, files_)), Ink::prose);
        end_table();
    }
    ImGui::Dummy({0, px(4)});
    title("In which layers");
    if (in_layers_of_ != selected_ || in_layers_mode_ != mode_) {
        in_layers_of_ = selected_;
        in_layers_mode_ = mode_;
        in_layers_.clear();
        for (uint32_t layer = 0; layer < opened_.report.layers.size(); ++layer)
            for (const Row& each : rows_of(opened_.report.layers[layer].file_types))
                if (each.type == selected_) in_layers_.push_back({layer, each.files, each.bytes});
    }
    uint64_t most = 1;
    for (const InLayer& each : in_layers_) most = std::max(most, by_bytes() ? each.bytes : each.files);
    if (!ImGui::BeginTable("layers", 3, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_ScrollY)) return;
    static constexpr TextColumn layer_columns[] = {
        {"Layer", of_number, 0}, {"Size (bytes)", of_number, 1}, {"Files", of_number, 3}};
    ImGui::TableSetupColumn("layer", ImGuiTableColumnFlags_WidthFixed, px(66));
    ImGui::TableSetupColumn("bar", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthFixed, px(68));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(in_layers_.size()));
    while (clipper.Step())
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            const InLayer& each = in_layers_[static_cast<size_t>(at)];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(at);
            plain_row(static_cast<size_t>(at));
            if (link("layer " + std::to_string(each.layer + 1))) selection.show_layer(each.layer);
            ImGui::PopID();
            ImGui::TableNextColumn();
            bar(share_of(by_bytes() ? each.bytes : each.files, most), colours().run,
                {ImGui::GetContentRegionAvail().x, px(8)});
            ImGui::TableNextColumn();
            if (by_bytes())
                bytes_cell(each.bytes, colours().text);
            else
                count_cell(each.files, colours().text);
        }
    if (menu_wanted()) {
        const auto cell = [&](size_t at, size_t column) {
            const InLayer& each = in_layers_[at];
            return std::to_string(column == 0 ? each.layer + 1 : column == 1 ? each.bytes : each.files);
        };
        if (draw_menu(TableText(layer_columns, in_layers_.size(), cell), {"Show the layer"}) == 0)
            selection.show_layer(in_layers_[menu_row()].layer);
    }
    end_table();
}

void TypesView::draw(Selection& selection) {
    if (selection.type) {
        // Types are searched in those of all layers, by the rules that mend the study's.
        selected_ = *std::exchange(selection.type, std::nullopt);
        mode_ = 0;
        layer_.reset();
        listed_ = false;
    }
    if (!listed_) list();
    if (selected_.empty() && !rows_.empty()) selected_ = rows_.front().type;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x >= px(wide_view);
    {
        const Card card("types", wide ? ImVec2(room.x - px(340) - px(gap), 0)
                                      : ImVec2(0, std::max(px(460), room.y - px(260))));
        title("Files of each type, as the layers ship them: " + format_bytes(bytes_) + " in " +
              counted(files_, "file", "files"));
        draw_choices();
        if (!listed_) list();
        draw_bars(selection);
    }
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    const Card card("type", wide ? ImVec2(0, 0) : ImVec2(0, px(300)));
    draw_detail(selection);
}

}  // namespace plimsoll::web
