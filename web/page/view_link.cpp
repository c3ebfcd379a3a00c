#include "web/page/view_link.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <span>

#include "core/findings/kinds.h"
#include "core/sorting.h"
#include "web/page/bridge.h"
#include "web/page/figure_cards.h"
#include "web/page/focus.h"
#include "web/page/severity.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using link::Essence;
using report::format_bytes;
using report::format_count;
using Part = Selection::View;

constexpr Part all_parts[] = {Part::overview, Part::layers,   Part::files,    Part::packages,
                              Part::types,    Part::findings, Part::taxonomy, Part::study};

constexpr const char* ecosystem_names[] = {"Debian packages", "Alpine packages",    "Conda packages",
                                           "Python packages", "npm packages",       "R packages",
                                           "Julia packages",  "Files of no package"};
static_assert(std::size(ecosystem_names) == std::tuple_size_v<decltype(Essence::ecosystems)>);

std::string joined(const std::vector<std::string>& words, const char* between) {
    std::string line;
    for (const std::string& word : words) line.append(line.empty() ? "" : between).append(word);
    return line;
}

/// "Layers", or "Layers: 40 of 112" where some are missing.
template <class Row>
std::string heading(const char* name, const link::Shown<Row>& list) {
    if (list.rows.size() == list.of) return name;
    return std::string(name) + ": " + format_count(list.rows.size()) + " of " + format_count(list.of);
}

struct Column {
    const char* name;
    float width;                   ///< in CSS pixels; 0: what is left
    const char* copied = nullptr;  ///< its heading where it is copied, if that is another
};

using DrawCell = void (*)(const void* cells, size_t row, int column);

constexpr size_t few_rows = 12;  // that are looked through without a filter

void draw_table(const char* id, TableRows& rows, std::span<const Column> columns, int first_number,
                const TableText& table, DrawCell draw_cell, const void* cells) {
    if (table.rows > few_rows) {
        ImGui::PushID(id);
        const bool any = draw_filter(rows, table, 0, "Filter");
        ImGui::PopID();
        if (!any) return;
    }
    const auto count = static_cast<int>(columns.size());
    if (!begin_rows(id, count, ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate)) return;
    for (int at = 0; at < count; ++at) {
        const Column& column = columns[static_cast<size_t>(at)];
        ImGui::TableSetupColumn(
            column.name,
            (column.width > 0 ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch) |
                (at >= first_number ? ImGuiTableColumnFlags_PreferSortDescending
                                    : ImGuiTableColumnFlags_None),
            column.width > 0 ? px(column.width) : 0);
    }
    table_heading(count, first_number);
    sort_rows(rows, table, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.shown().size()));
    while (clipper.Step())
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            const auto place = static_cast<size_t>(at);
            ImGui::TableNextRow();
            ImGui::PushID(at);
            for (int column = 0; column < count; ++column) {
                ImGui::TableNextColumn();
                if (column == 0) plain_row(place);
                draw_cell(cells, rows.shown()[place], column);
            }
            ImGui::PopID();
        }
    if (menu_wanted()) draw_menu(table, rows.shown());
    end_rows();
}

/// A table, each cell drawn by `cell(row, column)`, which finds the cursor in it, and copied as `words(row, column)`.
template <class Cell, class Words>
void draw_rows(std::map<std::string, TableRows>& tables, const char* id,
               std::initializer_list<Column> columns, int first_number, size_t rows, const Cell& cell,
               const Words& words) {
    constexpr size_t most_columns = 6;
    TextColumn text_columns[most_columns];
    size_t number = 0;
    for (const Column& column : columns) {
        text_columns[number] = {
            column.copied ? column.copied : column.name,
            static_cast<int>(number) >= first_number ? TextColumn::Kind::number : TextColumn::Kind::words};
        if (++number == most_columns) break;
    }
    draw_table(
        id, tables[id], columns, first_number, TableText(std::span(text_columns).first(number), rows, words),
        [](const void* cells, size_t row, int column) { (*static_cast<const Cell*>(cells))(row, column); },
        &cell);
}

