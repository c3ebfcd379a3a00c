#include "web/page/view_dataset.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/limits.h"
#include "core/report/report.h"
#include "core/sorting.h"
#include "core/study/export.h"
#include "web/page/address.h"
#include "web/page/bridge.h"
#include "web/page/category_look.h"
#include "web/page/controls.h"
#include "web/page/flow.h"
#include "web/page/focus.h"
#include "web/page/notice.h"
#include "web/page/platform.h"
#include "web/page/table_menu.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_count;
using study::Category;
using study::Figure;
using study::Item;
using study::Mode;

constexpr float wide_view = 900,
                list_view = 700;  ///< below them: cards below each other; the list becomes a combo
constexpr float list_width = 200, side_width = 318;
constexpr size_t item_count = study::all_items.size();  ///< the place after them is what was read

/// In the order of study::all_items.
constexpr const char* item_labels[] = {
    "Selection funnel",       "Table 1 Categories",       "Figure 2 Purposes",     "Figure 3a Instructions",
    "Figure 3b RUN commands", "Figure 4a Base images",    "Figure 4b Image types", "Table 2 Images",
    "Figure 5a File types",   "Figure 5b Heaviest types", "What was read"};
static_assert(std::size(item_labels) == item_count + 1);

constexpr const char* export_labels[] = {"SVG", "PNG", "CSV", "JSON", "Markdown", "LaTeX", "Copy link"};
/// What stands on the keys, in the same order.
constexpr ImGuiKey export_keys[] = {ImGuiKey_S, ImGuiKey_P, ImGuiKey_C, ImGuiKey_J,
                                    ImGuiKey_D, ImGuiKey_L, ImGuiKey_K};
constexpr const char* export_notes[] = {
    "The chart as a drawing (S)",
    "The chart as a picture of twice its size, in the system's fonts (P)",
    "All values as a table (C)",
    "All values as JSON (J)",
    "The table of this mode for a README (D)",
    "The table of this mode for a paper (L)",
    "The address of this page with this figure; whoever opens it opens the data set there (K)"};

bool is_table(Item item) { return item == Item::table1 || item == Item::table2; }

std::string name_of_file(std::string name) {
    for (const std::string_view ending : {".zip", ".tar.gz", ".tgz", ".tar", ".csv", ".json", ".xlsx"})
        if (name.size() > ending.size() && name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
            break;
        }
    // What a file system or a shell could take for something else.
    for (char& letter : name)
        if (const auto byte = static_cast<unsigned char>(letter);
            byte < 0x21 || byte == 0x7f ||
            std::string_view("/\\:*?\"<>|").find(letter) != std::string_view::npos)
            letter = '-';
    constexpr size_t most = 80;
    if (name.size() > most) name.resize(most);
    return name.empty() ? "study" : name;
}

}  // namespace

DatasetView::DatasetView(const study::Results& results) : results_(results) {
    for (size_t number = 0; number < item_count; ++number)
        shown_[number] = is_table(study::all_items[number]) ? Shown::table : Shown::chart;
}

const Figure* DatasetView::figure() const {
    if (!place_.item) return nullptr;
    const auto found = std::find_if(results_.figures.begin(), results_.figures.end(),
                                    [&](const Figure& each) { return each.item == *place_.item; });
    return found == results_.figures.end() ? nullptr : &*found;
}

size_t DatasetView::item_number() const {
    if (!place_.item) return item_count;
    return static_cast<size_t>(std::find(study::all_items.begin(), study::all_items.end(), *place_.item) -
                               study::all_items.begin());
}

void DatasetView::select(size_t number) {
    if (number == item_number()) return;
    place_.item = number < item_count ? std::optional(study::all_items[number]) : std::nullopt;
    scroll_to_top_ = true;
    announce(item_labels[number]);
}

void DatasetView::go_to(const StudyPlace& place) {
    if (place.projects) return;
    place_ = place;
    scroll_to_top_ = true;
}

