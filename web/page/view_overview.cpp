// The answer first: how big the image is, what it is laden with, and what of that no container sees.
#include <algorithm>
#include <cmath>

#include "web/page/app.h"
#include "web/page/figure_cards.h"
#include "web/page/focus.h"
#include "web/page/severity.h"
#include "web/page/study_strip.h"
#include "web/page/table_menu.h"
#include "web/page/view_findings.h"
#include "web/page/view_study.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

constexpr size_t most_first_steps = 5;
constexpr double lightest_hull = 2.5;  // of a median that is heavier than that, the hull gets no lower

void draw_figures(const report::Report& report, float height) {
    const double hidden_share = share_of(report.waste.hidden_bytes, report.totals.file_bytes);
    const FigureCard figures[] = {
        {"Shipped", format_bytes(report.totals.file_bytes),
         "in " + counted(report.layers.size(), "layer", "layers"),
         "The sizes of all regular files in all layers, before compression. A file that two layers ship "
         "counts twice."},
        {"In the container", format_bytes(report.filesystem.bytes),
         counted(report.filesystem.inodes, "distinct file", "distinct files"),
         "The sizes of the files that a container sees once all layers lie on top of each other; a file with "
         "several hard "
         "links counts once."},
        {"Hidden by later layers", format_bytes(report.waste.hidden_bytes),
         percent(hidden_share) + " of shipped",
         "File bytes that one layer ships and a later one deletes, overwrites or stores again: they are "
         "transferred and "
         "stored, and no container sees them."},
        {"Deepest directory", format_count(report.filesystem.directory_depth), "path components",
         "Path components of the deepest directory of the final file system; / is 0."},
        {"Files", format_count(report.filesystem.files),
         counted(report.filesystem.directories, "directory", "directories"),
         "Paths that are regular files in the final file system; each hard link is one."},
    };
    draw_figure_cards(figures, height);
}

/// The study's median of the image's kind beside the image itself, both in MB, stored with stored.
struct LoadLine {
    double median, value;
};

std::optional<LoadLine> load_line(const report::Report& report) {
    if (report.study.category == study::Category::none) return std::nullopt;
    for (const auto& metric : report.study.metrics) {
        const auto& median = metric.medians[static_cast<size_t>(report.study.category)];
        if (metric.metric == "stored_bytes" && median && metric.value > 0)
            return LoadLine{*median, metric.value};
    }
    return std::nullopt;
}