/// Whatever a link says is text, cut to its cell and whole in a note.
void draw_text(const std::string& words, ImFont* font, ImU32 colour) {
    const UseFont use(font);
    const std::string line = shown(words);
    const std::string fitting = cut_middle(line, ImGui::GetContentRegionAvail().x);
    text(fitting, colour);
    if (fitting != line) note(line);
}
void draw_text(const std::string& words) { draw_text(words, fonts().text, colours().text); }
void draw_code(const std::string& words) { draw_text(words, fonts().mono, colours().text); }

/// What the sharer did not share.
void draw_not_shared() { text("not shared", colours().faint); }

void draw_sentence(const std::string& words) {
    const UseFont font(fonts().small);
    text_wrapped(words, colours().muted);
}

std::string in_hundredths(uint64_t value) {
    char words[32];
    std::snprintf(words, sizeof words, "%.2f", static_cast<double>(value) / 100);
    std::string line = words;
    while (line.ends_with('0')) line.pop_back();
    if (line.ends_with('.')) line.pop_back();
    return line;
}

std::string_view meaning_of(const std::string& id) {
    for (const findings::KindOfFinding& kind : findings::kinds())
        if (kind.id == id) return kind.meaning;
    return {};
}

/// The first letter of a sentence.
std::string capital(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
    return words;
}

/// With its unit: "directory_depth" as "Directory depth", "type:Python" as "Python, % of files". study::place() has the units.
std::string metric_name(const std::string& metric) {
    constexpr std::string_view type = "type:";
    if (metric.starts_with(type)) return metric.substr(type.size()) + ", % of files";
    if (metric == "config_bytes") return "Configuration, KiB";
    if (metric == "stored_bytes") return "Stored, MB";
    if (metric == "environment") return "Environment variables";
    std::string words = metric;
    std::replace(words.begin(), words.end(), '_', ' ');
    return capital(std::move(words));
}

constexpr int most_settling = 30, frames_to_be_still = 5;

}  // namespace

LinkView::LinkView(const Essence& essence) : essence_(essence) { tops_.fill(-1); }

bool LinkView::has(Part part) const {
    if (part == Part::overview) return true;
    return !essence_.card &&
           std::find(std::begin(all_parts), std::end(all_parts), part) != std::end(all_parts);
}

void LinkView::go_to(Part part, std::optional<uint32_t> layer) {
    part_ = has(part) ? part : Part::overview;
    layer_ = part_ == Part::layers ? layer : std::nullopt;
    wanted_ = part_;
    settling_ = most_settling;
    still_ = 0;
}

void LinkView::begin(Part part) { tops_[static_cast<size_t>(part)] = ImGui::GetCursorPosY(); }

void LinkView::follow_scrolling() {
    const float scroll = ImGui::GetScrollY();
    if (wanted_) {
        const float top = tops_[static_cast<size_t>(*wanted_)], before = settled_scroll_;
        settled_scroll_ = std::clamp(top, 0.0f, ImGui::GetScrollMaxY());
        if (wanted_ == Part::overview) settled_scroll_ = 0;
        ImGui::SetScrollY(settled_scroll_);
        // Cards that lie in others learn their heights one frame after the other.
        still_ = settled_scroll_ == before && std::abs(scroll - before) < 1 ? still_ + 1 : 0;
        if (still_ >= frames_to_be_still || --settling_ <= 0) wanted_.reset();
        request_frame();
        return;
    }
    if (std::abs(scroll - settled_scroll_) < 1) return;
    settled_scroll_ = -1;
    // What stands at the top; at the end, what stands at the end.
    part_ = Part::overview;
    const float line = scroll + px(80);
    for (const Part part : all_parts)
        if (tops_[static_cast<size_t>(part)] >= 0 && tops_[static_cast<size_t>(part)] <= line) part_ = part;
}

// ------------------------------------------------------------------------------------------------------ the cards