void DatasetView::read_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
    if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel)) return;
    if (!figure()) return;
    if (ImGui::IsKeyPressed(ImGuiKey_M, false)) {
        place_.mode = place_.mode == Mode::as_published ? Mode::corrected : Mode::as_published;
        announce(place_.mode == Mode::as_published ? "as published" : "corrected");
    }
    if (ImGui::IsKeyPressed(ImGuiKey_T, false)) {
        Shown& shown = shown_[item_number()];
        shown = shown == Shown::chart   ? Shown::table
                : shown == Shown::table ? Shown::all_values
                                        : Shown::chart;
        announce(shown == Shown::chart ? "chart" : shown == Shown::table ? "table" : "all values");
    }
    if (ImGui::IsKeyPressed(ImGuiKey_O, false)) {
        order_ = order_ == charts::Order::as_printed ? charts::Order::by_value : charts::Order::as_printed;
        announce(order_ == charts::Order::as_printed ? "as printed" : "by value");
    }
    for (size_t what = 0; what < std::size(export_keys); ++what)
        if (ImGui::IsKeyPressed(export_keys[what], false)) save(static_cast<Export>(what));
}

// ------------------------------------------------------------------------------------------------ what is saved

void DatasetView::save(Export what) {
    const Figure* shown = figure();
    if (!shown) return;
    if (what == Export::link) {
        copy_link_to(place_);
        tell("Link copied");
        return;
    }
    std::string name = name_of_file(results_.name);
    name.append("-").append(study::item_name(shown->item));
    if (place_.mode == Mode::corrected) name.append("-corrected");
    const auto give = [&](const char* ending, const char* media_type, const std::string& text) {
        save_file(name + ending, media_type, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    };
    const auto written = [&](study::Format format) {
        return study::export_figure(*shown, place_.mode, format);
    };
    switch (what) {
        case Export::svg:
        case Export::png: {
            // Of the size of a figure in a paper, whatever the window is; without the page's fonts.
            charts::Options options;
            options.mode = place_.mode;
            options.categories = categories_;
            options.order = order_;
            const std::string svg = charts::to_svg(
                charts::draw(*shown, options), prefers_dark() ? charts::Theme::dark : charts::Theme::light);
            if (what == Export::svg)
                give(".svg", "image/svg+xml", svg);
            else
                save_png(name + ".png", svg);
            break;
        }
        case Export::csv:
            give(".csv", "text/csv", written(study::Format::csv));
            break;
        case Export::json:
            give(".json", "application/json", written(study::Format::json));
            break;
        case Export::markdown:
            give(".md", "text/markdown", written(study::Format::markdown));
            break;
        case Export::latex:
            give(".tex", "application/x-tex", written(study::Format::latex));
            break;
        case Export::link:
            return;
    }
    tell("Saved as " + std::string(export_labels[static_cast<size_t>(what)]));
}

// ---------------------------------------------------------------------------------------------------- the items

void DatasetView::draw_list() {
    const Card card("items", {px(list_width), 0}, Card::Look::table);
    const float width = ImGui::GetContentRegionAvail().x, height = px(32);
    make_main_pane();
    ImGui::Dummy({0, px(2)});
    for (size_t number = 0; number <= item_count; ++number) {
        const bool selected = number == item_number();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(static_cast<int>(number));
        if (hidden_button("item", {width, height}) || is_reached()) select(number);
        if (selected) prefer_item();
        const bool hovered = ImGui::IsItemHovered();
        if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        const Figure* figure = nullptr;
        if (number < item_count)
            for (const Figure& each : results_.figures)
                if (each.item == study::all_items[number]) figure = &each;
        const bool there = number == item_count || (figure && figure->available);
        if (figure && hovered)  // counting takes a look at each cell
            note(!figure->available
                     ? std::string("It can't be computed of this data set; what is published is shown.")
                 : figure->compared() == 0
                     ? std::string("Nothing of it is published as numbers to compare with.")
                     : format_count(figure->equal()) + " of " + format_count(figure->compared()) +
                           " published values come out the same");
        ImGui::PopID();
        ImDrawList* draw = ImGui::GetWindowDrawList();
        if (selected || hovered)
            draw->AddRectFilled(at, {at.x + width, at.y + height},
                                selected ? colours().raised : faded(colours().raised, 0.6f), px(6));
        draw->AddText({at.x + px(8), std::round(at.y + (height - ImGui::GetTextLineHeight()) / 2)},
                      there ? colours().text : colours().faint, item_labels[number]);
        ImGui::SetCursorScreenPos({at.x, at.y + height});
    }
    ImGui::Dummy({0, 0});
    ImGui::Dummy({0, px(8)});
    const UseFont font(fonts().small);
    ImGui::Indent(px(8));
    text_wrapped("Up and down change the item, M the mode, T what shows it, O the order.", colours().faint);
    ImGui::Unindent(px(8));
}

void DatasetView::draw_item_chooser() {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (!ImGui::BeginCombo("##items", item_labels[item_number()], ImGuiComboFlags_HeightLarge)) return;
    for (size_t number = 0; number <= item_count; ++number)
        if (ImGui::Selectable(item_labels[number], number == item_number())) select(number);
    ImGui::EndCombo();
}

// ---------------------------------------------------------------------------------------------------- the chart

void DatasetView::draw_settings(const Figure& figure) {
    Flow flow(px(6));
    const auto offer = [&](const char* label, bool selected, const char* words) {
        flow.next(width_of_choice(label));
        const bool pressed = choice(label, selected) && !selected;
        note(words);
        return pressed;
    };
    if (offer("as published", place_.mode == Mode::as_published, "As the authors counted (M changes it)"))
        place_.mode = Mode::as_published;
    if (offer("corrected", place_.mode == Mode::corrected,
              "Repeated rows, files that are no Dockerfiles, parts of names and dropped units mended (M "
              "changes it)"))
        place_.mode = Mode::corrected;
    flow.apart(px(12));
    Shown& shown = shown_[item_number()];
    if (offer("chart", shown == Shown::chart, "T changes it")) shown = Shown::chart;
    if (offer("table", shown == Shown::table, "The values of this mode; T changes it")) shown = Shown::table;
    if (offer("all values", shown == Shown::all_values,
              "Published, recomputed and corrected values side by side; T changes it"))
        shown = Shown::all_values;
    const bool has_chart = shown == Shown::chart || (shown == Shown::table && is_table(figure.item));
    if (!has_chart || figure.item == Item::fig2 || figure.item == Item::funnel) return;
    flow.apart(px(12));
    if (offer("as printed", order_ == charts::Order::as_printed, "In the paper's order (O changes it)"))
        order_ = charts::Order::as_printed;
    if (offer("by value", order_ == charts::Order::by_value, "The greatest first (O changes it)"))
        order_ = charts::Order::by_value;
}

void DatasetView::draw_categories(const Figure& figure) {
    if (!category_heading(figure)) return;
    Flow flow(px(4));
    for (size_t number = 0; number < study::category_count; ++number) {
        const auto category = static_cast<Category>(number);
        flow.next(width_of_category_choice(category));
        const auto found = std::find(categories_.begin(), categories_.end(), category);
        if (!category_choice(category, found != categories_.end())) continue;
        if (found == categories_.end())
            categories_.push_back(category);
        else
            categories_.erase(found);
        sort_stably(categories_.begin(), categories_.end());
    }
    if (categories_.empty()) return;
    flow.next(width_of_choice("all"));
    if (choice("all", false)) categories_.clear();
}

void DatasetView::draw_exports() {
    Flow flow(px(6));
    const UseFont font(fonts().small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(9), px(4)});
    for (size_t what = 0; what < std::size(export_labels); ++what) {
        flow.next(ImGui::CalcTextSize(export_labels[what]).x + px(18));
        if (plain_button(export_labels[what])) save(static_cast<Export>(what));
        note(export_notes[what]);
    }
    ImGui::PopStyleVar();
}

