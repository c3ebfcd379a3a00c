#include "web/page/view_projects.h"
#include "core/study/export.h"

#include <algorithm>
#include <cmath>

#include "core/limits.h"
#include "core/report/report.h"
#include "web/page/address.h"
#include "web/page/bridge.h"
#include "web/page/category_look.h"
#include "web/page/controls.h"
#include "web/page/figure_rows.h"
#include "web/page/focus.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;
using study::ProjectRow;

constexpr float wide_view = 900;  // below it, a project's page takes the place of the list

enum Column : int {
    name,
    category,
    purposes,
    stars,
    commits,
    contributors,
    size,
    dockerfiles,
    bases,
    columns
};

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line.append(line.empty() ? "" : ", ").append(word);
    return line;
}

/// A count at the right of a cell; a dash where it is not known.
void number_cell(const std::optional<double>& value) {
    if (!value)
        text_right("–", colours().faint);
    else
        text_right(value_text(*value, 0), *value == 0 ? colours().faint : colours().text);
}

/// GitHub tells kilobytes.
std::string size_text(double kilobytes) {
    constexpr double most = 1e15;
    return format_bytes(static_cast<uint64_t>(std::clamp(kilobytes, 0.0, most)) * 1000);
}

void fact_of(const char* name, const std::optional<double>& value) {
    if (value) fact(name, value_text(*value, 0), Ink::prose);
}

/// An image that a Dockerfile builds on; it has no name where that is all in variables.
std::string image_name(const std::string& image) {
    return image.empty() ? std::string("not known: a variable") : image;
}

/// A line of text that is cut, and whole in a note.
void cut_line(const std::string& line, ImU32 colour) {
    const std::string safe = shown(line);
    text(cut_middle(safe, ImGui::GetContentRegionAvail().x), colour);
    note(safe);
}

}  // namespace

ProjectsView::ProjectsView(const study::Results& results) : results_(results), list_(results.projects) {}

void ProjectsView::open(uint32_t project) {
    selected_ = project;
    open_ = true;
    scroll_pane_to_top_ = true;
    most_instructions_ = 1;
    const ProjectRow& row = results_.projects[project];
    for (const study::DockerfileRow& file : row.dockerfiles)
        for (const auto& [instruction, count] : file.instructions)
            most_instructions_ = std::max(most_instructions_, count);
    announce(row.repo);
}

void ProjectsView::show(uint32_t project) {
    open(project);
    scroll_to_selected_ = true;
}

void ProjectsView::read_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
    if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) return;
    // Enter does nothing in a field of one line: whoever has searched goes on from there.
    const bool entered =
        ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    if (io.WantTextInput && entered) {
        if (!selected_ || !list_.row_of(*selected_))
            selected_ = list_.rows().empty() ? std::nullopt : std::optional(list_.rows().front());
        if (selected_) open(*selected_);
    }
    if (open_ && (take_key(ImGuiKey_Escape) || take_key(ImGuiKey_Backspace))) {
        open_ = false;
        announce("Projects");
    }
}

// ---------------------------------------------------------------------------------------------------- the list

bool ProjectsView::choose(const char* id, const char* all, const std::vector<ProjectList::Choice>& choices,
                          std::optional<size_t>& chosen, float width) {
    ImGui::SetNextItemWidth(width);
    const std::string now = !chosen                         ? std::string(all)
                            : choices[*chosen].name.empty() ? std::string("not known")
                                                            : shown(choices[*chosen].name);
    if (!ImGui::BeginCombo(id, cut_end(now, width - px(48)).c_str(), ImGuiComboFlags_HeightLarge))
        return false;
    bool changed = false;
    const auto offer = [&](std::optional<size_t> choice, const std::string& label) {
        ImGui::PushID(choice ? static_cast<int>(*choice) : -1);
        if (ImGui::Selectable(label.c_str(), choice == chosen)) {
            chosen = choice;
            changed = true;
        }
        ImGui::PopID();
    };
    offer(std::nullopt, all);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(choices.size()));
    while (clipper.Step())
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            const auto& choice = choices[static_cast<size_t>(at)];
            const std::string label = choice.name.empty() ? std::string("not known") : shown(choice.name);
            offer(static_cast<size_t>(at), cut_end(label, px(300)) + "  " + format_count(choice.projects));
        }
    ImGui::EndCombo();
    return changed;
}