void LinkView::draw_banner() {
    const Card card("banner", {0, 0}, Card::Look::grown);
    const char* button = "Choose the image";
    const float button_width = ImGui::CalcTextSize(button).x + 2 * ImGui::GetStyle().FramePadding.x;
    const ImVec2 start = ImGui::GetCursorPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const bool wide = room > px(700);
    draw_edge(colours().warning);
    ImGui::PushTextWrapPos(wide ? start.x + room - button_width - px(24) : 0);
    text(
        "These numbers come from the link and were not recomputed here. Drop the image on the page, or "
        "choose "
        "it, to hold them against it.",
        colours().text);
    ImGui::PopTextWrapPos();
    if (wide) {
        const ImVec2 end = ImGui::GetCursorPos();
        ImGui::SetCursorPos({start.x + room - button_width, start.y - px(6)});
        if (plain_button(button)) choose_files();
        ImGui::SetCursorPos(end);
        ImGui::Dummy({0, 0});
    } else {
        ImGui::Dummy({0, px(4)});
        if (plain_button(button)) choose_files();
    }
}

void LinkView::draw_figures() {
    const uint64_t findings = essence_.finding_counts[0].count + essence_.finding_counts[1].count +
                              essence_.finding_counts[2].count;
    const uint64_t serious = essence_.finding_counts[static_cast<size_t>(findings::Severity::serious)].count;
    const FigureCard figures[] = {
        {"Shipped", format_bytes(essence_.totals.file_bytes),
         "in " + counted(essence_.layer_count, "layer", "layers") + (essence_.complete ? "" : ", at least")},
        {"In the container", format_bytes(essence_.filesystem.bytes),
         counted(essence_.filesystem.inodes, "distinct file", "distinct files")},
        {"Hidden by later layers", format_bytes(essence_.hidden_bytes),
         percent(share_of(essence_.hidden_bytes, essence_.totals.file_bytes)) + " of shipped"},
        {"Packages", format_count(essence_.package_count),
         "in " + counted(essence_.filesystem.files, "file", "files")},
        {"Findings", format_count(findings),
         serious > 0 ? counted(serious, "is serious", "are serious") : "none is serious"},
    };
    draw_figure_cards(figures, px(108));
}