/// The image as a hull: what it carries from the bottom up, what later layers hide hatched on top. The whole hull stands for
/// what is stored as well, and the load line is drawn on that scale; a light image's hull is lower, so that there is room for it.
void draw_hull(Opened& opened) {
    const report::Report& report = opened.report;
    const Colours& c = colours();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const auto line = load_line(report);
    const float width = px(104), height = room.y - px(46), bottom = at.y + height;
    const double higher = line ? std::clamp(line->median / line->value, 1.0, lightest_hull) : 1;
    const float hull = (height - px(higher > 1 ? 10 : 0)) / static_cast<float>(higher), deck = bottom - hull;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float curve = std::min(px(52), hull);
    const auto outline = [&] {
        draw->PathLineTo({at.x, deck});
        draw->PathLineTo({at.x + width, deck});
        draw->PathArcTo({at.x + width - curve, bottom - curve}, curve, 0, 1.5707963f, 24);
        draw->PathArcTo({at.x + curve, bottom - curve}, curve, 1.5707963f, 3.1415927f, 24);
    };
    // Filling a round hull with flat layers: each is the hull itself, clipped to the layer's height.
    float top = bottom, label_bottom = bottom + px(6);
    const auto add = [&](const std::string& name, uint64_t bytes, ImU32 colour, bool hidden) {
        const float share = static_cast<float>(share_of(bytes, report.totals.file_bytes)) * hull;
        const float low = top;
        top -= share;
        draw->PushClipRect({at.x, top}, {at.x + width, low}, true);
        outline();
        draw->PathFillConvex(colour);
        if (hidden) draw_hatching({at.x, top}, {at.x + width, low}, c.bad);
        draw->AddLine({at.x, low - px(0.5f)}, {at.x + width, low - px(0.5f)}, c.card, px(1));
        draw->PopClipRect();
        // Labels stand beside their layer, and make room for each other upwards; one without room is left
        // out.
        const float words = ImGui::GetTextLineHeight(), label_height = 2 * words + px(4);
        const float label = std::min((top + low) / 2 - words, label_bottom - label_height);
        // The topmost room is kept for what is hidden.
        if (label < at.y + (hidden || report.waste.hidden_bytes == 0 ? 0 : label_height)) return;
        label_bottom = label;
        const float left = at.x + width + px(14);
        draw->AddLine({at.x + width + px(2), (top + low) / 2}, {left - px(3), label + words}, c.line, px(1));
        draw->AddText({left, label}, c.text, cut_middle(name, at.x + room.x - left).c_str());
        draw->AddText({left, label + words}, c.muted, format_bytes(bytes).c_str());
    };
    const UseFont font(fonts().small);
    for (const packages::LoadPart& part : opened.load)
        add(std::string(name_of(part.kind)), part.bytes, area_colour(part.kind), false);
    if (report.waste.hidden_bytes > 0)
        add("Hidden by later layers", report.waste.hidden_bytes, c.raised, true);
    outline();
    draw->PathStroke(c.line, ImDrawFlags_Closed, px(1));
    ImGui::SetCursorScreenPos({at.x, bottom + px(10)});
    text("Files shipped: " + format_bytes(report.totals.file_bytes), c.muted);
    ImGui::SetCursorScreenPos({at.x, bottom + px(28)});
    if (!line) {
        const bool known = report.study.category != study::Category::none;
        text(known ? "No load line: layers not compressed" : "No load line: its kind is not known", c.faint);
        note(
            "The load line is the median of what the studied images of its kind weigh as they are stored, "
            "compressed. "
            "It is drawn where this image's layers are compressed as well, and its kind is known.");
        return;
    }
    const float y = std::max(at.y + px(8), bottom - hull * static_cast<float>(line->median / line->value));
    draw->AddLine({at.x - px(6), y}, {at.x + width + px(6), y}, c.accent, px(2));
    draw_mark({at.x + width / 2, y}, px(6), c.accent);
    text("Load line: " + megabytes(line->median) + " stored", c.accent);
    note("The median of " + std::string(study::category_name(report.study.category)) +
         " in the study, stored: " + megabytes(line->median) +
         ". This image, stored: " + megabytes(line->value) + ", at the height of the whole hull." +
         (line->value * lightest_hull < line->median ? " The line would stand higher than there is room for."
                                                     : ""));
}

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : between) + word;
    return line;
}

/// "2024-02-29T12:00:00Z" of "2024-02-29T12:00:00.123456789Z".
std::string to_the_second(std::string time) {
    constexpr size_t seconds_end = std::string_view("2024-02-29T12:00:00").size();
    if (time.size() > seconds_end && time[seconds_end] == '.' && time.ends_with('Z'))
        time.replace(seconds_end, std::string::npos, "Z");
    return time;
}

void draw_facts(const report::Report& report) {
    const image::Image& image = report.image;
    if (!ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit)) return;
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(96));
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
    fact("name", joined(image.references, ", "));
    fact("platform", image.config.platform.text());
    fact("created", to_the_second(image.config.created));
    fact("entrypoint", joined(image.config.entrypoint, " "));
    fact("command", joined(image.config.cmd, " "));
    fact("user", image.config.user);
    fact("directory", image.config.working_dir);
    fact("ports", joined(image.config.exposed_ports, ", "));
    fact("manifest", image.digest);
    fact("image ID", image.config_digest);
    fact("archive", report.source.name + ", " + format_bytes(report.source.bytes) + ", " +
                        std::string(image::name_of(report.source.layout)));
    fact("stored", format_bytes(report.totals.blob_bytes) + " in all layers", Ink::prose);
    fact("efficiency",
         percent(report.waste.efficiency) + ", as dive counts " + percent(report.waste.dive.efficiency),
         Ink::prose);
    end_table();
}