void ProjectsView::draw_filters() {
    const float width = ImGui::GetContentRegionAvail().x, between = px(6);
    ImGui::Dummy({0, px(2)});
    search_field("##words", width < px(420) ? "Search" : "Search names, purposes, base images and images",
                 filter_.words, width);
    const bool one_line = width >= px(480);
    const float each = one_line ? (width - 2 * between) / 3 : (width - between) / 2;
    std::optional<size_t> category;
    if (filter_.category) category = static_cast<size_t>(*filter_.category);
    if (choose("##category", "All categories", list_.categories(), category, each)) {
        filter_.category.reset();
        if (category) filter_.category = static_cast<study::Category>(*category);
    }
    ImGui::SameLine(0, between);
    choose("##purpose", "All purposes", list_.purposes(), filter_.purpose, each);
    if (one_line) ImGui::SameLine(0, between);
    choose("##base", "All base images", list_.base_images(), filter_.base_image, one_line ? each : width);
    if (list_.filter(filter_)) scroll_to_selected_ = true;
    text(
        format_count(list_.rows().size()) + " of " + counted(results_.projects.size(), "project", "projects"),
        colours().muted);
    if (filter_ == ProjectList::Filter()) return;
    ImGui::SameLine(0, px(12));
    if (link("Clear the filter")) {
        filter_ = {};
        list_.filter(filter_);
    }
}

void ProjectsView::draw_row_menu() {
    constexpr auto of_number = TextColumn::Kind::number;
    constexpr auto of_words = TextColumn::Kind::words;
    static constexpr TextColumn text_columns[] = {
        {"Project", of_words, name},      {"Category", of_words, category},
        {"Purposes", of_words, purposes}, {"Stars", of_number, stars},
        {"Commits", of_number, commits},  {"Contributors", of_number, contributors},
        {"Size (kB)", of_number, size},   {"Dockerfiles", of_number, dockerfiles},
        {"Base images", of_number, bases}};
    const auto cell = [&](size_t row, size_t column) -> std::string {
        const ProjectRow& project = results_.projects[row];
        const auto number = [](const std::optional<double>& value) {
            return value ? study::plain(*value, 3) : std::string();
        };
        switch (column) {
            case 0:
                return project.repo;
            case 1:
                return project.category == study::Category::none
                           ? std::string()
                           : std::string(study::category_name(project.category));
            case 2:
                return joined(project.purposes);
            case 3:
                return number(project.stars);
            case 4:
                return number(project.commits);
            case 5:
                return number(project.contributors);
            case 6:
                return number(project.size);
            case 7:
                return std::to_string(project.dockerfiles.size());
            default:
                return std::to_string(project.base_images.size());
        }
    };
    draw_menu(TableText(text_columns, results_.projects.size(), cell), list_.rows());
}

