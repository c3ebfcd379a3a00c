#include "web/page/view_findings.h"

#include <algorithm>
#include <array>

#include "web/page/controls.h"
#include "web/page/severity.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using findings::Finding;
using findings::Severity;
using report::format_bytes;
using report::format_count;

constexpr float wide_view = 900;      // below it, the summary stands above the list
constexpr size_t evidence_shown = 3;  // of a finding that is not open

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

FindingsView::FindingsView(const Opened& opened)
    : opened_(opened),
      places_(places_of_evidence(opened.analysis, opened.report.findings)),
      open_(opened.report.findings.size()),
      heights_(opened.report.findings.size()) {
    for (const Finding& finding : opened.report.findings) bytes_ += finding.bytes;
}

void FindingsView::draw_evidence(Selection& selection, size_t number) {
    const Finding& finding = opened_.report.findings[number];
    const size_t listed = finding.evidence.size();
    const size_t shown_now = open_[number] ? listed : std::min(evidence_shown, listed);
    {
        const UseFont font(fonts().mono);
        for (size_t at = 0; at < shown_now; ++at) {
            const Place& place = places_[number][at];
            const std::string line = shown(finding.evidence[at]);
            const std::string cut = cut_middle(line, ImGui::GetContentRegionAvail().x);
            ImGui::PushID(static_cast<int>(at));
            if (!place.known)
                text(cut, colours().text);
            else if (link(cut))
                selection.show_file(finding.evidence[at], place.layer);
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
    if (finding.evidence_count > listed && shown_now == listed)
        text("and " + format_count(finding.evidence_count - listed) + " more that are not listed",
             colours().muted);
}

void FindingsView::draw_finding(Selection& selection, size_t number) {
    const Finding& finding = opened_.report.findings[number];
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - px(16);
    ImGui::Dummy({0, px(6)});
    ImGui::Indent(px(16));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_severity_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, finding.severity);
    ImGui::Indent(px(22));

    const ImVec2 corner = ImGui::GetCursorPos();
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
    ImGui::PushTextWrapPos(right);
    text(shown(finding.advice), colours().muted);
    ImGui::PopTextWrapPos();
    ImGui::Dummy({0, px(1)});
    draw_evidence(selection, number);
    ImGui::Unindent(px(38));
    ImGui::Dummy({0, px(6)});
}

void FindingsView::draw_list(Selection& selection) {
    const auto& findings = opened_.report.findings;
    const float width = ImGui::GetContentRegionAvail().x;
    if (heights_width_ != width) std::fill(heights_.begin(), heights_.end(), 0.0f);
    heights_width_ = width;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    for (size_t number = 0; number < findings.size(); ++number) {
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
        if (number + 1 < findings.size()) vertical_gap();
        ImGui::PopID();
    }
}

void FindingsView::draw_summary() {
    const report::Report& report = opened_.report;
    title("Findings");
    if (report.findings.empty()) {
        const UseFont font(fonts().strong);
        text_wrapped("Nothing was found that the image could do without.", colours().text);
    } else if (bytes_ > 0) {
        {
            const UseFont font(fonts().figure);
            text(format_bytes(bytes_));
        }
        note(format_count(bytes_) + " bytes");
        text_wrapped("lighter it could be, of " + format_bytes(report.totals.file_bytes) +
                         " that it ships: " + percent(share_of(bytes_, report.totals.file_bytes)),
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
            ImGui::EndChild();
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
    ImGui::EndChild();
    ImGui::SameLine(0, px(gap));
    const Card card("summary", {0, 0});
    draw_summary();
    ImGui::Dummy({0, px(6)});
    draw_looked_for();
}

}  // namespace plimsoll::web
