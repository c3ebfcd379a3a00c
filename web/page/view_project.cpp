#include "web/page/view_project.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "core/limits.h"
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
constexpr float side_width = 340;
constexpr float stages_width = 150;
constexpr size_t few_lines = 30;  // that are looked through without a filter

/// 12 of "line 12"; 0: it names no line.
uint32_t line_in(std::string_view where) {
    constexpr std::string_view word = "line ";
    uint32_t line = 0;
    if (where.starts_with(word))
        std::from_chars(where.data() + word.size(), where.data() + where.size(), line);
    return line;
}

std::string stage_name(const dockerfile::Stage& stage, size_t number) {
    return stage.name.empty() ? "stage " + std::to_string(number + 1) : shown(stage.name);
}

/// A tab as wide as in most editors; the fonts have none.
std::string with_spaces(std::string_view line) {
    std::string spaced;
    for (const char letter : line) {
        if (letter == '\t')
            spaced.append(4 - spaced.size() % 4, ' ');
        else
            spaced += letter;
    }
    return spaced;
}

constexpr auto table_flags = ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH;

}  // namespace

ProjectView::ProjectView(const report::ProjectReport& report) : report_(report) {
    // The Dockerfile that most readers look for: the one nearest to the top, and that which is called just so.
    const auto depth = [&](size_t number) {
        const std::string& path = report_.project.files[number].path;
        const bool compose = report_.files[number].use == taxonomy::FileUse::compose;
        const bool other_name = path != "Dockerfile" && !path.ends_with("/Dockerfile");
        return std::tuple(compose, std::count(path.begin(), path.end(), '/'), other_name);
    };
    size_t first = 0;
    for (size_t number = 1; number < report_.files.size(); ++number)
        if (depth(number) < depth(first)) first = number;
    choose(first);
}

void ProjectView::choose(size_t number) {
    file_ = number;
    ++version_;
    shown_.words.clear();
    rows_.clear();
    lines_of_stages_.clear();
    chosen_anew_ = true;
    const taxonomy::ProjectFile& file = report_.project.files[number];
    const bool compose = report_.files[number].use == taxonomy::FileUse::compose;
    parsed_ = compose ? dockerfile::Dockerfile() : dockerfile::parse(file.content);

    std::map<uint32_t, std::vector<const Problem*>> problems;
    for (const Problem& problem : parsed_.problems) problems[line_in(problem.where)].push_back(&problem);
    const auto add_problems = [&](uint32_t line) {
        const auto found = problems.find(line);
        if (found == problems.end()) return;
        for (const Problem* problem : found->second) {
            Row row;
            row.text =
                shown((line == 0 && !problem->where.empty() ? problem->where + " " : "") + problem->message);
            row.error = problem->severity == Problem::Severity::error;
            rows_.push_back(std::move(row));
        }
    };
    add_problems(0);
    const std::string_view content = file.content;
    size_t instruction = 0, stage = 0;
    uint32_t line = 0;
    for (size_t at = 0; at < content.size();) {
        const size_t end = std::min(content.find('\n', at), content.size());
        std::string_view text = content.substr(at, end - at);
        if (text.ends_with('\r')) text.remove_suffix(1);
        ++line;
        Row row;
        row.line = line;
        while (instruction < parsed_.instructions.size() &&
               parsed_.instructions[instruction].lines.first < line)
            ++instruction;
        const bool begins = instruction < parsed_.instructions.size() &&
                            parsed_.instructions[instruction].lines.first == line;
        const size_t ink = std::min(text.find_first_not_of(" \t"), text.size());
        row.comment = text.substr(ink).starts_with('#');
        if (row.comment && !compose && instruction > 0) {
            // A here-document's line is no comment, whatever it begins with.
            for (const auto& document : parsed_.instructions[instruction - 1].here_documents)
                if (line >= document.lines.first && line <= document.lines.last) row.comment = false;
        }
        if (begins) {
            const auto& one = parsed_.instructions[instruction];
            row.instruction = one.instruction;
            const size_t keyword = ink + one.instruction.size();
            row.keyword = shown(with_spaces(text.substr(0, ink))).size();
            row.after = shown(with_spaces(text.substr(0, std::min(keyword, text.size())))).size();
        }
        row.text = shown(with_spaces(text));
        if (stage < parsed_.stages.size() && begins && parsed_.stages[stage].first == instruction) {
            row.stage = static_cast<uint32_t>(stage++);
            lines_of_stages_.push_back(static_cast<uint32_t>(rows_.size()));
        }
        rows_.push_back(std::move(row));
        add_problems(line);
        at = end + 1;
    }
    line_count_ = line;
    // The rows have what is shown of them.
    parsed_.instructions.clear();
    parsed_.instructions.shrink_to_fit();
}