void ProjectsView::draw_row(size_t place) {
    const uint32_t number = list_.rows()[place];
    const ProjectRow& project = results_.projects[number];
    ImGui::TableNextRow();
    ImGui::PushID(static_cast<int>(number));
    ImGui::TableSetColumnIndex(name);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (row_button("##row", selected_ == number) || (is_reached() && open_)) open(number);
    if (is_reached()) {
        selected_ = number;
        announce(project.repo);
    }
    row_menu(place);
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::SetCursorScreenPos(at);
    const std::string repo = shown(project.repo);
    text(cut_middle(repo, ImGui::GetContentRegionAvail().x));
    if (hovered) {
        std::string words = repo;
        if (project.category != study::Category::none)
            words.append("\n").append(study::category_name(project.category));
        if (!project.purposes.empty()) words += "\n" + shown(joined(project.purposes));
        draw_note(words);
    }
    if (ImGui::TableSetColumnIndex(category)) category_cell(project.category);
    if (ImGui::TableSetColumnIndex(stars)) number_cell(project.stars);
    if (ImGui::TableSetColumnIndex(commits)) number_cell(project.commits);
    if (ImGui::TableSetColumnIndex(contributors)) number_cell(project.contributors);
    if (ImGui::TableSetColumnIndex(size)) {
        if (project.size)
            text_right(size_text(*project.size), colours().text);
        else
            text_right("–", colours().faint);
    }
    if (ImGui::TableSetColumnIndex(dockerfiles)) count_cell(project.dockerfiles.size(), colours().text);
    if (ImGui::TableSetColumnIndex(bases)) count_cell(project.base_images.size(), colours().text);
    if (ImGui::TableSetColumnIndex(purposes)) {
        if (project.purposes.empty())
            text("–", colours().faint);
        else
            text(cut_end(shown(joined(project.purposes)), ImGui::GetContentRegionAvail().x), colours().muted);
    }
    ImGui::PopID();
}

void ProjectsView::draw_table() {
    if (list_.rows().empty()) {
        text_wrapped(
            results_.projects.empty() ? "The data set has no projects." : "No project holds these words.",
            colours().muted);
        return;
    }
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(6), px(6)});
    const float room = ImGui::GetContentRegionAvail().x;
    // Columns that come and go with the width make another table: ImGui keeps those of one.
    const bool has_most = room >= px(760);
    if (begin_rows(has_most ? "projects" : "projects, narrow", columns, flags)) {
        constexpr auto great_first = ImGuiTableColumnFlags_PreferSortDescending;
        const auto if_wider = [&](float width) {
            return room < px(width) ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_None;
        };
        constexpr auto fixed = ImGuiTableColumnFlags_WidthFixed;
        constexpr auto stretched = ImGuiTableColumnFlags_WidthStretch;
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Project", stretched | ImGuiTableColumnFlags_DefaultSort, 0.55f);
        ImGui::TableSetupColumn("Category", fixed | if_wider(480), px(158));
        ImGui::TableSetupColumn("Purposes", stretched | great_first | if_wider(900), 0.45f);
        ImGui::TableSetupColumn("Stars", fixed | great_first, px(56));
        ImGui::TableSetupColumn("Commits", fixed | great_first | if_wider(560), px(62));
        ImGui::TableSetupColumn("Contrib.", fixed | great_first | if_wider(760), px(58));
        ImGui::TableSetupColumn("Size", fixed | great_first | if_wider(760), px(62));
        ImGui::TableSetupColumn("Files", fixed | great_first | if_wider(420), px(44));
        ImGui::TableSetupColumn("Bases", fixed | great_first | if_wider(760), px(48));
        table_heading(columns, stars);
        if (const ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs(); specs && specs->SpecsCount > 0) {
            using Sort = ProjectList::Sort;
            constexpr Sort by[] = {Sort::name,  Sort::category,    Sort::purposes,
                                   Sort::stars, Sort::commits,     Sort::contributors,
                                   Sort::size,  Sort::dockerfiles, Sort::base_images};
            list_.sort(by[std::clamp<int>(specs->Specs[0].ColumnIndex, 0, columns - 1)],
                       specs->Specs[0].SortDirection == ImGuiSortDirection_Descending);
        }
        const auto& rows = list_.rows();
        std::optional<size_t> to_show;
        if (scroll_to_selected_ && selected_) to_show = list_.row_of(*selected_);
        scroll_to_selected_ = false;
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()));
        if (to_show) clipper.IncludeItemByIndex(static_cast<int>(*to_show));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                draw_row(static_cast<size_t>(at));
                if (to_show == static_cast<size_t>(at)) ImGui::SetScrollHereY(0.4f);
            }
        if (menu_wanted()) draw_row_menu();
        end_rows();
    }
    ImGui::PopStyleVar();
}

// ------------------------------------------------------------------------------------------------- one project

