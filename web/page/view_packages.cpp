#include "web/page/view_packages.h"

#include <algorithm>

#include "web/page/bridge.h"
#include "web/page/controls.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using packages::Package;
using packages::Role;
using report::format_bytes;
using report::format_count;

constexpr size_t most_boxes = 200;
constexpr double least_box = 40;  // pixels: what is smaller can't be pointed at
constexpr float wide_view = 900;  // below it, the cards stand below each other

enum Column : int { name, from, files, weight, layer, columns };

std::string full_name(const Package& package) {
    return shown(package.version.empty() ? package.name : package.name + " " + package.version);
}

const char* words_of(Role role) {
    switch (role) {
        case Role::ml_framework:
            return "ML framework";
        case Role::accelerator:
            return "accelerator library";
        case Role::model_weights:
            return "model weights";
        case Role::none:
            break;
    }
    return "";
}

/// A mark of the package's colour, whose shape says its role: a diamond is a framework, a triangle an accelerator
/// library, a circle model weights, a square all else.
void draw_role(ImVec2 centre, Role role, ImU32 colour) {
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float reach = px(5);
    switch (role) {
        case Role::ml_framework:
            draw->AddQuadFilled({centre.x - reach, centre.y}, {centre.x, centre.y - reach},
                                {centre.x + reach, centre.y}, {centre.x, centre.y + reach}, colour);
            break;
        case Role::accelerator:
            draw->AddTriangleFilled({centre.x - reach, centre.y + reach * 0.8f}, {centre.x, centre.y - reach},
                                    {centre.x + reach, centre.y + reach * 0.8f}, colour);
            break;
        case Role::model_weights:
            draw->AddCircleFilled(centre, reach, colour);
            break;
        case Role::none:
            draw->AddRectFilled({centre.x - reach * 0.8f, centre.y - reach * 0.8f},
                                {centre.x + reach * 0.8f, centre.y + reach * 0.8f}, colour, px(1));
            break;
    }
}

/// What the marks' shapes say, of the roles that there are.
void draw_role_legend(const PackageList& list) {
    const UseFont font(fonts().small);
    bool first = true;
    for (const Role role : {Role::ml_framework, Role::accelerator, Role::model_weights}) {
        if (!list.has(role)) continue;
        if (!first) ImGui::SameLine(0, px(14));
        first = false;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_role({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2}, role, colours().muted);
        ImGui::SetCursorScreenPos({at.x + px(15), at.y});
        text(words_of(role), colours().muted);
    }
}

/// "dpkg, ML framework": where it comes from, and its role, or else its kind.
std::string what_it_is(const Package& package, Kind kind) {
    const char* role = words_of(package.role);
    return std::string(packages::name_of(package.ecosystem)) + ", " +
           (*role ? std::string(role) : std::string(name_of(kind)));
}

std::string weight_of(const Package& package) {
    return format_count(package.bytes) + " bytes in " + counted(package.files, "file", "files");
}

std::string described(const Package& package, Kind kind) {
    std::string words = full_name(package);
    if (!package.location.empty()) words += "\nin " + shown(package.location);
    words += "\n" + what_it_is(package, kind) + "\n" + weight_of(package);
    words += "\nlayer " + std::to_string(package.layer + 1);
    return words;
}

}  // namespace

PackagesView::PackagesView(const Opened& opened) : opened_(opened), list_(opened.report.packages) {
    ecosystem_labels_.push_back("all");
    for (const auto& sum : list_.ecosystems())
        ecosystem_labels_.push_back(std::string(packages::name_of(sum.ecosystem)) + "  " +
                                    format_bytes(sum.bytes));
}

void PackagesView::select(Selection& selection, uint32_t package) {
    selection.package = package;
    scroll_to_selected_ = true;
    const Package& each = opened_.report.packages[package];
    announce(full_name(each) + ": " + format_bytes(each.bytes) + " in " +
             counted(each.files, "file", "files"));
}

// ------------------------------------------------------------------------------------------------- treemap