void DatasetView::draw_chart(const Figure& figure, float width) {
    SceneKey key{place_, categories_, order_, width, pixel_ratio()};
    if (scene_key_ != key) {
        charts::Options options;
        options.mode = place_.mode;
        options.categories = categories_;
        options.order = order_;
        options.width = static_cast<double>(std::floor(width / pixel_ratio()));
        options.heading = false;  // the card has it
        options.measure = measured_width;
        scene_.show(charts::draw(figure, options));
        scene_key_ = std::move(key);
    }
    scene_.draw("chart");
}

void DatasetView::draw_middle(bool wide) {
    const Figure* shown = figure();
    if (!shown) {
        text_wrapped("The data set has nothing of it.", colours().muted);
        return;
    }
    title(web::shown(shown->title));
    draw_settings(*shown);
    draw_categories(*shown);
    draw_exports();
    ImGui::Dummy({0, px(4)});
    if (!shown->available) {
        text_wrapped("The data set does not have what it takes to compute it. What is published is shown.",
                     colours().warning);
        for (const std::string& why : shown->not_recomputable) text_wrapped(web::shown(why), colours().muted);
    }
    const Shown as = shown_[item_number()];
    // A card that grows has no height to fill.
    const float left = wide ? std::max(px(320), ImGui::GetContentRegionAvail().y) : px(440);
    if (as == Shown::all_values || (as == Shown::table && !is_table(shown->item))) {
        table_.draw(*shown, place_.mode, categories_,
                    as == Shown::table ? FigureTable::Values::of_mode : FigureTable::Values::all, left);
        return;
    }
    if (wide) {
        ImGui::BeginChild("chart", {0, left});
        if (std::exchange(scroll_to_top_, false)) ImGui::SetScrollY(0);
    }
    if (as == Shown::table) {
        table_.draw(*shown, place_.mode, categories_, FigureTable::Values::of_mode, px(272));
        ImGui::Dummy({0, px(8)});
    }
    // Room for the scroll bar, whether it is there or not: the chart does not change when it comes.
    const float width = wide ? ImGui::GetWindowWidth() - ImGui::GetStyle().ScrollbarSize - px(2)
                             : ImGui::GetContentRegionAvail().x;
    draw_chart(*shown, width);
    if (wide) end_child();
}