void ProjectsView::draw_numbers(const ProjectRow& project) {
    if (ImGui::BeginTable("numbers", 2, ImGuiTableFlags_SizingFixedFit)) {
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(96));
        ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
        fact_of("Stars", project.stars);
        fact_of("Forks", project.forks);
        fact_of("Commits", project.commits);
        fact_of("Contributors", project.contributors);
        fact_of("Releases", project.releases);
        if (project.size) fact("Size", size_text(*project.size), Ink::prose);
        end_table();
    }
    ImGui::Dummy({0, px(6)});
    title("Purposes");
    if (project.purposes.empty())
        text_wrapped("It has no label: that is missing, and says nothing of what it is for.",
                     colours().muted);
    else
        text_wrapped(shown(joined(project.purposes)), colours().text);
    ImGui::Dummy({0, px(6)});
    title("Built on");
    if (project.base_images.empty()) text_wrapped("No image is named.", colours().muted);
    size_t lines = 0;
    const UseFont font(fonts().mono);
    for (const std::string& image : project.base_images) {
        if (++lines > limits::report_rows) break;
        cut_line(image_name(image), image.empty() ? colours().muted : colours().text);
    }
}

void ProjectsView::draw_dockerfiles(const ProjectRow& project) {
    ImGui::Dummy({0, px(6)});
    title(counted(project.dockerfiles.size(), "Dockerfile", "Dockerfiles"));
    size_t files = 0;
    for (const study::DockerfileRow& file : project.dockerfiles) {
        if (++files > limits::report_rows) {
            text(format_count(project.dockerfiles.size() - limits::report_rows) + " more", colours().muted);
            break;
        }
        // What is out of sight is only as high as it would be.
        const size_t shown_rows = std::min(file.instructions.size(), limits::report_rows);
        const float line = ImGui::GetTextLineHeight() + px(3);
        const float height = line * static_cast<float>(shown_rows + file.images.size() + 1) + px(10);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (!ImGui::IsRectVisible(at, {at.x + 1, at.y + height})) {
            ImGui::Dummy({0, height - ImGui::GetStyle().ItemSpacing.y});
            continue;
        }
        ImGui::PushID(static_cast<int>(files));
        float y = at.y;
        const auto next_line = [&] {
            ImGui::SetCursorScreenPos({at.x, y});
            y += line;
        };
        next_line();
        {
            const UseFont font(fonts().mono);
            cut_line(file.file, colours().text);
        }
        for (const std::string& image : file.images) {
            next_line();
            const UseFont font(fonts().small);
            cut_line("on " + image_name(image), colours().muted);
        }
        const float width = ImGui::GetContentRegionAvail().x;
        for (size_t row = 0; row < shown_rows; ++row) {
            const auto& [instruction, count] = file.instructions[row];
            next_line();
            const UseFont font(fonts().small);
            text(cut_end(shown(instruction), px(92)), instruction_colour(instruction));
            ImGui::SetCursorScreenPos({at.x + px(100), y - line});
            bar(share_of(count, most_instructions_), instruction_colour(instruction),
                {std::max(px(20), width - px(100) - px(56)), px(8)});
            const std::string number = format_count(count);
            ImGui::SetCursorScreenPos({at.x + width - ImGui::CalcTextSize(number.c_str()).x, y - line});
            text(number, colours().muted);
        }
        ImGui::SetCursorScreenPos({at.x, at.y + height});
        ImGui::Dummy({0, 0});
        ImGui::SetCursorScreenPos({at.x, at.y + height});
        ImGui::PopID();
    }
}