void PackagesView::lay_out(ImVec2 size) {
    const auto& all = opened_.report.packages;
    const auto& rows = list_.rows();
    std::vector<uint64_t> weights;
    weights.reserve(rows.size());
    for (const uint32_t package : rows) weights.push_back(all[package].bytes);
    const double area = static_cast<double>(size.x) * static_cast<double>(size.y);
    const Heaviest heaviest = heaviest_of(weights, most_boxes - 1, least_box / std::max(area, 1.0));

    charted_.clear();
    charted_rest_.clear();
    std::vector<uint64_t> charted_weights;
    for (const uint32_t at : heaviest.shown) {
        charted_.push_back(rows[at]);
        charted_weights.push_back(weights[at]);
    }
    if (heaviest.rest_weight > 0) charted_weights.push_back(heaviest.rest_weight);
    const auto areas = squarify(charted_weights, {0, 0, size.x, size.y});
    std::vector<TreemapChart::Box> boxes;
    for (size_t at = 0; at < charted_.size(); ++at) {
        const Package& package = all[charted_[at]];
        boxes.push_back(
            {areas[at], shown(package.name), format_bytes(package.bytes), list_.kind(charted_[at])});
    }
    if (heaviest.rest_weight > 0) {
        const std::string many = format_count(heaviest.rest) + " more";
        boxes.push_back({areas.back(), many, format_bytes(heaviest.rest_weight), std::nullopt});
        charted_rest_ = many + ", each too light for a box of its own\n" +
                        format_count(heaviest.rest_weight) + " bytes; the table has them all";
    }
    chart_.lay_out(list_.version(), size, std::move(boxes));
}

void PackagesView::draw_map(Selection& selection, ImVec2 size) {
    const Card card("map", size, Card::Look::still);
    const auto& all = opened_.report.packages;
    const std::string bytes = format_bytes(list_.bytes());
    const bool filtered = list_.rows().size() < all.size();
    {
        const UseFont font(fonts().title);
        text_wrapped(filtered ? bytes + " of the container's " +
                                    format_bytes(opened_.report.filesystem.bytes) + ", by what put it there"
                              : bytes + " in the container, by what put it there: every byte is in one box",
                     colours().muted);
    }
    uint64_t by_kind[kinds];
    for (size_t kind = 0; kind < kinds; ++kind) by_kind[kind] = list_.bytes_of(static_cast<Kind>(kind));
    draw_kind_legend(by_kind);
    ImGui::Dummy({0, px(2)});
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (list_.bytes() == 0) {
        text(filtered ? "What is listed weighs nothing." : "The container has no file with content.",
             colours().muted);
        return;
    }
    if (room.x < px(20) || room.y < px(20)) return;
    // What was sorted anew lies where it lay: only other packages, or another size, need another layout.
    if (!chart_.shows(list_.version(), room)) lay_out(room);
    std::optional<size_t> selected;
    if (selection.package)
        if (const auto found = std::find(charted_.begin(), charted_.end(), *selection.package);
            found != charted_.end())
            selected = static_cast<size_t>(found - charted_.begin());
    const auto touched = chart_.draw("treemap", selected);
    if (touched.hovered)
        draw_note(*touched.hovered < charted_.size()
                      ? described(all[charted_[*touched.hovered]], list_.kind(charted_[*touched.hovered]))
                      : charted_rest_);
    if (touched.clicked && *touched.clicked < charted_.size()) select(selection, charted_[*touched.clicked]);
}

// --------------------------------------------------------------------------------------------------- table

void PackagesView::draw_filter() {
    ImGui::Dummy({0, px(2)});
    search_field("##words", "Filter by name, version or place", words_, ImGui::GetContentRegionAvail().x);
    choices("ecosystems", ecosystem_labels_, ecosystem_);
    list_.filter(ecosystem_ == 0 ? std::nullopt : std::optional(list_.ecosystems()[ecosystem_ - 1].ecosystem),
                 words_);
    draw_role_legend(list_);
}