void draw_problems(const report::Report& report) {
    for (const Problem& problem : report.problems) {
        const bool error = problem.severity == Problem::Severity::error;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2},
                                                    px(4.5f), error ? colours().bad : colours().warning);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(18));
        text_wrapped(shown((problem.where.empty() ? "" : problem.where + ": ") + problem.message),
                     colours().text);
    }
}

std::string layers_text(const std::vector<uint32_t>& layers) {
    std::string line = layers.size() == 1 ? "layer " : "layers ";
    for (size_t number = 0; number < layers.size(); ++number)
        line += (number ? ", " : "") + std::to_string(layers[number] + 1);
    return line;
}

}  // namespace

std::optional<size_t> draw_weights(const char* id, const std::vector<WeightRow>& rows,
                                   const char* where_heading, bool leads) {
    const bool has_where = where_heading != nullptr;
    std::optional<size_t> clicked;
    constexpr auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate;
    if (!begin_rows(id, has_where ? 3 : 2, flags)) return clicked;
    static constexpr TextColumn of_path{"Path", TextColumn::Kind::code, 0};
    const TextColumn bytes{"Size (bytes)", TextColumn::Kind::number, has_where ? 2 : 1};
    const TextColumn with_where[] = {
        of_path, {where_heading ? where_heading : "", TextColumn::Kind::words, 1}, bytes};
    const TextColumn without[] = {of_path, bytes};
    const auto cell = [&](size_t row, size_t column) -> std::string {
        if (column == 0) return rows[row].path;
        return has_where && column == 1 ? rows[row].where : std::to_string(rows[row].bytes);
    };
    const TableText table(
        has_where ? std::span<const TextColumn>(with_where) : std::span<const TextColumn>(without),
        rows.size(), cell);
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("Path", ImGuiTableColumnFlags_WidthStretch);
    if (has_where) ImGui::TableSetupColumn(where_heading, ImGuiTableColumnFlags_WidthFixed, px(96));
    ImGui::TableSetupColumn(
        "Size", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_PreferSortDescending, px(76));
    table_heading(has_where ? 3 : 2, has_where ? 2 : 1);
    TableRows sorted;
    sort_rows(sorted, table, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()));
    while (clipper.Step()) {
        for (int number = clipper.DisplayStart; number < clipper.DisplayEnd; ++number) {
            const uint32_t which = sorted.shown()[static_cast<size_t>(number)];
            const WeightRow& row = rows[which];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(number);
            if (row_button("##row", false)) clicked = which;
            row_menu(static_cast<size_t>(number));
            const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
            if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::PopID();
            ImGui::SameLine(0, 0);
            {
                const UseFont font(fonts().mono);
                const std::string path = shown(row.path);
                text(cut_middle(path, ImGui::GetContentRegionAvail().x));
                if (hovered)
                    draw_note(path + "\n" + format_count(row.bytes) + " bytes" +
                              (row.where.empty() ? "" : "\n" + row.where));
            }
            if (has_where) {
                ImGui::TableNextColumn();
                text(cut_end(row.where, ImGui::GetContentRegionAvail().x), colours().muted);
            }
            ImGui::TableNextColumn();
            bytes_cell(row.bytes, colours().text);
        }
    }
    if (menu_wanted() && draw_menu(table, sorted.shown(), {leads ? "Show in Files" : nullptr}) == 0)
        clicked = sorted.shown()[menu_row()];
    end_rows();
    return clicked;
}