void ProjectsView::draw_images(const ProjectRow& project) {
    ImGui::Dummy({0, px(6)});
    title(counted(project.images.size(), "published image", "published images"));
    size_t lines = 0;
    {
        const UseFont font(fonts().mono);
        for (const std::string& image : project.images) {
            if (++lines > limits::report_rows) break;
            cut_line(image, colours().text);
        }
    }
    if (project.configs.empty()) {
        if (!project.images.empty())
            text_wrapped("No configuration of them is in the data set.", colours().muted);
        return;
    }
    ImGui::Dummy({0, px(4)});
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(4), px(5)});
    if (begin_rows("configs", 5)) {
        ImGui::TableSetupColumn("Configuration", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("Platform", ImGuiTableColumnFlags_WidthFixed, px(88));
        ImGui::TableSetupColumn("Layers", ImGuiTableColumnFlags_WidthFixed, px(42));
        ImGui::TableSetupColumn("Env", ImGuiTableColumnFlags_WidthFixed, px(32));
        ImGui::TableSetupColumn("Bytes", ImGuiTableColumnFlags_WidthFixed, px(58));
        table_heading(5, 2);
        size_t rows = 0;
        for (const study::ImageConfig& config : project.configs) {
            if (++rows > limits::report_rows) break;
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(static_cast<int>(rows));
            plain_row(rows - 1);
            ImGui::PopID();
            const std::string full = config.image + (config.tag.empty() ? "" : ":" + config.tag);
            cut_line(full, colours().text);
            ImGui::TableNextColumn();
            cut_line(config.os + "/" + config.architecture, colours().muted);
            ImGui::TableNextColumn();
            count_cell(config.rootfs_layers, colours().text);
            ImGui::TableNextColumn();
            count_cell(config.environment, colours().text);
            ImGui::TableNextColumn();
            bytes_cell(config.config_bytes, colours().text);
        }
        if (menu_wanted()) {
            constexpr auto of_number = TextColumn::Kind::number;
            static constexpr TextColumn text_columns[] = {{"Configuration", TextColumn::Kind::code},
                                                          {"Platform"},
                                                          {"Layers", of_number},
                                                          {"Environment variables", of_number},
                                                          {"Size (bytes)", of_number}};
            const auto cell = [&](size_t row, size_t column) {
                const study::ImageConfig& config = project.configs[row];
                if (column == 0) return config.image + (config.tag.empty() ? "" : ":" + config.tag);
                if (column == 1) return config.os + "/" + config.architecture;
                return std::to_string(column == 2   ? config.rootfs_layers
                                      : column == 3 ? config.environment
                                                    : config.config_bytes);
            };
            draw_menu(TableText(text_columns, project.configs.size(), cell));
        }
        end_rows();
    }
    ImGui::PopStyleVar();
}

void ProjectsView::draw_pane(bool narrow) {
    const ProjectRow& project = results_.projects[*selected_];
    const Card card("project", {0, 0});
    if (scroll_pane_to_top_) ImGui::SetScrollY(0);
    scroll_pane_to_top_ = false;
    const float width = ImGui::GetContentRegionAvail().x;
    const char* leave = narrow ? "Back" : "Close";
    const float button = ImGui::CalcTextSize(leave).x + 2 * ImGui::GetStyle().FramePadding.x;
    const ImVec2 corner = ImGui::GetCursorPos();
    {
        const UseFont font(fonts().strong);
        ImGui::SetCursorPosY(corner.y + ImGui::GetStyle().FramePadding.y);
        const std::string repo = shown(project.repo);
        text(cut_middle(repo, width - button - px(12)));
        note(repo);
    }
    ImGui::SetCursorPos({corner.x + width - button, corner.y});
    if (plain_button(leave)) open_ = false;
    note("Escape does the same");
    category_cell(project.category);
    ImGui::Dummy({0, px(4)});
    draw_numbers(project);
    draw_dockerfiles(project);
    draw_images(project);
}

void ProjectsView::draw() {
    read_keys();
    StudyPlace place;
    place.projects = true;
    show_in_address(place);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool narrow = room.x < px(wide_view);
    const bool pane = open_ && selected_ && *selected_ < results_.projects.size();
    if (pane && narrow) return draw_pane(true);
    const float side = std::min(px(440), room.x * 0.42f);
    {
        const Card card("list", {pane ? room.x - side - px(gap) : 0, 0}, Card::Look::table);
        draw_filters();
        draw_table();
    }
    if (!pane) return;
    ImGui::SameLine(0, px(gap));
    draw_pane(false);
}

}  // namespace plimsoll::web