void PackagesView::draw_row(Selection& selection, size_t place) {
    const uint32_t number = list_.rows()[place];
    const Package& package = opened_.report.packages[number];
    ImGui::TableNextRow();
    ImGui::PushID(static_cast<int>(number));
    ImGui::TableSetColumnIndex(name);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (select_row("##row", selection.package == number)) selection.package = number;
    row_menu(place);
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort);
    draw_role({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2}, package.role,
              kind_colour(list_.kind(number)));
    ImGui::SetCursorScreenPos({at.x + px(18), at.y});
    const float room = ImGui::GetContentRegionAvail().x;
    const std::string line = shown(package.name), version = shown(package.version);
    const std::string cut = cut_middle(line, room);
    text(cut, colours().text);
    const float left = room - ImGui::CalcTextSize((cut + " ").c_str()).x;
    if (!version.empty() && left > px(24)) {
        ImGui::SameLine(0, ImGui::CalcTextSize(" ").x);
        text(cut_end(version, left), colours().muted);
    }
    if (hovered) draw_note(described(package, list_.kind(number)));
    if (ImGui::TableSetColumnIndex(from)) text(packages::name_of(package.ecosystem), colours().muted);
    if (ImGui::TableSetColumnIndex(files)) count_cell(package.files, colours().muted);
    ImGui::TableSetColumnIndex(weight);
    bytes_cell(package.bytes, colours().text);
    if (ImGui::TableSetColumnIndex(layer)) text_right(std::to_string(package.layer + 1), colours().muted);
    ImGui::PopID();
}

void PackagesView::draw_row_menu(Selection& selection) {
    constexpr auto of_number = TextColumn::Kind::number;
    constexpr auto of_words = TextColumn::Kind::words;
    static constexpr TextColumn text_columns[] = {{"Package", of_words, name},
                                                  {"Version", of_words, from},
                                                  {"From", of_words, from},
                                                  {"Files", of_number, files},
                                                  {"Weight (bytes)", of_number, weight},
                                                  {"Layer", of_number, layer},
                                                  {"Place", TextColumn::Kind::code, columns}};
    const auto& all = opened_.report.packages;
    const auto cell = [&](size_t row, size_t column) -> std::string {
        const Package& package = all[row];
        switch (column) {
            case 0:
                return package.name;
            case 1:
                return package.version;
            case 2:
                return std::string(packages::name_of(package.ecosystem));
            case 3:
                return std::to_string(package.files);
            case 4:
                return std::to_string(package.bytes);
            case 5:
                return std::to_string(package.layer + 1);
            default:
                return package.location;
        }
    };
    const auto& rows = list_.rows();
    const size_t row = menu_row();
    const bool has_place = row < rows.size() && !opened_.saved && !all[rows[row]].location.empty();
    const auto way = draw_menu(TableText(text_columns, all.size(), cell), rows,
                               {"Show its layer", has_place ? "Show in Files" : nullptr});
    if (way == 0) selection.show_layer(all[rows[row]].layer);
    if (way == 1) selection.show_file(all[rows[row]].location, std::nullopt);
}

void PackagesView::draw_table(Selection& selection) {
    constexpr auto flags = ImGuiTableFlags_Sortable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX;
    if (list_.rows().empty()) text("No package holds these words.", colours().muted);
    if (list_.rows().size() < opened_.report.packages.size() &&
        draw_matches(list_.rows().size(), opened_.report.packages.size())) {
        words_.clear();
        ecosystem_ = 0;
        list_.filter(std::nullopt, words_);
    }
    if (list_.rows().empty()) return;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(6), ImGui::GetStyle().CellPadding.y});
    if (begin_rows("packages", columns, flags)) {
        constexpr auto heavy_first = ImGuiTableColumnFlags_PreferSortDescending;
        const auto if_wide = ImGui::GetContentRegionAvail().x < px(420) ? ImGuiTableColumnFlags_Disabled
                                                                        : ImGuiTableColumnFlags_None;
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn("Package", ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("From", if_wide, px(46));
        ImGui::TableSetupColumn("Files", heavy_first | if_wide, px(50));
        ImGui::TableSetupColumn("Weight", heavy_first | ImGuiTableColumnFlags_DefaultSort, px(58));
        ImGui::TableSetupColumn("Layer", if_wide, px(38));
        table_heading(columns, files);
        if (const ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs(); specs && specs->SpecsCount > 0) {
            using Sort = PackageList::Sort;
            constexpr Sort by[] = {Sort::name, Sort::ecosystem, Sort::files, Sort::bytes, Sort::layer};
            list_.sort(by[std::clamp<int>(specs->Specs[0].ColumnIndex, 0, columns - 1)],
                       specs->Specs[0].SortDirection == ImGuiSortDirection_Descending);
        }
        const auto& rows = list_.rows();
        std::optional<size_t> to_show;
        if (scroll_to_selected_ && selection.package) to_show = list_.row_of(*selection.package);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(rows.size()));
        if (to_show) clipper.IncludeItemByIndex(static_cast<int>(*to_show));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                draw_row(selection, static_cast<size_t>(at));
                if (to_show == static_cast<size_t>(at)) ImGui::SetScrollHereY(0.4f);
            }
        scroll_to_selected_ = false;
        if (menu_wanted()) draw_row_menu(selection);
        end_rows();
    }
    ImGui::PopStyleVar();
}

