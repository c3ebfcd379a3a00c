// Layer by layer: how much each ships, what made it, and what is in it.
#include <algorithm>
#include <cfloat>
#include <optional>

#include "web/page/app.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

constexpr size_t few_layers = 8;  // that are looked through without a filter

enum Column : int { number, made_by, shipped, share, stored, hidden, files, depth, checked, columns };

std::string_view instruction_of(const report::Report& report, uint32_t layer) {
    const auto step = report.layers[layer].history;
    return step ? std::string_view(report.history[*step].made_by.instruction) : std::string_view();
}

/// A tick, a cross or a dash, whatever colours a reader can tell apart.
void draw_verified_mark(ImVec2 centre, std::optional<bool> verified) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float reach = px(4), thickness = px(2);
    if (!verified) {
        draw->AddLine({centre.x - reach, centre.y}, {centre.x + reach, centre.y}, colours().faint, thickness);
    } else if (*verified) {
        const ImVec2 corner{centre.x - reach * 0.2f, centre.y + reach};
        draw->AddLine({centre.x - reach, centre.y}, corner, colours().good, thickness);
        draw->AddLine(corner, {centre.x + reach, centre.y - reach}, colours().good, thickness);
    } else {
        draw->AddLine({centre.x - reach, centre.y - reach}, {centre.x + reach, centre.y + reach},
                      colours().bad, thickness);
        draw->AddLine({centre.x - reach, centre.y + reach}, {centre.x + reach, centre.y - reach},
                      colours().bad, thickness);
    }
}

const char* verified_words(std::optional<bool> verified) {
    return !verified   ? "not computed yet"
           : *verified ? "digest and diff_id are as promised"
                       : "is not what was promised";
}

/// "All verified", how many are not as promised, or the button that finds out.
void draw_verification(const Opened& opened, float width) {
    const auto& layers = opened.report.layers;
    if (opened.saved && !opened.hashed()) {
        text(cut_end("Not verified", width), colours().muted);
        note("Who made the report had no digests computed.");
        return;
    }
    if (!opened.hashed()) {
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - px(1));
        if (plain_button("Verify")) verify();
        note(
            "Reads every byte: computes each layer's digest and diff_id, and finds files with the same "
            "content.");
        return;
    }
    const auto count = [&](std::optional<bool> verified) {
        return static_cast<uint64_t>(std::count_if(
            layers.begin(), layers.end(), [&](const auto& layer) { return layer.verified == verified; }));
    };
    const uint64_t wrong = count(false), unknown = count(std::nullopt);
    const std::string words = wrong > 0     ? format_count(wrong) + " not as promised"
                              : unknown > 0 ? format_count(unknown) + " not readable"
                                            : "All verified";
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = at.y + (px(30) - ImGui::GetTextLineHeight()) / 2;
    draw_verified_mark({at.x + px(5), line + ImGui::GetTextLineHeight() / 2}, wrong + unknown == 0);
    ImGui::SetCursorScreenPos({at.x + px(18), line});
    text(cut_end(words, width - px(18)), wrong + unknown == 0 ? colours().text : colours().bad);
    note(
        "Digest and diff_id of each layer were computed and compared with what the manifest and the "
        "configuration promise.");
}