namespace {

void draw_load(Opened& opened, ImVec2 size) {
    const Card card("load", size);
    title("Load");
    draw_hull(opened);
}

void draw_problem_card(const report::Report& report, float width) {
    if (report.problems.empty()) return;
    const float rows = static_cast<float>(report.problems.size());
    const Card card("problems", {width, std::min(px(150), px(52) + rows * px(30))});
    title(report.has_errors() ? "Not all of it could be read" : "Odd, but read in full");
    draw_problems(report);
}

/// What tells an image of the archive from the others: its name, its platform where the names are the same.
std::string label_of(const image::ImageName& name, bool named) {
    const std::string platform = name.platform.text();
    const std::string reference =
        !name.references.empty() ? name.references.front() : name.digest.substr(0, 19);
    if (!named || reference.empty()) return platform;
    return platform.empty() ? reference : reference + "  " + platform;
}

/// The archive's other images, a click away.
void draw_other_images(const image::Image& image) {
    constexpr size_t most = 12;  // the text version lists all
    const auto& names = image.images;
    if (names.size() < 2) return;
    const bool named = std::any_of(names.begin(), names.end(), [&](const image::ImageName& name) {
        return name.references != names.front().references || name.platform.os.empty() ||
               (&name != &names.front() && name.platform == names.front().platform);
    });
    text("Also in this archive", colours().muted);
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    for (size_t number = 0, drawn = 0; number < names.size() && drawn < most; ++number) {
        if (number == image.shown) continue;
        const std::string label = shown(label_of(names[number], named));
        if (drawn++ > 0) {
            ImGui::SameLine();
            if (ImGui::GetCursorPosX() + ImGui::CalcTextSize(label.c_str()).x + px(24) > right)
                ImGui::NewLine();
        }
        ImGui::PushID(static_cast<int>(number));
        if (plain_button(label.c_str())) open_image("#" + std::to_string(number + 1));
        ImGui::PopID();
    }
    ImGui::Dummy({0, px(6)});
}

void draw_image(Opened& opened, ImVec2 size) {
    const Card card("image", size);
    title("Image");
    draw_other_images(opened.report.image);
    draw_facts(opened.report);
}

void draw_largest(const report::Report& report, Selection& selection, float height) {
    const Card card("largest", {0, height});
    title("Heaviest files in the container");
    std::vector<WeightRow> rows;
    for (const auto& file : report.largest_files)
        rows.push_back({file.path, file.bytes, "layer " + std::to_string(file.layer + 1)});
    if (rows.empty())
        text("The container has no files.", colours().muted);
    else if (const auto clicked = draw_weights("largest files", rows, "Shipped by"))
        selection.show_file(rows[*clicked].path, std::nullopt);
}

void draw_wasted(const report::Report& report, Selection& selection, float height) {
    const Card card("hidden", {0, height});
    title("Shipped, and hidden by a later layer");
    std::vector<WeightRow> rows;
    for (const auto& path : report.waste.paths)
        rows.push_back({path.path, path.bytes, layers_text(path.layers)});
    if (rows.empty())
        text("Nothing: every byte that is shipped is in the container.", colours().muted);
    else if (const auto clicked = draw_weights("wasted paths", rows, "In"))
        selection.show_file(rows[*clicked].path, report.waste.paths[*clicked].layers.front());
}

/// In CSS pixels, with that many findings.
float first_steps_height(size_t findings) {
    return 52 + 31 * static_cast<float>(std::max<size_t>(1, findings));
}

/// The findings that save most, and what all of them save together.
void draw_first_steps(const Opened& opened, Selection& selection, size_t most) {
    const report::Report& report = opened.report;
    const size_t listed = std::min(most, report.findings.size());
    const Card card("first", {0, px(first_steps_height(listed))}, Card::Look::still);
    const ImVec2 start = ImGui::GetCursorPos();
    const float room = ImGui::GetContentRegionAvail().x;
    title("What to do first");
    if (opened.could_go > 0) {
        const ImVec2 next = ImGui::GetCursorPos();
        const std::string words = format_bytes(opened.could_go) + " lighter it could be, " +
                                  percent(share_of(opened.could_go, report.totals.file_bytes)) +
                                  " of shipped";
        const UseFont font(fonts().title);
        const float width = ImGui::CalcTextSize(words.c_str()).x;
        if (width < room - px(160)) {
            ImGui::SetCursorPos({start.x + room - width, start.y});
            text(words, colours().text);
            note(format_count(opened.could_go) +
                 " bytes: the sum of all findings, in which each shipped byte counts once");
        }
        ImGui::SetCursorPos(next);
    }
    if (report.findings.empty()) {
        text_wrapped("Nothing was found that the image could do without.", colours().muted);
        return;
    }
    if (!begin_rows("first", 3)) return;
    const bool narrow = ImGui::GetContentRegionAvail().x < px(420);
    ImGui::TableSetupColumn("Finding", ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn(
        "Where", narrow ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_WidthFixed, px(60));
    ImGui::TableSetupColumn("Saves", ImGuiTableColumnFlags_WidthFixed, px(64));
    for (size_t number = 0; number < listed; ++number) {
        const findings::Finding& finding = report.findings[number];
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::PushID(static_cast<int>(number));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (row_button("##row", false)) {
            selection.finding = number;
            selection.view = Selection::View::findings;
        }
        row_menu(number);
        const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
        if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::PopID();
        draw_severity_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, finding.severity);
        ImGui::SetCursorScreenPos({at.x + px(20), at.y});
        const std::string line = shown(finding.title);
        text(cut_end(line, ImGui::GetContentRegionAvail().x));
        if (hovered) draw_note(line + "\n" + std::string(findings::name_of(finding.severity)));
        if (ImGui::TableSetColumnIndex(1))
            text(finding.layer ? "layer " + std::to_string(*finding.layer + 1) : "", colours().muted);
        ImGui::TableSetColumnIndex(2);
        if (finding.bytes > 0) bytes_cell(finding.bytes, colours().text);
    }
    if (menu_wanted()) {
        const size_t number = menu_row();
        const bool has_layer = number < report.findings.size() && report.findings[number].layer;
        const auto way = with_findings_text(report, [&](const TableText& table) {
            return draw_menu(table, {"Show in Findings", has_layer ? "Show its layer" : nullptr});
        });
        if (way == 0) {
            selection.finding = number;
            selection.view = Selection::View::findings;
        }
        if (way == 1) selection.show_layer(*report.findings[number].layer);
    }
    end_rows();
}

/// All cards below each other, for a window that is narrow.
void draw_stacked(Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    draw_figures(report, px(108));
    vertical_gap();
    draw_problem_card(report, 0);
    draw_load(opened, {0, px(420)});
    vertical_gap();
    draw_study_strip(report.study, selection, {0, px(study_strip_height(report.study))});
    vertical_gap();
    draw_first_steps(opened, selection, most_first_steps);
    vertical_gap();
    draw_image(opened, {0, px(440)});
    vertical_gap();
    draw_largest(report, selection, px(320));
    vertical_gap();
    draw_wasted(report, selection, px(320));
}

}  // namespace