void LinkView::draw_identity(float height) {
    const Card card("identity", {0, height}, height > 0 ? Card::Look::padded : Card::Look::grown);
    title("Image");
    if (!ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit)) return;
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(96));
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
    fact("title", essence_.title, Ink::prose);
    fact("authors", joined(essence_.authors, "; "), Ink::prose);
    fact("DOI", essence_.doi);
    fact("name", joined(essence_.references.rows, ", "));
    fact("platform", essence_.platform.text());
    fact("created", essence_.created ? link::date_text(*essence_.created) : "");
    fact("manifest", essence_.manifest_digest);
    fact("image ID", essence_.config_digest);
    fact("report", essence_.report_digest);
    std::string archive = essence_.source_name.empty() ? "" : essence_.source_name + ", ";
    archive.append(format_bytes(essence_.source_bytes)).append(", ").append(image::name_of(essence_.layout));
    if (essence_.compression != bytes::Compression::none)
        archive.append(", ").append(bytes::name_of(essence_.compression));
    fact("archive", archive);
    fact("stored", format_bytes(essence_.totals.blob_bytes) + " in all layers", Ink::prose);
    fact("efficiency",
         percent(link::efficiency(essence_)) + ", as dive counts " +
             percent(essence_.dive_efficiency / 10'000.0),
         Ink::prose);
    fact("category",
         essence_.category.empty() ? ""
                                   : essence_.category + ", " + percent(essence_.category_score / 1'000.0),
         Ink::prose);
    fact("made by", "Plimsoll " + essence_.version, Ink::prose);
    if (essence_.errors + essence_.warnings > 0)
        fact("problems",
             counted(essence_.errors, "error", "errors") + ", " +
                 counted(essence_.warnings, "warning", "warnings"),
             Ink::prose);
    end_table();
}

void LinkView::draw_left_out(float height) {
    const Card card("left out", {0, height}, height > 0 ? Card::Look::padded : Card::Look::grown);
    title("What the link holds");
    if (essence_.card)
        text_wrapped(
            "It is a card: headline figures only. A full link has layers, packages and findings, too.",
            colours().text);
    const auto list = [](const std::vector<std::string>& sentences, const char* subject) {
        for (const std::string& sentence : sentences) {
            text_wrapped(shown("•  " + std::string(subject) + sentence + "."), colours().text);
        }
    };
    text("Who made it chose what it tells:", colours().muted);
    list(link::sharing(essence_), "It ");
    const std::vector<std::string> cuts = link::cuts(essence_);
    if (cuts.empty()) return;
    ImGui::Dummy({0, px(4)});
    text("For want of room:", colours().muted);
    list(cuts, "It ");
}

void LinkView::draw_load(float height) {
    const Card card("load", {0, height}, height > 0 ? Card::Look::padded : Card::Look::grown);
    title("Load");
    const Colours& c = colours();
    struct Share {
        std::string name, detail;
        uint64_t bytes;
        ImU32 colour;
    };
    std::vector<Share> shares;
    for (size_t number = 0; number < essence_.ecosystems.size(); ++number) {
        const Essence::Ecosystem& sum = essence_.ecosystems[number];
        if (sum.packages == 0) continue;
        const bool packages = number + 1 < essence_.ecosystems.size();
        shares.push_back({ecosystem_names[number],
                          packages ? format_count(sum.packages) : counted(sum.packages, "group", "groups"),
                          sum.bytes, c.run});
    }
    if (shares.empty()) shares.push_back({"In the container", "", essence_.filesystem.bytes, c.run});
    sort_stably(shares.begin(), shares.end(),
                [](const Share& a, const Share& b) { return a.bytes > b.bytes; });
    float opacity = 1;
    for (Share& share : shares) {
        share.colour = mixed(c.card, c.run, opacity);
        opacity = std::max(0.2f, opacity * 0.72f);
    }
    shares.push_back({"Hidden by later layers", "", essence_.hidden_bytes, c.raised});
    double whole = 0;
    for (const Share& share : shares) whole += static_cast<double>(share.bytes);

    // What it carries from the left, what is hidden hatched at the right.
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, high = px(34);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    double left = 0;
    for (const Share& share : shares) {
        if (share.bytes == 0 || whole <= 0) continue;
        const double right = left + static_cast<double>(share.bytes) / whole;
        const ImVec2 from{std::round(at.x + static_cast<float>(left) * width), at.y},
            to{std::round(at.x + static_cast<float>(right) * width), at.y + high};
        draw->PushClipRect(from, to, true);
        draw->AddRectFilled(at, {at.x + width, at.y + high}, share.colour, px(3));
        if (&share == &shares.back()) draw_hatching(from, to, c.bad);
        draw->AddLine({to.x, at.y}, {to.x, to.y}, c.card, px(1));
        draw->PopClipRect();
        left = right;
    }
    draw->AddRect(at, {at.x + width, at.y + high}, c.line, px(3), 0, px(1));
    ImGui::Dummy({width, high});
    ImGui::Dummy({0, px(4)});
    const auto cell = [&](size_t row, int column) {
        const Share& share = shares[row];
        if (column == 1) return bytes_cell(share.bytes, c.text);
        if (column == 2) return text_right(share.detail, c.muted);
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const float middle = corner.y + ImGui::GetTextLineHeight() / 2;
        const ImVec2 from{corner.x, middle - px(5)}, to{corner.x + px(10), middle + px(5)};
        ImGui::GetWindowDrawList()->AddRectFilled(from, to, share.colour, px(2));
        if (row + 1 == shares.size()) draw_hatching(from, to, c.bad);
        ImGui::SetCursorScreenPos({corner.x + px(18), corner.y});
        draw_text(share.name);
    };
    const auto words = [&](size_t row, size_t column) {
        const Share& share = shares[row];
        return column == 0 ? share.name : column == 1 ? std::to_string(share.bytes) : share.detail;
    };
    if (width > px(420))
        draw_rows(tables_, "shares", {{"Of what", 0}, {"Size", 84, "Size (bytes)"}, {"How many", 96}}, 1,
                  shares.size(), cell, words);
    else
        draw_rows(tables_, "shares", {{"Of what", 0}, {"Size", 84, "Size (bytes)"}}, 1, shares.size(), cell,
                  words);
}

void LinkView::draw_layer_strip() {
    uint64_t sum = 0;
    for (const Essence::Layer& layer : essence_.layers.rows) sum += layer.file_bytes;
    if (sum == 0) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, high = px(30);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    double before = 0;
    for (const Essence::Layer& layer : essence_.layers.rows) {
        if (layer.file_bytes == 0) continue;
        const float left = std::round(at.x + static_cast<float>(before / static_cast<double>(sum)) * width);
        before += static_cast<double>(layer.file_bytes);
        const float right = std::max(
            left + 1,
            std::round(at.x + static_cast<float>(before / static_cast<double>(sum)) * width) - px(1));
        draw->AddRectFilled({left, at.y}, {right, at.y + high},
                            faded(instruction_colour(layer.instruction), layer_ == layer.index ? 1.0f : 0.6f),
                            px(2));
        if (layer.hidden_bytes > 0) {
            const float hatched = (right - left) * static_cast<float>(std::min(
                                                       1.0, share_of(layer.hidden_bytes, layer.file_bytes)));
            draw_hatching({right - hatched, at.y}, {right, at.y + high}, colours().bad);
        }
        if (ImGui::IsMouseHoveringRect({left, at.y}, {right, at.y + high}))
            draw_note("Layer " + std::to_string(uint64_t{layer.index} + 1) + ": " +
                      format_bytes(layer.file_bytes) + " shipped");
    }
    ImGui::Dummy({width, high});
    ImGui::Dummy({0, px(2)});
}

void LinkView::draw_layers() {
    const Card card("layers", {0, 0}, Card::Look::grown);
    title(heading("Layers", essence_.layers));
    draw_layer_strip();
    const bool wide = ImGui::GetContentRegionAvail().x > px(600);
    const auto cell = [&](size_t number, int column) {
        const Essence::Layer& layer = essence_.layers.rows[number];
        if (column == 0) {
            if (layer_ == layer.index) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, colours().raised);
            return text(format_count(uint64_t{layer.index} + 1), colours().muted);
        }
        if (column == 1) {
            if (layer.instruction.empty())
                return text(layer.complete ? "–" : "– (read in part)", colours().faint);
            {
                const UseFont font(fonts().mono);
                text(shown(layer.instruction), instruction_colour(layer.instruction));
            }
            ImGui::SameLine(0, px(8));
            if (!layer.command.empty())
                draw_code(layer.command);
            else if (essence_.shared.commands)
                text(layer.complete ? "" : "(read in part)", colours().faint);
            else
                draw_not_shared();
            return;
        }
        if (column == 2) return bytes_cell(layer.file_bytes, colours().text);
        if (column == 3) return bytes_cell(layer.hidden_bytes, colours().text);
        if (column == 4) return bytes_cell(layer.blob_bytes, colours().text);
        count_cell(layer.files, colours().text);
    };
    const auto words = [&](size_t number, size_t column) {
        const Essence::Layer& layer = essence_.layers.rows[number];
        if (column == 1) return layer.instruction + (layer.command.empty() ? "" : " ") + layer.command;
        return std::to_string(column == 0   ? uint64_t{layer.index} + 1
                              : column == 2 ? layer.file_bytes
                              : column == 3 ? layer.hidden_bytes
                              : column == 4 ? layer.blob_bytes
                                            : layer.files);
    };
    constexpr Column number{"#", 24, "Layer"}, shipped{"Shipped", 76, "Shipped (bytes)"};
    if (wide)
        draw_rows(tables_, "layers",
                  {number,
                   {"Made by", 0},
                   shipped,
                   {"Hidden", 76, "Hidden (bytes)"},
                   {"Stored", 76, "Stored (bytes)"},
                   {"Files", 64}},
                  2, essence_.layers.rows.size(), cell, words);
    else
        draw_rows(tables_, "layers", {number, {"Made by", 0}, shipped}, 2, essence_.layers.rows.size(), cell,
                  words);
}