/// All layers side by side, each as wide as what it ships.
void draw_strip(const Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    const Card card("strip", {0, px(58)}, Card::Look::still);
    const float verification =
        opened.hashed() ? px(150) : ImGui::CalcTextSize("Verify").x + 2 * ImGui::GetStyle().FramePadding.x;
    const ImVec2 start = ImGui::GetCursorPos();
    ImGui::SetCursorPosX(start.x + ImGui::GetContentRegionAvail().x - verification);
    draw_verification(opened, verification);
    ImGui::SetCursorPos(start);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room{ImGui::GetContentRegionAvail().x - verification - px(16), 0};
    const float height = px(30);
    uint32_t filled = 0;
    for (const auto& layer : report.layers) filled += layer.measures.file_bytes > 0;
    if (report.totals.file_bytes == 0) {
        text("No layer ships any file.", colours().muted);
        return;
    }
    const float least = px(3), separator = px(1);
    const float width = room.x - static_cast<float>(filled) * (least + separator);
    float left = at.x;
    for (uint32_t layer = 0; layer < report.layers.size(); ++layer) {
        const uint64_t bytes = report.layers[layer].measures.file_bytes;
        if (bytes == 0) continue;
        const double of_all = share_of(bytes, report.totals.file_bytes);
        const float part = least + static_cast<float>(of_all) * width;
        const bool selected = selection.layer == layer;
        ImGui::SetCursorScreenPos({left, at.y});
        ImGui::PushID(static_cast<int>(layer));
        if (hidden_button("part", {part, height})) selection.layer = layer;
        const bool hovered = ImGui::IsItemHovered();
        note("Layer " + std::to_string(layer + 1) + ": " + format_bytes(bytes) + " shipped, " +
             percent(of_all) + " of the image");
        ImGui::PopID();
        ImDrawList* draw = ImGui::GetWindowDrawList();
        draw->AddRectFilled({left, at.y}, {left + part, at.y + height},
                            faded(instruction_colour(instruction_of(report, layer)), selected  ? 1.0f
                                                                                     : hovered ? 0.8f
                                                                                               : 0.55f),
                            px(2));
        if (report.layers[layer].hidden_bytes > 0) {
            const float hatched =
                part * static_cast<float>(share_of(report.layers[layer].hidden_bytes, bytes));
            draw_hatching({left + part - hatched, at.y}, {left + part, at.y + height}, colours().bad);
        }
        left += part + separator;
    }
}

constexpr auto of_number = TextColumn::Kind::number;
constexpr TextColumn text_columns[] = {{"Layer", of_number, number},
                                       {"Made by", TextColumn::Kind::code, made_by},
                                       {"Shipped (bytes)", of_number, shipped},
                                       {"Stored (bytes)", of_number, stored},
                                       {"Hidden (bytes)", of_number, hidden},
                                       {"Files", of_number, files},
                                       {"Depth", of_number, depth},
                                       {"Verified", TextColumn::Kind::words, checked}};

std::string cell_text(const report::Report& report, size_t layer, size_t column) {
    const auto& row = report.layers[layer];
    switch (text_columns[column].place) {
        case number:
            return std::to_string(layer + 1);
        case made_by:
            if (!row.history) return {};
            return report.history[*row.history].made_by.instruction + " " +
                   report.history[*row.history].made_by.command;
        case shipped:
            return std::to_string(row.measures.file_bytes);
        case stored:
            return std::to_string(row.measures.blob_bytes);
        case hidden:
            return std::to_string(row.hidden_bytes);
        case files:
            return std::to_string(row.measures.files);
        case depth:
            return std::to_string(row.measures.directory_depth);
        default:
            return !row.verified ? "" : *row.verified ? "yes" : "no";
    }
}