// ----------------------------------------------------------------------------- published, recomputed, corrected

void DatasetView::lay_out_comparison(const Figure& figure) {
    if (compared_item_ == figure.item) return;
    compared_item_ = figure.item;
    column_ = main_column(figure);
    slices_ = slices_of(figure);
    slice_ = first_slice(figure, column_);
    compared_rows_ = rows_of(figure, slice_);

    reasons_.clear();
    using Tone = Reason::Tone;
    if (figure.compared() > 0)
        reasons_.push_back({figure.equal() == figure.compared() ? Tone::known : Tone::differs,
                            format_count(figure.equal()) + " of " + format_count(figure.compared()) +
                                " published values come out the same."});
    const auto differences = differences_of(figure);
    if (!differences.empty()) reasons_.push_back({Tone::heading, "What differs, and why"});
    for (const Difference& difference : differences) {
        std::string words = difference.sentence.empty() ? "No reason is known." : shown(difference.sentence);
        // Where nothing differs, there is something to know of how the values came about.
        words += difference.differing > 0
                     ? " (" + counted(difference.differing, "cell differs", "cells differ") + ")"
                     : " (" + counted(difference.cells, "cell", "cells") + ")";
        reasons_.push_back({difference.differing > 0 ? Tone::differs : Tone::told, std::move(words)});
    }
    const auto add = [&](const char* heading, const std::vector<std::string>& sentences, Tone tone) {
        if (sentences.empty()) return;
        reasons_.push_back({Tone::heading, heading});
        for (const std::string& sentence : sentences) reasons_.push_back({tone, shown(sentence)});
    };
    add("Errors in what is published", figure.findings, Tone::differs);
    add("Checked", figure.checks, Tone::known);
    add("What can't be recomputed", figure.not_recomputable, Tone::plain);
    if (!figure.formula.empty()) add("How it is computed", {figure.formula}, Tone::plain);
    if (!figure.source.empty()) add("Of what", {figure.source}, Tone::plain);
}

