#include "web/page/view_findings.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>

#include "web/page/controls.h"
#include "web/page/focus.h"
#include "web/page/severity.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using findings::Finding;
using findings::Severity;
using report::format_bytes;
using report::format_count;

constexpr float wide_view = 900;      // below it, the summary stands above the list
constexpr float card_padding = 16;    // CSS pixels beside what is in a finding's card
constexpr size_t evidence_shown = 3;  // of a finding that is not open
constexpr size_t few_findings = 8;    // that are looked through without a filter

constexpr const char* looked_for =
    "Caches and lists of package managers, pip, conda, npm and models; version control; bytes that a later "
    "layer hides; "
    "temporary files, archives and training state left behind; CUDA, frameworks or weights that are there "
    "twice; "
    "compilers, headers and static libraries; tests and bytecode of Python; documentation; files with the "
    "same content; "
    "secrets in files and settings; the order of build steps; pickle files; user, base image and "
    "permissions.";

}  // namespace

std::string_view findings_looked_for() { return looked_for; }

std::string finding_text(const Finding& finding, size_t column) {
    switch (column) {
        case 0:
            return finding.title;
        case 1:
            return std::string(findings::name_of(finding.severity));
        case 2:
            return finding.bytes > 0 ? std::to_string(finding.bytes) : std::string();
        case 3:
            return finding.layer ? std::to_string(*finding.layer + 1) : std::string();
        case 4:
            return finding.advice;
        case 5:
            return std::to_string(finding.evidence_count);
        default: {
            std::string all;
            for (const std::string& each : finding.evidence) all.append(all.empty() ? "" : ", ").append(each);
            return all;
        }
    }
}

FindingsView::FindingsView(const Opened& opened)
    : opened_(opened),
      places_(places_of_evidence(opened.analysis, opened.report.findings)),
      open_(opened.report.findings.size()),
      heights_(opened.report.findings.size()) {}

void FindingsView::draw_evidence(Selection& selection, size_t number) {
    const Finding& finding = opened_.report.findings[number];
    const size_t listed = finding.evidence.size();
    const size_t shown_now = open_[number] ? listed : std::min(evidence_shown, listed);
    const float room = ImGui::GetContentRegionAvail().x - px(card_padding);
    const ImGuiID list = ImGui::GetID("evidence");
    {
        const UseFont font(fonts().mono);
        for (size_t at = 0; at < shown_now; ++at) {
            const Place& place = places_[number][at];
            const std::string line = shown(finding.evidence[at]);
            const std::string cut = cut_middle(line, room);
            ImGui::PushID(static_cast<int>(at));
            if (!place.known)
                text(cut, colours().text);
            else if (link(cut))
                selection.show_file(finding.evidence[at], place.layer);
            row_menu(at, list);
            if (cut != line) note(line);
            ImGui::PopID();
        }
    }
    if (listed > evidence_shown) {
        const std::string words =
            open_[number] ? "show fewer" : "show " + format_count(listed - shown_now) + " more";
        if (link(words)) {
            open_[number] = !open_[number];
            heights_[number] = 0;
        }
    }
    if (menu_wanted(list)) {
        static constexpr TextColumn columns[] = {{"Evidence", TextColumn::Kind::code}};
        const auto cell = [&](size_t row, size_t) { return finding.evidence[row]; };
        const Place& place = places_[number][std::min(menu_row(), listed - 1)];
        const auto way =
            draw_menu(TableText(columns, listed, cell),
                      {place.known ? "Show in Files" : nullptr, place.layer ? "Show its layer" : nullptr});
        if (way == 0) selection.show_file(finding.evidence[menu_row()], place.layer);
        if (way == 1) selection.show_layer(*place.layer);
    }
    if (finding.evidence_count > listed && shown_now == listed)
        text("and " + format_count(finding.evidence_count - listed) + " more that are not listed",
             colours().muted);
}