void draw_table(Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    const auto cell = [&](size_t layer, size_t column) { return cell_text(report, layer, column); };
    const TableText text_of_all(text_columns, report.layers.size(), cell);
    TableRows& rows = opened.layer_rows;
    if (report.layers.size() > few_layers) ImGui::Dummy({0, px(2)});
    if (report.layers.size() > few_layers && !draw_filter(rows, text_of_all, 0, "Filter by command")) return;
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX;
    if (!begin_rows("layers", columns, flags)) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    constexpr auto heavy_first = ImGuiTableColumnFlags_PreferSortDescending;
    const auto if_wide = ImGui::GetContentRegionAvail().x < px(560) ? ImGuiTableColumnFlags_Disabled
                                                                    : ImGuiTableColumnFlags_None;
    ImGui::TableSetupColumn("#", ImGuiTableColumnFlags_DefaultSort, px(28));
    ImGui::TableSetupColumn("Made by", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("Shipped", heavy_first, px(64));
    ImGui::TableSetupColumn("##share", heavy_first | if_wide, px(64));
    ImGui::TableSetupColumn("Stored", heavy_first | if_wide, px(64));
    ImGui::TableSetupColumn("Hidden", heavy_first, px(64));
    ImGui::TableSetupColumn("Files", heavy_first | if_wide, px(52));
    ImGui::TableSetupColumn("Depth", heavy_first | if_wide, px(44));
    ImGui::TableSetupColumn("OK##checked", if_wide, px(20));
    table_heading(columns, shipped);
    uint64_t most = 1;
    for (const auto& layer : report.layers) most = std::max(most, layer.measures.file_bytes);
    sort_rows(rows, text_of_all, 0);
    const auto& order = rows.shown();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(order.size()));
    while (clipper.Step()) {
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            const uint32_t layer = order[static_cast<size_t>(at)];
            const auto& row = report.layers[layer];
            ImGui::TableNextRow();
            ImGui::PushID(static_cast<int>(layer));
            ImGui::TableSetColumnIndex(number);
            if (select_row("##row", selection.layer == layer)) {
                selection.layer = layer;
                if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) selection.show_files(layer);
            }
            row_menu(static_cast<size_t>(at));
            ImGui::SameLine(0, 0);
            text(std::to_string(layer + 1), colours().muted);
            ImGui::TableSetColumnIndex(made_by);
            draw_made_by(report, layer, ImGui::GetContentRegionAvail().x);
            ImGui::TableSetColumnIndex(shipped);
            bytes_cell(row.measures.file_bytes, row.complete ? colours().text : colours().warning);
            if (ImGui::TableSetColumnIndex(share))
                bar(share_of(row.measures.file_bytes, most),
                    instruction_colour(instruction_of(report, layer)),
                    {ImGui::GetContentRegionAvail().x, px(8)});
            ImGui::TableSetColumnIndex(stored);
            bytes_cell(row.measures.blob_bytes, colours().muted);
            ImGui::TableSetColumnIndex(hidden);
            bytes_cell(row.hidden_bytes, colours().bad);
            ImGui::TableSetColumnIndex(files);
            count_cell(row.measures.files, colours().text);
            ImGui::TableSetColumnIndex(depth);
            count_cell(row.measures.directory_depth, colours().muted);
            if (ImGui::TableSetColumnIndex(checked)) {
                const ImVec2 at_mark = ImGui::GetCursorScreenPos();
                const float height = ImGui::GetTextLineHeight();
                ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
                draw_verified_mark({ImGui::GetItemRectMax().x - px(5), at_mark.y + height / 2}, row.verified);
                note(verified_words(row.verified));
            }
            ImGui::PopID();
        }
    }
    if (menu_wanted()) {
        const size_t row = menu_row();
        const auto step = row < order.size() ? report.layers[order[row]].history : std::nullopt;
        switch (draw_menu(text_of_all, order,
                          {opened.saved ? nullptr : "Show its files", step ? "Show in Dockerfile" : nullptr})
                    .value_or(no_row)) {
            case 0:
                selection.show_files(order[row]);
                break;
            case 1:
                selection.show_step(*step);
                break;
            default:
                break;
        }
    }
    end_rows();
}

void draw_command(const report::Report& report, uint32_t layer) {
    const auto step = report.layers[layer].history;
    if (!step) {
        text_wrapped("The history does not say what made this layer.", colours().muted);
        return;
    }
    const dockerfile::Instruction& origin = report.history[*step].made_by;
    const std::string &instruction = origin.instruction, &command = origin.command;
    const UseFont font(fonts().mono);
    if (!instruction.empty()) text(instruction, instruction_colour(instruction));
    // Continuation lines break where the author broke them.
    std::string_view left = command;
    while (!left.empty()) {
        const size_t end = left.find('\n');
        text_wrapped(shown(left.substr(0, end)), colours().text);
        left = end == std::string_view::npos ? std::string_view() : left.substr(end + 1);
    }
}

void verified_fact(const report::Report::Layer& layer) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    text("verified", colours().muted);
    ImGui::TableNextColumn();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_verified_mark({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2}, layer.verified);
    ImGui::SetCursorScreenPos({at.x + px(18), at.y});
    text(verified_words(layer.verified),
         layer.verified == std::optional(false) ? colours().bad : colours().text);
    note(
        "Verified: the stored bytes have the digest that the manifest names, and the tar has the diff_id "
        "that the "
        "configuration names.");
}

std::string exact(uint64_t bytes) { return format_count(bytes) + " B"; }