void LinkView::draw_files() {
    const Card card("files", {0, 0}, Card::Look::grown);
    title(heading("Heaviest files", essence_.largest_files));
    if (!essence_.shared.paths) draw_sentence("Where they lie was not shared.");
    draw_rows(
        tables_, "files", {{"File", 0}, {"Layer", 48}, {"Size", 76, "Size (bytes)"}}, 1,
        essence_.largest_files.rows.size(),
        [&](size_t row, int column) {
            const Essence::File& file = essence_.largest_files.rows[row];
            if (column == 1) return count_cell(uint64_t{file.layer} + 1, colours().muted);
            if (column == 2) return bytes_cell(file.bytes, colours().text);
            if (!file.path.empty()) return draw_code(file.path);
            draw_text(file.type.empty() ? "a file" : file.type, fonts().text, colours().muted);
        },
        [&](size_t row, size_t column) -> std::string {
            const Essence::File& file = essence_.largest_files.rows[row];
            if (column > 0) return std::to_string(column == 1 ? uint64_t{file.layer} + 1 : file.bytes);
            return file.path.empty() ? file.type : file.path;
        });
}

void LinkView::draw_packages() {
    const Card card("packages", {0, 0}, Card::Look::grown);
    title(heading("Packages", essence_.packages));
    // Where there is no room for more, the name and the size.
    const bool narrow = ImGui::GetContentRegionAvail().x < px(420);
    const auto column_of = [&](auto column) { return narrow && column == 1 ? 3 : static_cast<int>(column); };
    const auto cell = [&](size_t row, int column) {
        const Essence::Package& package = essence_.packages.rows[row];
        switch (column_of(column)) {
            case 0:
                return package.name.empty() ? draw_not_shared() : draw_text(package.name);
            case 1:
                return text(packages::name_of(package.ecosystem), colours().muted);
            case 2:
                return draw_text(package.version, fonts().text, colours().muted);
            default:
                return bytes_cell(package.bytes, colours().text);
        }
    };
    const auto words = [&](size_t row, size_t column) -> std::string {
        const Essence::Package& package = essence_.packages.rows[row];
        switch (column_of(column)) {
            case 0:
                return package.name;
            case 1:
                return std::string(packages::name_of(package.ecosystem));
            case 2:
                return package.version;
            default:
                return std::to_string(package.bytes);
        }
    };
    constexpr Column name{"Package", 0}, size{"Size", 76, "Size (bytes)"};
    const size_t rows = essence_.packages.rows.size();
    if (narrow)
        draw_rows(tables_, "packages", {name, size}, 1, rows, cell, words);
    else
        draw_rows(tables_, "packages", {name, {"From", 58}, {"Version", 96}, size}, 3, rows, cell, words);
}

