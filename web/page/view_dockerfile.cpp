#include "web/page/view_dockerfile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/instruction_counts.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

constexpr float wide_view = 1000;  // below it, the cards stand below each other
constexpr float side_width = 320;
constexpr size_t few_lines = 30;  // that are looked through without a filter

std::string duration(double seconds) {
    std::array<char, 32> digits{};
    if (seconds < 60)
        std::snprintf(digits.data(), digits.size(), "%.1f s", seconds);
    else
        std::snprintf(digits.data(), digits.size(), "%.0f min %02.0f s", std::floor(seconds / 60),
                      std::floor(std::fmod(seconds, 60)));
    return digits.data();
}

}  // namespace

DockerfileView::DockerfileView(const Opened& opened) : opened_(opened) {
    const report::Report& report = opened.report;
    std::vector<dockerfile::Instruction> history;
    for (const auto& step : report.history) {
        history.push_back(step.made_by);
        seconds_ += step.seconds.value_or(0);
    }
    for (const auto& layer : report.layers) most_ = std::max(most_, layer.measures.file_bytes);
    dockerfile::WrittenDockerfile written = dockerfile::write_dockerfile(history);
    written_ = std::move(written.text);
    for (size_t at = 0; at < written_.size();) {
        const size_t end = std::min(written_.find('\n', at), written_.size());
        const std::string_view line = std::string_view(written_).substr(at, end - at);
        lines_.push_back({shown(line), std::nullopt, 0, false, line.starts_with('#')});
        at = end + 1;
    }
    for (size_t step = 0; step < written.lines.size(); ++step) {
        const auto [first, last] = written.lines[step];
        for (size_t number = first; number <= last && number >= 1 && number <= lines_.size(); ++number) {
            Line& line = lines_[number - 1];
            line.step = step;
            line.first = number == first;
            if (line.first && !line.comment) line.keyword = std::min(line.text.find(' '), line.text.size());
        }
    }
}

std::optional<uint32_t> DockerfileView::layer_of(const Line& line) const {
    if (!line.step) return std::nullopt;
    const auto layer = opened_.report.history[*line.step].step.layer;
    return layer && *layer < opened_.report.layers.size() ? layer : std::nullopt;
}

std::string DockerfileView::cell_text(size_t number, size_t column) const {
    const Line& line = lines_[number];
    if (column == 0) return std::to_string(number + 1);
    if (column == 1) return line.text;
    if (!line.first) return {};
    if (column == 2) {
        const auto layer = layer_of(line);
        return layer ? std::to_string(opened_.report.layers[*layer].measures.file_bytes) : std::string();
    }
    const auto seconds = opened_.report.history[*line.step].seconds;
    return seconds ? std::to_string(*seconds) : std::string();
}

void DockerfileView::draw_line(Selection& selection, size_t place) {
    const uint32_t number = rows_.shown()[place];
    const Line& line = lines_[number];
    const auto layer = layer_of(line);
    ImGui::TableNextRow();
    ImGui::PushID(static_cast<int>(number));
    ImGui::TableNextColumn();
    if (select_row("##line", line.step && line.step == step_)) {
        step_ = line.step;
        if (layer) selection.layer = *layer;
    }
    row_menu(place);
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    ImGui::SameLine(0, 0);
    {
        const UseFont font(fonts().mono);
        text_right(std::to_string(number + 1), colours().faint);
        ImGui::TableNextColumn();
        const float room = ImGui::GetContentRegionAvail().x;
        const std::string cut = cut_end(line.text, room);
        if (hovered && cut != line.text) draw_note(line.text);
        if (line.keyword > 0 && line.keyword < cut.size()) {
            const ImU32 colour = instruction_colour(std::string_view(line.text).substr(0, line.keyword));
            text(std::string_view(cut).substr(0, line.keyword), colour);
            ImGui::SameLine(0, 0);
            text(std::string_view(cut).substr(line.keyword), colours().text);
        } else {
            text(cut, line.comment ? colours().faint : colours().text);
        }
    }
    const bool weighs = line.first && layer;
    const auto& report = opened_.report;
    if (ImGui::TableSetColumnIndex(2) && weighs)
        bar(share_of(report.layers[*layer].measures.file_bytes, most_), colours().run,
            {ImGui::GetContentRegionAvail().x, px(8)});
    if (ImGui::TableSetColumnIndex(3) && weighs)
        bytes_cell(report.layers[*layer].measures.file_bytes, colours().text);
    if (ImGui::TableSetColumnIndex(4) && line.first)
        if (const auto seconds = report.history[*line.step].seconds)
            text_right(duration(*seconds), colours().muted);
    ImGui::PopID();
}

void DockerfileView::draw_text(Selection& selection) {
    if (lines_.empty()) {
        title("Dockerfile");
        text_wrapped("The image has no history, so that nothing tells which instructions made it.",
                     colours().muted);
        return;
    }
    const ImVec2 corner = ImGui::GetCursorPos();
    const float width = ImGui::GetContentRegionAvail().x;
    // Beside the button there is room for so many words.
    title(width < px(620) ? std::string("The history as a Dockerfile")
                          : "The image's history, written as a Dockerfile: " +
                                counted(opened_.report.history.size(), "instruction", "instructions"));
    const ImVec2 below = ImGui::GetCursorPos();
    ImGui::SetCursorPos(
        {corner.x + width - ImGui::CalcTextSize("Copy").x - 2 * ImGui::GetStyle().FramePadding.x,
         corner.y - px(6)});
    if (plain_button("Copy")) ImGui::SetClipboardText(written_.c_str());
    ImGui::SetCursorPos({below.x, below.y + px(4)});
    constexpr auto of_number = TextColumn::Kind::number;
    static constexpr TextColumn text_columns[] = {{"Line", of_number, 0},
                                                  {"Instruction", TextColumn::Kind::code, 1},
                                                  {"Shipped (bytes)", of_number, 2},
                                                  {"Took (seconds)", of_number, 4}};
    const auto cell = [&](size_t line, size_t column) { return cell_text(line, column); };
    const TableText table(text_columns, lines_.size(), cell);
    if (selection.step) {
        step_ = std::exchange(selection.step, std::nullopt);
        scroll_to_step_ = true;
        rows_.words.clear();
    }
    bool any = true;
    if (lines_.size() > few_lines)
        any = draw_filter(rows_, table, 0, "Filter by words of a line");
    else
        rows_.update(table, 0);
    if (!any) return;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {ImGui::GetStyle().CellPadding.x, px(3)});
    draw_lines(selection, table, width);
    ImGui::PopStyleVar();
}

