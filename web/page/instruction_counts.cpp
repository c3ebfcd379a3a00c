#include "web/page/instruction_counts.h"

#include "core/limits.h"
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
            text(cut_end(shown(name.empty() ? "not known" : name), ImGui::GetContentRegionAvail().x),
                 instruction_colour(name));
            ImGui::TableNextColumn();
            count_cell(count, colours().text);
        }
        ImGui::EndTable();
    }
    ImGui::Dummy({0, px(8)});
}

}  // namespace plimsoll::web