void FindingsView::draw_finding(Selection& selection, size_t number) {
    const Finding& finding = opened_.report.findings[number];
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - px(card_padding);
    ImGui::Dummy({0, px(6)});
    ImGui::Indent(px(card_padding));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_severity_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, finding.severity);
    ImGui::Indent(px(22));

    const ImVec2 corner = ImGui::GetCursorPos();
    // The title can be reached by keys: Enter shows all of the evidence.
    ImGui::SetNextItemAllowOverlap();
    if (hidden_button("##finding", {right - corner.x, ImGui::GetTextLineHeight() + px(4)}) &&
        finding.evidence.size() > evidence_shown) {
        open_[number] = !open_[number];
        heights_[number] = 0;
    }
    ImGui::RenderNavHighlight({ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}, ImGui::GetItemID());
    row_menu(rows_.place_of(static_cast<uint32_t>(number)).value_or(no_row), card_menu_);
    ImGui::SetCursorPos(corner);
    {
        const UseFont font(fonts().strong);
        const std::string saves = finding.bytes > 0 ? format_bytes(finding.bytes) : "";
        const float saves_left = right - ImGui::CalcTextSize(saves.c_str()).x;
        ImGui::PushTextWrapPos(saves_left - px(16));
        text(shown(finding.title), colours().text);
        ImGui::PopTextWrapPos();
        const float below = ImGui::GetCursorPosY();
        if (!saves.empty()) {
            ImGui::SetCursorPos({saves_left, corner.y});
            text(saves, colours().text);
            note(format_count(finding.bytes) + " bytes that the image would not have to ship");
            ImGui::SetCursorPos({corner.x, below});
        }
    }
    {
        const UseFont font(fonts().small);
        text(findings::name_of(finding.severity), severity_colour(finding.severity));
        if (finding.layer) {
            ImGui::SameLine(0, px(8));
            if (link("layer " + std::to_string(*finding.layer + 1))) selection.show_layer(*finding.layer);
            ImGui::SameLine(0, px(8));
            draw_made_by(opened_.report, *finding.layer, right - ImGui::GetCursorPosX());
        }
    }
    ImGui::Dummy({0, px(1)});
    text_with_code(shown(finding.advice), colours().muted, right - ImGui::GetCursorPosX());
    ImGui::Dummy({0, px(1)});
    draw_evidence(selection, number);
    ImGui::Unindent(px(38));
    ImGui::Dummy({0, px(6)});
}

void FindingsView::draw_list(Selection& selection) {
    const auto& findings = opened_.report.findings;
    const float width = ImGui::GetContentRegionAvail().x;
    card_menu_ = ImGui::GetID("card menu");
    if (selection.finding) rows_.words.clear();
    const bool any = with_findings_text(opened_.report, [&](const TableText& table) {
        if (findings.size() > few_findings)
            return draw_filter(rows_, table, 0, "Filter by finding, advice or place");
        rows_.update(table, 0);
        return true;
    });
    if (!any) return;
    if (heights_width_ != width) std::fill(heights_.begin(), heights_.end(), 0.0f);
    heights_width_ = width;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    for (const uint32_t number : rows_.shown()) {
        ImGui::PushID(static_cast<int>(number));
        const ImVec2 from = ImGui::GetCursorScreenPos();
        const bool wanted = selection.finding == number;
        const bool seen = heights_[number] == 0 || ImGui::IsRectVisible({width, heights_[number]});
        if (!seen && !wanted) {
            ImGui::Dummy({width, heights_[number]});
        } else {
            // The card goes below what is in it, and its height is known only afterwards.
            draw->ChannelsSplit(2);
            draw->ChannelsSetCurrent(1);
            ImGui::BeginGroup();
            draw_finding(selection, number);
            ImGui::EndGroup();
            row_menu(rows_.place_of(number).value_or(no_row), card_menu_);
            heights_[number] = ImGui::GetItemRectMax().y - from.y;
            draw->ChannelsSetCurrent(0);
            const ImVec2 to{from.x + width, from.y + heights_[number]};
            draw->AddRectFilled(from, to, colours().card, px(8));
            draw->AddRect(from, to, colours().line, px(8), 0, px(1));
            draw->ChannelsMerge();
        }
        if (wanted) {
            ImGui::SetScrollFromPosY(from.y - ImGui::GetWindowPos().y, 0);
            selection.finding.reset();
        }
        if (number != rows_.shown().back()) vertical_gap();
        ImGui::PopID();
    }
    if (menu_wanted(card_menu_)) draw_card_menu(selection);
}