void LinkView::draw_types() {
    const Card card("types", {0, 0}, Card::Look::grown);
    title(heading("File types", essence_.types));
    draw_rows(
        tables_, "types", {{"Type", 0}, {"Files", 64}, {"Size", 76, "Size (bytes)"}}, 1,
        essence_.types.rows.size(),
        [&](size_t row, int column) {
            const Essence::Type& type = essence_.types.rows[row];
            if (column == 0) return draw_text(type.type);
            if (column == 1) return count_cell(type.files, colours().text);
            bytes_cell(type.bytes, colours().text);
        },
        [&](size_t row, size_t column) {
            const Essence::Type& type = essence_.types.rows[row];
            return column == 0 ? type.type : std::to_string(column == 1 ? type.files : type.bytes);
        });
}

void LinkView::draw_findings() {
    const Card card("findings", {0, 0}, Card::Look::grown);
    title(heading("Findings", essence_.findings));
    if (essence_.findings.of == 0) {
        text_wrapped("Nothing was found that the image could do without.", colours().muted);
        return;
    }
    draw_rows(
        tables_, "findings", {{"Finding", 0}, {"Layer", 48}, {"Saves", 76, "Saves (bytes)"}}, 1,
        essence_.findings.rows.size(),
        [&](size_t row, int column) {
            const Essence::Finding& finding = essence_.findings.rows[row];
            if (column == 1) {
                if (finding.layer) count_cell(uint64_t{*finding.layer} + 1, colours().muted);
                return;
            }
            if (column == 2) {
                if (finding.bytes > 0) bytes_cell(finding.bytes, colours().text);
                return;
            }
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_severity_mark({at.x + px(6), at.y + ImGui::GetTextLineHeight() / 2}, finding.severity);
            ImGui::SetCursorScreenPos({at.x + px(20), at.y});
            const std::string_view meaning = meaning_of(finding.id);
            draw_text(meaning.empty() ? finding.id : capital(std::string(meaning)));
            note(shown(finding.id) + "\n" + std::string(findings::name_of(finding.severity)) + ", " +
                 counted(finding.evidence_count, "place", "places"));
        },
        [&](size_t row, size_t column) -> std::string {
            const Essence::Finding& finding = essence_.findings.rows[row];
            if (column == 1) return finding.layer ? std::to_string(uint64_t{*finding.layer} + 1) : "";
            if (column == 2) return finding.bytes > 0 ? std::to_string(finding.bytes) : "";
            const std::string_view meaning = meaning_of(finding.id);
            return meaning.empty() ? finding.id : capital(std::string(meaning));
        });
}