void DockerfileView::draw_lines(Selection& selection, const TableText& table, float width) {
    // As it is written: without lines between the lines.
    ImGui::PushStyleColor(ImGuiCol_TableBorderLight, 0);
    const bool begun = begin_rows("text", 5, ImGuiTableFlags_ScrollY);
    ImGui::PopStyleColor();
    if (!begun) return;
    const auto if_wide = width < px(620) ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_None;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("##number", ImGuiTableColumnFlags_WidthFixed, px(34));
    ImGui::TableSetupColumn("Instruction", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn("##bar", if_wide, px(80));
    ImGui::TableSetupColumn("Shipped", ImGuiTableColumnFlags_WidthFixed, px(68));
    ImGui::TableSetupColumn("Took", if_wide, px(84));
    table_heading(5, 3);
    ImGuiListClipper clipper;
    const auto& rows = rows_.shown();
    clipper.Begin(static_cast<int>(rows.size()));
    const auto first_of_step = std::find_if(rows.begin(), rows.end(), [&](uint32_t number) {
        return scroll_to_step_ && step_ && lines_[number].step == step_;
    });
    scroll_to_step_ = false;
    const auto to_show = static_cast<int>(first_of_step - rows.begin());
    if (first_of_step != rows.end()) clipper.IncludeItemByIndex(to_show);
    while (clipper.Step())
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            draw_line(selection, static_cast<size_t>(at));
            if (at == to_show) ImGui::SetScrollHereY(0.2f);
        }
    if (menu_wanted()) {
        const auto layer = menu_row() < rows.size() ? layer_of(lines_[rows[menu_row()]]) : std::nullopt;
        const auto way = draw_menu(table, rows,
                                   {layer ? "Show its layer" : nullptr,
                                    layer && !opened_.saved ? "Show the layer's files" : nullptr});
        if (way == 0) selection.show_layer(*layer);
        if (way == 1) selection.show_files(*layer);
    }
    end_rows();
}

void DockerfileView::draw_side(Selection& selection) {
    const report::Report& report = opened_.report;
    if (step_) {
        const auto& step = report.history[*step_];
        title("Instruction " + std::to_string(*step_ + 1) + " of " + std::to_string(report.history.size()));
        if (ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH)) {
            ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(64));
            ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
            fact("created", step.step.created, Ink::prose);
            if (step.seconds) fact("took", duration(*step.seconds), Ink::prose);
            if (step.step.layer && *step.step.layer < report.layers.size()) {
                const auto& layer = report.layers[*step.step.layer];
                fact("ships",
                     format_bytes(layer.measures.file_bytes) + " in " +
                         counted(layer.measures.files, "file", "files"),
                     Ink::prose);
                fact("hidden",
                     layer.hidden_bytes > 0 ? format_bytes(layer.hidden_bytes) + " by later layers" : "",
                     Ink::prose);
            }
            end_table();
        }
        if (step.step.layer && *step.step.layer < report.layers.size()) {
            if (link("Show layer " + std::to_string(*step.step.layer + 1)))
                selection.show_layer(*step.step.layer);
        } else {
            text_wrapped("It made no layer: it only sets something.", colours().muted);
        }
        ImGui::Dummy({0, px(8)});
    }
    draw_instruction_counts(report.taxonomy.instructions);
    title("What its RUNs do, by command");
    if (ImGui::BeginTable("kinds", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("count", ImGuiTableColumnFlags_WidthFixed, px(52));
        for (size_t kind = 1; kind < dockerfile::kind_count; ++kind) {
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(kind));
            plain_row(kind - 1);
            ImGui::PopID();
            text(dockerfile::kind_name(static_cast<dockerfile::Kind>(kind)));
            note("As the study's authors count, by words of all instructions: " +
                 std::to_string(report.taxonomy.study_commands[kind]));
            ImGui::TableNextColumn();
            count_cell(report.taxonomy.commands[kind], colours().text);
        }
        draw_command_menu(report.taxonomy.commands, report.taxonomy.study_commands);
        end_table();
    }
    if (seconds_ > 0) {
        ImGui::Dummy({0, px(8)});
        const UseFont font(fonts().small);
        text_wrapped("The steps whose time is known took " + duration(seconds_) +
                         ": the time from one step's date to the next one's, where both are of one day.",
                     colours().muted);
    }
}

void DockerfileView::draw(Selection& selection) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x >= px(wide_view);
    {
        const Card card("text", wide ? ImVec2(room.x - px(side_width) - px(gap), 0)
                                     : ImVec2(0, std::max(px(360), room.y - px(260))));
        draw_text(selection);
    }
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    const Card card("side", wide ? ImVec2(0, 0) : ImVec2(0, px(420)));
    draw_side(selection);
}

}  // namespace plimsoll::web
