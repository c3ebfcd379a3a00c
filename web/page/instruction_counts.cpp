#include "web/page/instruction_counts.h"

#include <iterator>

#include "core/limits.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {

void draw_instruction_counts(const std::map<std::string, uint32_t>& counts) {
    title("Instructions");
    if (ImGui::BeginTable("counts", 2, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("count", ImGuiTableColumnFlags_WidthFixed, px(52));
        size_t rows = 0;
        for (const auto& [name, count] : counts) {
            if (++rows > limits::report_rows) break;
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(rows));
            plain_row(rows - 1);
            ImGui::PopID();
            text(cut_end(shown(name.empty() ? "not known" : name), ImGui::GetContentRegionAvail().x),
                 instruction_colour(name));
            ImGui::TableNextColumn();
            count_cell(count, colours().text);
        }
        if (menu_wanted()) {
            static constexpr TextColumn columns[] = {{"Instruction"}, {"Count", TextColumn::Kind::number}};
            const auto cell = [&](size_t row, size_t column) {
                const auto& [name, count] = *std::next(counts.begin(), static_cast<ptrdiff_t>(row));
                return column == 0 ? name : std::to_string(count);
            };
            draw_menu(TableText(columns, counts.size(), cell));
        }
        end_table();
    }
    ImGui::Dummy({0, px(8)});
}

void draw_command_menu(const dockerfile::KindCounts& commands, const dockerfile::KindCounts& study_commands) {
    if (!menu_wanted()) return;
    static constexpr TextColumn columns[] = {
        {"Kind"}, {"By command", TextColumn::Kind::number}, {"As the study", TextColumn::Kind::number}};
    const auto cell = [&](size_t row, size_t column) {
        if (column == 0) return std::string(dockerfile::kind_name(static_cast<dockerfile::Kind>(row + 1)));
        return std::to_string((column == 1 ? commands : study_commands)[row + 1]);
    };
    draw_menu(TableText(columns, dockerfile::kind_count - 1, cell));
}

}  // namespace plimsoll::web