void DatasetView::draw_slice_choosers(const Figure& figure) {
    const float width = ImGui::GetContentRegionAvail().x;
    const bool sliced = !slices_.empty();
    const float half = sliced ? (width - px(6)) / 2 : width;
    const auto column_name = [&](size_t column) { return shown(study::heading_of(figure.columns[column])); };
    const auto fits = [](const std::string& words, float room) { return cut_end(words, room - px(44)); };
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(8), px(4)});
    if (sliced) {
        ImGui::SetNextItemWidth(half);
        if (ImGui::BeginCombo("##slice", fits(shown(slice_.name), half).c_str(),
                              ImGuiComboFlags_HeightLarge)) {
            for (size_t number = 0; number < slices_.size(); ++number) {
                if (number > 0 && slices_[number].heading != slices_[number - 1].heading) ImGui::Separator();
                ImGui::PushID(static_cast<int>(number));
                if (ImGui::Selectable(cut_end(shown(slices_[number].name), px(280)).c_str(),
                                      slices_[number] == slice_)) {
                    slice_ = slices_[number];
                    compared_rows_ = rows_of(figure, slice_);
                }
                ImGui::PopID();
            }
            ImGui::EndCombo();
        }
        ImGui::SameLine(0, px(6));
    }
    ImGui::SetNextItemWidth(half);
    if (ImGui::BeginCombo("##column", fits(column_name(column_), half).c_str(),
                          ImGuiComboFlags_HeightLarge)) {
        for (size_t column = 0; column < figure.columns.size(); ++column) {
            ImGui::PushID(static_cast<int>(column));
            if (ImGui::Selectable(column_name(column).c_str(), column == column_)) column_ = column;
            ImGui::PopID();
        }
        ImGui::EndCombo();
    }
    ImGui::PopStyleVar();
}

/// Wide enough for the values, so that none is cut; names are, where there is no room for both.
void DatasetView::measure_values(const Figure& figure) {
    WidthsKey key{figure.item, column_, slice_, pixel_ratio()};
    if (widths_key_ == key) return;
    widths_key_ = std::move(key);
    value_widths_.fill(px(42));
    constexpr size_t most_measured = 200;
    for (size_t at = 0; at < std::min(compared_rows_.size(), most_measured); ++at) {
        const study::Cell& cell = figure.rows[compared_rows_[at]].cells[column_];
        size_t number = 0;
        for (const study::Value* each : {&cell.published, &cell.recomputed, &cell.corrected}) {
            float& width = value_widths_[number++];
            const std::string words = shown(value_text(*each, figure.columns[column_].decimals));
            width = std::clamp(ImGui::CalcTextSize(words.c_str()).x, width, px(84));
        }
    }
}