void draw_detail(Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    const uint32_t number_ = selection.layer;
    const auto& layer = report.layers[number_];
    const auto& measures = layer.measures;
    title("Layer " + std::to_string(number_ + 1));
    // A long command scrolls; a short one leaves its room to what follows.
    ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, ImGui::GetContentRegionAvail().y * 0.3f});
    ImGui::BeginChild("story", {0, 0}, ImGuiChildFlags_AutoResizeY);
    draw_command(report, number_);
    end_child();
    if (ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(76));
        ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
        fact("digest", layer.digest);
        fact("diff_id", layer.diff_id);
        verified_fact(layer);
        fact("stored",
             exact(measures.blob_bytes) + ", " +
                 (layer.compression == bytes::Compression::none ? "plain tar"
                  : layer.compression ? std::string(bytes::name_of(*layer.compression))
                                      : "missing"),
             Ink::prose);
        if (layer.complete) fact("tar", exact(measures.tar_bytes));
        fact("shipped", exact(measures.file_bytes) + " in " + counted(measures.files, "file", "files"),
             Ink::prose);
        fact("besides",
             counted(measures.directories, "directory", "directories") + ", " +
                 format_count(measures.symlinks + measures.hardlinks) + " links" +
                 (measures.others ? ", " + format_count(measures.others) + " others" : ""),
             Ink::prose);
        if (measures.whiteouts + measures.opaques > 0)
            fact("removes",
                 format_count(measures.whiteouts) + " paths" +
                     (measures.opaques ? ", " + format_count(measures.opaques) + " folders' content" : ""),
                 Ink::prose);
        if (layer.hidden_bytes > 0)
            fact("hidden", exact(layer.hidden_bytes) + " by later layers", Ink::prose);
        end_table();
    }
    ImGui::Dummy({0, px(4)});
    if (opened.saved) {
        text_wrapped("A saved report does not say which files a layer ships.", colours().muted);
        return;
    }
    if (plain_button("Show its files")) selection.show_files(number_);
    ImGui::Dummy({0, px(4)});
    title("Heaviest in it");
    const auto* scan = opened.analysis.scan(number_);
    if (!scan || scan->index.entries.empty()) {
        text_wrapped("This layer holds nothing.", colours().muted);
        return;
    }
    const auto& weights = opened.heaviest(number_);
    if (weights.empty())
        text_wrapped("It ships no file with content.", colours().muted);
    else if (const auto clicked = draw_weights("heaviest", weights, nullptr))
        selection.show_file(weights[*clicked].path, number_);
}

}  // namespace

void draw_made_by(const report::Report& report, uint32_t layer, float width) {
    const auto step = report.layers[layer].history;
    const UseFont font(fonts().mono);
    if (!step) {
        text("unknown", colours().faint);
        return;
    }
    const dockerfile::Instruction& origin = report.history[*step].made_by;
    const std::string &instruction = origin.instruction, &command = origin.command;
    if (!instruction.empty()) {
        text(instruction, instruction_colour(instruction));
        ImGui::SameLine(0, ImGui::CalcTextSize(" ").x);
        width -= ImGui::CalcTextSize((instruction + " ").c_str()).x;
    }
    // A whole command may be kilobytes long: what can't be seen need not be measured.
    text(cut_middle(shown(std::string_view(command).substr(0, 2000)), width));
}

void draw_layers(Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    if (report.layers.empty()) {
        const Card card("empty", {0, 0});
        text("This image has no layers.", colours().muted);
        return;
    }
    selection.layer = std::min(selection.layer, static_cast<uint32_t>(report.layers.size() - 1));
    draw_strip(opened, selection);
    vertical_gap();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool narrow = room.x < px(900);
    const float detail_width = narrow ? 0 : std::min(px(400), room.x * 0.34f);
    {
        const Card card("table",
                        narrow ? ImVec2(0, room.y * 0.5f) : ImVec2(room.x - detail_width - px(gap), 0),
                        Card::Look::table);
        draw_table(opened, selection);
    }
    if (narrow)
        vertical_gap();
    else
        ImGui::SameLine(0, px(gap));
    {
        const Card card("detail", {0, 0});
        draw_detail(opened, selection);
    }
}

}  // namespace plimsoll::web