void LinkView::draw_taxonomy() {
    const Card card("taxonomy", {0, 0}, Card::Look::grown);
    title(heading("What Docker is used for", essence_.purposes));
    if (essence_.purposes.rows.empty()) text_wrapped("No purpose was found.", colours().muted);
    if (!essence_.purposes.rows.empty())
        draw_rows(
            tables_, "purposes", {{"Purpose", 0}, {"Probability", 84}}, 1, essence_.purposes.rows.size(),
            [&](size_t row, int column) {
                const Essence::Purpose& purpose = essence_.purposes.rows[row];
                if (column == 1) return text_right(percent(purpose.score / 1'000.0), colours().text);
                draw_text(purpose.label + (purpose.subcategory.empty() ? "" : ": ") + purpose.subcategory);
            },
            [&](size_t row, size_t column) {
                const Essence::Purpose& purpose = essence_.purposes.rows[row];
                if (column == 1) return std::to_string(purpose.score / 1'000.0);
                return purpose.label + (purpose.subcategory.empty() ? "" : ": ") + purpose.subcategory;
            });
    if (!essence_.bases.rows.empty())
        draw_rows(
            tables_, "bases", {{"Built on", 0}, {"Which is", 170}}, 2, essence_.bases.rows.size(),
            [&](size_t row, int column) {
                const Essence::Base& base = essence_.bases.rows[row];
                if (column == 1) return draw_text(joined(base.types, ", "), fonts().text, colours().muted);
                if (base.image.empty()) return draw_not_shared();
                draw_code(base.image);
            },
            [&](size_t row, size_t column) {
                const Essence::Base& base = essence_.bases.rows[row];
                return column == 0 ? base.image : joined(base.types, ", ");
            });
    if (!essence_.instructions.rows.empty())
        draw_rows(
            tables_, "instructions", {{"Instruction", 0}, {"Times", 64}}, 1,
            essence_.instructions.rows.size(),
            [&](size_t row, int column) {
                const Essence::Instruction& instruction = essence_.instructions.rows[row];
                if (column == 1) return count_cell(instruction.count, colours().text);
                draw_text(instruction.name, fonts().mono, instruction_colour(instruction.name));
            },
            [&](size_t row, size_t column) {
                const Essence::Instruction& instruction = essence_.instructions.rows[row];
                return column == 0 ? instruction.name : std::to_string(instruction.count);
            });
}

void LinkView::draw_study() {
    const Card card("study", {0, 0}, Card::Look::grown);
    title(essence_.study_category.empty() ? std::string("Among the studied images")
                                          : "Among the studied images of " + shown(essence_.study_category));
    if (essence_.metrics.rows.empty()) {
        text_wrapped("Nothing was measured that the study has, too.", colours().muted);
        return;
    }
    draw_rows(
        tables_, "metrics", {{"Figure", 0}, {"Value", 84}, {"Percentile", 80}}, 1,
        essence_.metrics.rows.size(),
        [&](size_t row, int column) {
            const Essence::Metric& metric = essence_.metrics.rows[row];
            if (column == 0) return draw_text(metric_name(metric.metric));
            if (column == 1)
                return text_right(
                    metric.value % 100 == 0 ? format_count(metric.value / 100) : in_hundredths(metric.value),
                    colours().text);
            text_right(metric.percentile ? in_hundredths(*metric.percentile) : "–", colours().muted);
        },
        [&](size_t row, size_t column) {
            const Essence::Metric& metric = essence_.metrics.rows[row];
            if (column == 0) return metric_name(metric.metric);
            if (column == 1) return in_hundredths(metric.value);
            return metric.percentile ? in_hundredths(*metric.percentile) : std::string();
        });
}

void LinkView::draw_settings() {
    const auto draw = [](const char* name, const link::Shown<std::string>& list) {
        if (list.rows.empty()) return;
        title(heading(name, list));
        for (const std::string& row : list.rows) draw_code(row);
        ImGui::Dummy({0, px(4)});
    };
    if (essence_.environment.rows.empty() && essence_.labels.rows.empty()) return;
    vertical_gap();
    const Card card("settings", {0, 0}, Card::Look::grown);
    draw("Environment variables", essence_.environment);
    draw("Labels", essence_.labels);
}

template <class Left, class Right>
void LinkView::draw_pair(Part left_part, Left left, Part right_part, Right right) {
    vertical_gap();
    begin(left_part);
    const float room = ImGui::GetContentRegionAvail().x;
    if (room < px(820)) {
        left();
        vertical_gap();
        begin(right_part);
        right();
        return;
    }
    begin(right_part);
    const float half = std::floor((room - px(gap)) / 2);
    // Cards take the width of the window that they are in.
    const auto column = [&](const char* id, const auto& card) {
        ImGui::BeginChild(id, {half, 0}, ImGuiChildFlags_AutoResizeY);
        card();
        end_child();
    };
    column("left", left);
    ImGui::SameLine(0, px(gap));
    column("right", right);
}

void LinkView::draw() {
    ImGui::BeginChild("link", {0, 0}, ImGuiChildFlags_None);
    tops_.fill(-1);
    begin(Part::overview);
    draw_banner();
    vertical_gap();
    draw_figures();
    vertical_gap();
    const bool wide = ImGui::GetContentRegionAvail().x >= px(820);
    if (wide) {
        const float half = std::floor((ImGui::GetContentRegionAvail().x - px(gap)) / 2);
        ImGui::BeginChild("first", {half, 0}, ImGuiChildFlags_AutoResizeY);
        draw_identity(0);
        end_child();
        ImGui::SameLine(0, px(gap));
        ImGui::BeginChild("second", {half, 0}, ImGuiChildFlags_AutoResizeY);
        draw_load(0);
        vertical_gap();
        draw_left_out(0);
        end_child();
    } else {
        draw_load(0);
        vertical_gap();
        draw_identity(0);
        vertical_gap();
        draw_left_out(0);
    }
    if (!essence_.card) {
        vertical_gap();
        begin(Part::layers);
        draw_layers();
        int pair = 0;
        const auto draw_two = [&](Part a, void (LinkView::*first)(), Part b, void (LinkView::*second)()) {
            ImGui::PushID(pair++);
            draw_pair(
                a, [&] { (this->*first)(); }, b, [&] { (this->*second)(); });
            ImGui::PopID();
        };
        draw_two(Part::files, &LinkView::draw_files, Part::packages, &LinkView::draw_packages);
        draw_two(Part::types, &LinkView::draw_types, Part::findings, &LinkView::draw_findings);
        draw_two(Part::taxonomy, &LinkView::draw_taxonomy, Part::study, &LinkView::draw_study);
        draw_settings();
    }
    follow_scrolling();
    end_child();
}

}  // namespace plimsoll::web