// -------------------------------------------------------------------------------------------------- detail

const std::vector<WeightRow>& PackagesView::files_of(uint32_t package) {
    if (files_of_ == package) return files_;
    files_of_ = package;
    files_.clear();
    const image::FileSystem& system = opened_.analysis.files();
    const auto& owners = opened_.analysis.owners();
    std::vector<uint32_t> paths;
    for (uint32_t path = 0; path < std::min<size_t>(owners.size(), system.paths().size()); ++path)
        if (owners[path] == package) paths.push_back(path);
    constexpr size_t most = 50;
    const auto end = paths.begin() + static_cast<ptrdiff_t>(std::min(most, paths.size()));
    std::partial_sort(paths.begin(), end, paths.end(), [&](uint32_t a, uint32_t b) {
        return system.size(a) != system.size(b) ? system.size(a) > system.size(b) : a < b;
    });
    for (auto path = paths.begin(); path != end; ++path)
        files_.push_back({system.paths().text(*path), system.size(*path), ""});
    return files_;
}

void PackagesView::draw_detail(Selection& selection) {
    const Package& package = opened_.report.packages[*selection.package];
    {
        const UseFont font(fonts().strong);
        const std::string line = full_name(package);
        text(cut_middle(line, ImGui::GetContentRegionAvail().x));
        note(line);
    }
    text_wrapped(what_it_is(package, list_.kind(*selection.package)), colours().muted);
    text_wrapped(weight_of(package) + " ·", colours().muted);
    ImGui::SameLine(0, ImGui::CalcTextSize(" ").x);
    if (link("layer " + std::to_string(package.layer + 1))) selection.show_layer(package.layer);
    if (!package.location.empty()) {
        const UseFont font(fonts().mono);
        const std::string line = shown(package.location);
        text(cut_middle(line, ImGui::GetContentRegionAvail().x), colours().muted);
        note(line);
    }
    const auto& heaviest = files_of(*selection.package);
    if (heaviest.empty()) {
        text_wrapped(opened_.saved ? "A saved report does not say which files are its."
                                   : "Its files are not known one by one.",
                     colours().muted);
        return;
    }
    if (const auto clicked = draw_weights("files", heaviest, nullptr))
        selection.show_file(heaviest[*clicked].path, std::nullopt);
}

void PackagesView::draw(Selection& selection) {
    if (opened_.report.packages.empty()) {
        const Card card("empty", {0, 0});
        title("Packages");
        text_wrapped("The container has no files that anything could have put there.", colours().muted);
        return;
    }
    if (!selection.package || *selection.package >= opened_.report.packages.size()) selection.package = 0;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x < px(wide_view)) {
        draw_map(selection, {0, std::max(px(300), room.y * 0.5f)});
        vertical_gap();
        {
            const Card card("table", {0, px(440)}, Card::Look::table);
            draw_filter();
            draw_table(selection);
        }
        vertical_gap();
        const Card card("detail", {0, px(260)});
        draw_detail(selection);
        return;
    }
    const float side = std::min(px(480), room.x * 0.42f);
    draw_map(selection, {room.x - side - px(gap), 0});
    ImGui::SameLine(0, px(gap));
    ImGui::BeginGroup();
    const float detail = px(236);
    {
        const Card card("table", {0, room.y - detail - px(gap)}, Card::Look::table);
        draw_filter();
        draw_table(selection);
    }
    vertical_gap();
    {
        const Card card("detail", {0, 0});
        draw_detail(selection);
    }
    ImGui::EndGroup();
}

}  // namespace plimsoll::web