void ProjectView::show_line(std::string_view path, uint32_t line) {
    for (size_t number = 0; number < report_.project.files.size(); ++number)
        if (report_.project.files[number].path == path) choose(number);
    for (size_t row = 0; row < rows_.size(); ++row)
        if (rows_[row].line == line + 1) scroll_to_ = row;
}

void ProjectView::draw_chooser(float room) {
    const auto name = [&](size_t number) {
        const char* use = report_.files[number].use == taxonomy::FileUse::compose ? "  compose file" : "";
        return shown(report_.project.files[number].path) + use;
    };
    const float width = std::min(px(520), room);
    ImGui::SetNextItemWidth(width);
    if (ImGui::BeginCombo("##file", cut_middle(name(file_), width - px(48)).c_str(),
                          ImGuiComboFlags_HeightLarge)) {
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(report_.files.size()));
        while (clipper.Step()) {
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                const auto number = static_cast<size_t>(at);
                ImGui::PushID(at);
                if (ImGui::Selectable(cut_middle(name(number), px(500)).c_str(), number == file_))
                    choose(number);
                ImGui::PopID();
            }
        }
        ImGui::EndCombo();
    }
    vertical_gap();
}

void ProjectView::draw_row(const Row& row, int number, bool with_stages) {
    ImGui::TableNextRow();
    ImGui::PushID(number);
    ImGui::TableNextColumn();
    row_button("##line", false);
    row_menu(static_cast<size_t>(number));
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    ImGui::SameLine(0, 0);
    if (row.line == 0) {
        ImGui::TableNextColumn();
        const ImU32 ink = row.error ? colours().bad : colours().warning;
        const UseFont font(fonts().small);
        const std::string cut = cut_end("↳ " + row.text, ImGui::GetContentRegionAvail().x);
        if (hovered) draw_note(row.text);
        text(cut, ink);
        ImGui::PopID();
        return;
    }
    {
        const UseFont font(fonts().mono);
        text_right(std::to_string(row.line), colours().faint);
        ImGui::TableNextColumn();
        const std::string cut = cut_end(row.text, ImGui::GetContentRegionAvail().x);
        if (hovered && cut != row.text) draw_note(row.text);
        if (row.after > row.keyword && row.after < cut.size()) {
            const std::string_view line = cut;
            if (row.keyword > 0) {
                text(line.substr(0, row.keyword), colours().text);
                ImGui::SameLine(0, 0);
            }
            text(line.substr(row.keyword, row.after - row.keyword), instruction_colour(row.instruction));
            ImGui::SameLine(0, 0);
            text(line.substr(row.after), colours().text);
        } else {
            text(cut, row.comment ? colours().faint : colours().text);
        }
    }
    if (with_stages && row.stage && ImGui::TableSetColumnIndex(2)) {
        const dockerfile::Stage& stage = parsed_.stages[*row.stage];
        const UseFont font(fonts().small);
        const std::string name = stage_name(stage, *row.stage);
        text(cut_end(name, ImGui::GetContentRegionAvail().x), colours().muted);
        note("Stage " + std::to_string(*row.stage + 1) + " of " + std::to_string(parsed_.stages.size()));
    }
    ImGui::PopID();
}