void FindingsView::draw_card_menu(Selection& selection) {
    const auto& rows = rows_.shown();
    const Finding* finding = menu_row() < rows.size() ? &opened_.report.findings[rows[menu_row()]] : nullptr;
    const Place* place = finding && !finding->evidence.empty() ? &places_[rows[menu_row()]].front() : nullptr;
    const auto way = with_findings_text(opened_.report, [&](const TableText& table) {
        return draw_menu(table, rows,
                         {finding && finding->layer ? "Show its layer" : nullptr,
                          place && place->known ? "Show its first file" : nullptr});
    });
    if (way == 0) selection.show_layer(*finding->layer);
    if (way == 1) selection.show_file(finding->evidence.front(), place->layer);
}

void FindingsView::draw_summary() {
    const report::Report& report = opened_.report;
    title("Findings");
    if (report.findings.empty()) {
        const UseFont font(fonts().strong);
        text_wrapped("Nothing was found that the image could do without.", colours().text);
    } else if (opened_.could_go > 0) {
        {
            const UseFont font(fonts().figure);
            text(format_bytes(opened_.could_go));
        }
        note(format_count(opened_.could_go) + " bytes");
        text_wrapped("lighter it could be, of " + format_bytes(report.totals.file_bytes) +
                         " that it ships: " + percent(share_of(opened_.could_go, report.totals.file_bytes)),
                     colours().muted);
    } else {
        text_wrapped("None of them is about bytes.", colours().muted);
    }
    if (!report.findings.empty()) {
        ImGui::Dummy({0, px(2)});
        for (const Severity severity : {Severity::serious, Severity::warning, Severity::note}) {
            const auto count = std::count_if(report.findings.begin(), report.findings.end(),
                                             [&](const Finding& each) { return each.severity == severity; });
            if (count == 0) continue;
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_severity_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, severity);
            ImGui::SetCursorScreenPos({at.x + px(22), at.y});
            text(counted_severity(static_cast<uint64_t>(count), severity), colours().text);
        }
    }
    ImGui::Dummy({0, px(6)});
    title("Duplicates");
    if (opened_.hashed()) {
        text_wrapped(
            "The contents of all files were compared: those that are the same are among the findings.",
            colours().muted);
    } else if (opened_.saved) {
        text_wrapped("Who made the report did not have the contents of all files compared.", colours().muted);
    } else {
        text_wrapped("Files with the same content are found once Verify has read every byte.",
                     colours().muted);
        ImGui::Dummy({0, px(2)});
        if (plain_button("Verify")) verify();
    }
}

void FindingsView::draw_looked_for() {
    title("Looked for");
    text_wrapped(looked_for, colours().muted);
}

void FindingsView::draw(Selection& selection) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x < px(wide_view) || opened_.report.findings.empty()) {
        const auto card = [](const char* id, const auto& draw_content) {
            ImGui::PushStyleColor(ImGuiCol_ChildBg, colours().card);
            ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(16), px(14)});
            ImGui::BeginChild(id, {0, 0},
                              ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding |
                                  ImGuiChildFlags_AutoResizeY);
            ImGui::PopStyleVar();
            ImGui::PopStyleColor();
            draw_content();
            end_child();
            vertical_gap();
        };
        card("summary", [&] { draw_summary(); });
        draw_list(selection);
        if (!opened_.report.findings.empty()) vertical_gap();
        card("looked for", [&] { draw_looked_for(); });
        return;
    }
    const float side = px(300);
    ImGui::BeginChild("list", {room.x - side - px(gap), 0});
    draw_list(selection);
    end_child();
    ImGui::SameLine(0, px(gap));
    const Card card("summary", {0, 0});
    draw_summary();
    ImGui::Dummy({0, px(6)});
    draw_looked_for();
}

}  // namespace plimsoll::web