void DatasetView::draw_comparison(const Figure& figure) {
    lay_out_comparison(figure);
    title("Published, recomputed, corrected");
    if (figure.item == Item::fig2 || figure.columns.empty()) {
        text_wrapped("It is no numbers: nothing of it can be compared.", colours().muted);
        return;
    }
    draw_slice_choosers(figure);
    const UseFont font(fonts().small);  // beside the values there is little room for names
    measure_values(figure);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(4), px(5)});
    const float row_height = ImGui::GetTextLineHeight() + 2 * px(5);
    const float height =
        row_height * (static_cast<float>(std::min<size_t>(compared_rows_.size(), 9)) + 1) + px(4);
    ImGui::PushID(static_cast<int>(figure.item));
    if (begin_rows("compared", 4, ImGuiTableFlags_ScrollY, {0, height})) {
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn(figure.name_headings.empty() ? "" : "##name",
                                ImGuiTableColumnFlags_WidthStretch);
        ImGui::TableSetupColumn("publ.", ImGuiTableColumnFlags_WidthFixed, value_widths_[0]);
        ImGui::TableSetupColumn("recomp.", ImGuiTableColumnFlags_WidthFixed, value_widths_[1]);
        ImGui::TableSetupColumn("corr.", ImGuiTableColumnFlags_WidthFixed, value_widths_[2]);
        table_heading(4, 1);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(compared_rows_.size()));
        while (clipper.Step())
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                const study::Row& row = figure.rows[compared_rows_[static_cast<size_t>(at)]];
                const study::Cell& cell = row.cells[column_];
                const study::Column& column = figure.columns[column_];
                ImGui::PushID(at);
                ImGui::TableNextRow();
                ImGui::TableNextColumn();
                const ImVec2 corner = ImGui::GetCursorScreenPos();
                ImGui::SetNextItemAllowOverlap();
                row_button("##row", false);
                row_menu(static_cast<size_t>(at));
                if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayShort))
                    draw_note(shown(row_label(row, slice_)) + "\n" + about_cell(column, cell));
                ImGui::SetCursorScreenPos(corner);
                text(cut_end(shown(row_label(row, slice_)), ImGui::GetContentRegionAvail().x));
                const auto value = [&](const study::Value& each, ImU32 ink) {
                    ImGui::TableNextColumn();
                    const std::string words = shown(value_text(each, column.decimals));
                    text_right(words.empty() ? "–" : cut_end(words, ImGui::GetContentRegionAvail().x),
                               words.empty() ? colours().faint : ink);
                };
                const bool published = !std::holds_alternative<std::monostate>(cell.published);
                value(cell.published, colours().text);
                value(cell.recomputed, !published     ? colours().text
                                       : cell.differs ? colours().warning
                                                      : colours().good);
                value(cell.corrected, colours().text);
                ImGui::PopID();
            }
        if (menu_wanted()) {
            const auto kind =
                std::any_of(figure.rows.begin(), figure.rows.end(),
                            [&](const study::Row& row) {
                                return std::holds_alternative<std::string>(row.cells[column_].published);
                            })
                    ? TextColumn::Kind::words
                    : TextColumn::Kind::number;
            const std::string of = study::heading_of(figure.columns[column_]);
            const TextColumn text_columns[] = {
                {of}, {"published", kind}, {"recomputed", kind}, {"corrected", kind}};
            const auto cell = [&](size_t number, size_t column) {
                const study::Row& row = figure.rows[number];
                const study::Cell& each = row.cells[column_];
                if (column == 0) return row_label(row, slice_);
                return study::plain(column == 1   ? each.published
                                    : column == 2 ? each.recomputed
                                                  : each.corrected,
                                    figure.columns[column_].decimals);
            };
            draw_menu(TableText(text_columns, figure.rows.size(), cell), compared_rows_);
        }
        end_rows();
    }
    ImGui::PopID();
    ImGui::PopStyleVar();
}

void DatasetView::draw_reasons() {
    for (const Reason& reason : reasons_) {
        using Tone = Reason::Tone;
        if (reason.tone == Tone::heading) {
            ImGui::Dummy({0, px(6)});
            title(reason.text);
            continue;
        }
        if (reason.tone == Tone::plain) {
            text_wrapped(reason.text, colours().muted);
            continue;
        }
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(5), at.y + ImGui::GetTextLineHeight() / 2},
                                                    px(4.5f),
                                                    reason.tone == Tone::differs ? colours().warning
                                                    : reason.tone == Tone::known ? colours().good
                                                                                 : colours().faint);
        ImGui::Indent(px(16));
        text_wrapped(reason.text, colours().muted);
        ImGui::Unindent(px(16));
    }
}

// ------------------------------------------------------------------------------------------------ what was read