void ProjectView::draw_text() {
    const taxonomy::ProjectFile& file = report_.project.files[file_];
    const ImVec2 start = ImGui::GetCursorPos();
    const float right = start.x + ImGui::GetContentRegionAvail().x;
    const float copy = ImGui::CalcTextSize("Copy").x + 2 * ImGui::GetStyle().FramePadding.x;
    const float room = right - start.x - copy - px(12);
    if (report_.files.size() > 1)
        draw_chooser(room);
    else
        title(cut_middle(shown(file.path), room));
    const ImVec2 below = ImGui::GetCursorPos();
    ImGui::SetCursorPos({right - copy, start.y - (report_.files.size() > 1 ? 0 : px(4))});
    if (plain_button("Copy")) ImGui::SetClipboardText(file.content.c_str());
    ImGui::SetCursorPos(below);
    if (rows_.empty()) return text_wrapped("The file is empty.", colours().muted);
    const bool with_stages = parsed_.stages.size() > 1 && right > px(620);
    static constexpr TextColumn text_columns[] = {{"Line", TextColumn::Kind::number, 0},
                                                  {"Text", TextColumn::Kind::code, 1},
                                                  {"Stage", TextColumn::Kind::words, 2}};
    const auto cell = [&](size_t number, size_t column) -> std::string {
        const Row& row = rows_[number];
        if (column == 1) return row.text;
        if (column == 0) return row.line > 0 ? std::to_string(row.line) : std::string();
        return row.stage ? stage_name(parsed_.stages[*row.stage], *row.stage) : std::string();
    };
    const TableText table(std::span(text_columns).first(with_stages ? 3 : 2), rows_.size(), cell);
    if (rows_.size() > few_lines && !draw_filter(shown_, table, version_, "Filter by words of a line"))
        return;
    shown_.update(table, version_);
    ImGui::PushStyleColor(ImGuiCol_TableBorderLight, 0);
    const bool begun = begin_rows("text", with_stages ? 3 : 2, ImGuiTableFlags_ScrollY);
    ImGui::PopStyleColor();
    if (!begun) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("##number", ImGuiTableColumnFlags_WidthFixed, px(line_count_ < 1000 ? 34 : 52));
    const std::string heading =
        counted(line_count_, "line", "lines") + ", " + format_bytes(file.content.size());
    ImGui::TableSetupColumn(heading.c_str(), ImGuiTableColumnFlags_WidthStretch);
    if (with_stages) ImGui::TableSetupColumn("Stage", ImGuiTableColumnFlags_WidthFixed, px(stages_width));
    table_heading(with_stages ? 3 : 2, 9);
    if (chosen_anew_) ImGui::SetScrollY(0);
    chosen_anew_ = false;
    ImGuiListClipper clipper;
    const auto& rows = shown_.shown();
    clipper.Begin(static_cast<int>(rows.size()));
    std::optional<size_t> to_show;
    if (scroll_to_) to_show = shown_.place_of(static_cast<uint32_t>(*scroll_to_));
    if (to_show) clipper.IncludeItemByIndex(static_cast<int>(*to_show));
    while (clipper.Step()) {
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            draw_row(rows_[rows[static_cast<size_t>(at)]], at, with_stages);
            if (to_show == static_cast<size_t>(at)) ImGui::SetScrollHereY(0.2f);
        }
    }
    scroll_to_.reset();
    if (menu_wanted()) draw_menu(table, rows);
    end_rows();
}

void ProjectView::show_row(size_t row) {
    scroll_to_ = row;
    shown_.words.clear();
}