void draw_overview(Opened& opened, Selection& selection) {
    const report::Report& report = opened.report;
    if (ImGui::GetContentRegionAvail().x < px(900)) return draw_stacked(opened, selection);
    ImGui::BeginGroup();
    const float strip = px(study_strip_height(report.study));
    draw_load(opened, {px(312), std::max(px(300), ImGui::GetContentRegionAvail().y - strip - px(gap))});
    vertical_gap();
    draw_study_strip(report.study, selection, {px(312), strip});
    ImGui::EndGroup();
    ImGui::SameLine(0, px(gap));
    ImGui::BeginGroup();
    draw_figures(report, px(108));
    vertical_gap();
    const float width = ImGui::GetContentRegionAvail().x;
    draw_problem_card(report, width);
    if (!report.problems.empty()) vertical_gap();
    // In a low window there is less room for it, and the rest is below.
    draw_first_steps(opened, selection, ImGui::GetContentRegionAvail().y > px(560) ? most_first_steps : 3);
    vertical_gap();
    draw_image(opened, {std::floor((width - px(gap)) * 0.4f), 0});
    ImGui::SameLine(0, px(gap));
    ImGui::BeginGroup();
    const float half = std::floor((ImGui::GetContentRegionAvail().y - px(gap)) / 2);
    draw_largest(report, selection, half);
    vertical_gap();
    draw_wasted(report, selection, 0);
    ImGui::EndGroup();
    ImGui::EndGroup();
}

}  // namespace plimsoll::web