void DatasetView::draw_used() {
    uint64_t rows = 0;
    for (const study::UsedFile& file : results_.used) rows += file.rows;
    title(shown(results_.name) + ": " + counted(results_.used.size(), "source", "sources") + " used, " +
          counted(rows, "row", "rows"));
    if (results_.used.empty()) {
        text_wrapped("Nothing of it was used.", colours().muted);
        return;
    }
    const bool narrow = ImGui::GetContentRegionAvail().x < px(420);
    static constexpr TextColumn text_columns[] = {{"File", TextColumn::Kind::code, 0},
                                                  {"Used for", TextColumn::Kind::words, 1},
                                                  {"Rows", TextColumn::Kind::number, 2}};
    const auto cell = [&](size_t row, size_t column) {
        const study::UsedFile& file = results_.used[row];
        return column == 0 ? file.path : column == 1 ? file.what : std::to_string(file.rows);
    };
    const TableText table(text_columns, results_.used.size(), cell);
    if (!draw_filter(used_rows_, table, 0, "Filter by file or use")) return;
    constexpr auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate;
    if (!begin_rows("used", 3, flags, {0, std::max(px(320), ImGui::GetContentRegionAvail().y)})) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn("File", ImGuiTableColumnFlags_WidthStretch, 0.6f);
    ImGui::TableSetupColumn(
        "Used for", narrow ? ImGuiTableColumnFlags_Disabled : ImGuiTableColumnFlags_WidthStretch, 0.4f);
    ImGui::TableSetupColumn(
        "Rows", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_PreferSortDescending, px(60));
    table_heading(3, 2);
    sort_rows(used_rows_, table, 0);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(used_rows_.shown().size()));
    while (clipper.Step())
        for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
            const study::UsedFile& file = results_.used[used_rows_.shown()[static_cast<size_t>(at)]];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::PushID(at);
            plain_row(static_cast<size_t>(at));
            ImGui::PopID();
            const std::string path = shown(file.path.empty() ? "several files" : file.path);
            text(cut_middle(path, ImGui::GetContentRegionAvail().x),
                 file.path.empty() ? colours().muted : colours().text);
            note(path + "\n" + shown(file.what));
            if (ImGui::TableSetColumnIndex(1)) {
                text(cut_end(shown(file.what), ImGui::GetContentRegionAvail().x), colours().muted);
                note(shown(file.what));
            }
            ImGui::TableSetColumnIndex(2);
            count_cell(file.rows, colours().text);
        }
    if (menu_wanted()) draw_menu(table, used_rows_.shown());
    end_rows();
}

void DatasetView::draw_left_out() {
    title("Left out");
    if (results_.left_out.empty()) text_wrapped("Nothing: every file was used.", colours().muted);
    for (const study::LeftOut& left : results_.left_out) {
        text_wrapped(counted(left.files, "file", "files") + ": " + shown(left.reason),
                     left.recognised ? colours().text : colours().warning);
        const UseFont font(fonts().small);
        for (const std::string& example : left.examples) {
            const std::string path = shown(example);
            text(cut_middle(path, ImGui::GetContentRegionAvail().x), colours().muted);
            note(path);
        }
        ImGui::Dummy({0, px(4)});
    }
    ImGui::Dummy({0, px(6)});
    title("Problems");
    if (results_.problems.empty()) text_wrapped("None: all of it could be read.", colours().muted);
    size_t rows = 0;
    for (const Problem& problem : results_.problems) {
        if (++rows > limits::report_rows) {
            text(format_count(results_.problems.size() - limits::report_rows) + " more", colours().muted);
            break;
        }
        text_wrapped(shown((problem.where.empty() ? "" : problem.where + ": ") + problem.message),
                     problem.severity == Problem::Severity::error ? colours().bad : colours().warning);
    }
}

// ---------------------------------------------------------------------------------------------------------- all

void DatasetView::draw() {
    read_keys();
    show_in_address(place_);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x >= px(wide_view), list = room.x >= px(list_view);
    if (list) {
        draw_list();
        ImGui::SameLine(0, px(gap));
    } else {
        draw_item_chooser();
        vertical_gap();
    }
    // Below each other, the cards scroll together beside the list.
    ImGui::BeginChild("cards", {0, 0}, ImGuiChildFlags_None,
                      wide ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None);
    if (!wide && std::exchange(scroll_to_top_, false)) ImGui::SetScrollY(0);
    const Figure* shown = figure();
    {
        const float middle = ImGui::GetContentRegionAvail().x - px(side_width) - px(gap);
        const Card card("middle", wide ? ImVec2(middle, 0) : ImVec2(0, place_.item ? 0 : px(480)),
                        !place_.item ? Card::Look::padded
                        : wide       ? Card::Look::still
                                     : Card::Look::grown);
        if (place_.item)
            draw_middle(wide);
        else
            draw_used();
    }
    if (wide)
        ImGui::SameLine(0, px(gap));
    else
        vertical_gap();
    {
        const Card card("side", {0, 0}, wide ? Card::Look::padded : Card::Look::grown);
        if (!place_.item) {
            draw_left_out();
        } else if (shown) {
            draw_comparison(*shown);
            draw_reasons();
        }
    }
    end_child();
}

}  // namespace plimsoll::web