void ProjectView::draw_stages() {
    if (parsed_.stages.size() < 2) return;
    title("Stages");
    const size_t most = std::min(parsed_.stages.size(), limits::report_rows);
    for (size_t number = 0; number < most; ++number) {
        const dockerfile::Stage& stage = parsed_.stages[number];
        ImGui::PushID(static_cast<int>(number));
        if (number < lines_of_stages_.size() &&
            link(cut_end(stage_name(stage, number), ImGui::GetContentRegionAvail().x)))
            show_row(lines_of_stages_[number]);
        ImGui::PopID();
        std::string words = "on ";
        words += stage.base_stage ? stage_name(parsed_.stages[*stage.base_stage], *stage.base_stage)
                                  : shown(stage.resolved_base.empty() ? stage.base : stage.resolved_base);
        std::vector<std::string> from;
        for (const dockerfile::StageUse& use : stage.uses) {
            std::string name = use.stage && *use.stage < parsed_.stages.size()
                                   ? stage_name(parsed_.stages[*use.stage], *use.stage)
                                   : shown(use.from);
            if (from.size() < 8 && std::find(from.begin(), from.end(), name) == from.end())
                from.push_back(std::move(name));
        }
        for (const std::string& name : from)
            words += (&name == &from.front() ? ", copies from " : ", ") + name;
        text_wrapped(words, colours().muted);
    }
    if (most < parsed_.stages.size())
        text(format_count(parsed_.stages.size() - most) + " more", colours().muted);
    ImGui::Dummy({0, px(8)});
}

void ProjectView::draw_counts() {
    const auto& file = report_.files[file_];
    draw_instruction_counts(file.instructions);
    title("Kinds of commands");
    if (ImGui::BeginTable("kinds", 3, table_flags)) {
        ImGui::TableSetupColumn("Kind", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("By command", ImGuiTableColumnFlags_WidthFixed, px(84));
        ImGui::TableSetupColumn("As the study", ImGuiTableColumnFlags_WidthFixed, px(84));
        table_heading(3, 1);
        for (size_t kind = 1; kind < dockerfile::kind_count; ++kind) {
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(kind));
            plain_row(kind - 1);
            ImGui::PopID();
            text(dockerfile::kind_name(static_cast<dockerfile::Kind>(kind)));
            note(
                "By command: each command of a RUN counts once, by its name.\nAs the study: words of all "
                "instructions that are in its authors' lists.");
            ImGui::TableNextColumn();
            count_cell(file.commands[kind], colours().text);
            ImGui::TableNextColumn();
            count_cell(file.study_commands[kind], colours().text);
        }
        draw_command_menu(file.commands, file.study_commands);
        end_table();
    }
    ImGui::Dummy({0, px(8)});
}

void ProjectView::draw_bases() {
    const auto& bases = report_.files[file_].base_images;
    title("Built on");
    if (bases.empty()) text_wrapped("It names no image to build on.", colours().muted);
    size_t rows = 0;
    for (const dockerfile::BaseImage& image : bases) {
        if (++rows > limits::report_rows) break;
        const std::string name = shown(image.resolved.empty() ? image.written : image.resolved);
        {
            const UseFont font(fonts().mono);
            text(cut_middle(name, ImGui::GetContentRegionAvail().x));
        }
        std::string about = name;
        if (image.resolved != image.written) about += "\nwritten as " + shown(image.written);
        if (!image.types.evidence.empty()) about += "\n" + shown(image.types.evidence);
        note(about);
        const std::string types = dockerfile::base_type_names(image.types.types);
        text_wrapped(types.empty() ? "of no known type" : types, colours().muted);
    }
    ImGui::Dummy({0, px(8)});
}

void ProjectView::draw_problems() {
    if (report_.problems.empty()) return;
    title("Not read");
    for (const Problem& problem : report_.problems)
        text_wrapped(shown((problem.where.empty() ? "It " : problem.where + " ") + problem.message),
                     colours().warning);
    ImGui::Dummy({0, px(8)});
}

void ProjectView::draw_side() {
    if (report_.files[file_].use == taxonomy::FileUse::compose) {
        title("Compose file");
        text_wrapped("Its services, images and ports are evidence in Taxonomy.", colours().muted);
        ImGui::Dummy({0, px(8)});
    } else {
        draw_stages();
        draw_counts();
        draw_bases();
    }
    draw_problems();
}

void ProjectView::draw() {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x >= px(wide_view);
    {
        const Card card("text", wide ? ImVec2(room.x - px(side_width) - px(gap), 0)
                                     : ImVec2(0, std::max(px(360), room.y - px(260))));
        draw_text();
    }
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    const Card card("side", wide ? ImVec2(0, 0) : ImVec2(0, px(420)));
    draw_side();
}

}  // namespace plimsoll::web
