#include "web/page/view_share.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "core/limits.h"
#include "core/link/citation.h"
#include "web/page/bridge.h"
#include "web/page/controls.h"
#include "web/page/flow.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

using report::format_bytes;
using report::format_count;

bool tick(const char* label, bool& ticked, bool enabled = true) {
    ImGui::BeginDisabled(!enabled);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(3), px(3)});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, px(4));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemInnerSpacing, {px(10), px(4)});
    ImGui::PushStyleColor(ImGuiCol_Border, colours().faint);
    const bool changed = ImGui::Checkbox(label, &ticked);
    ImGui::PopStyleColor();
    if (enabled && ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::PopStyleVar(3);
    ImGui::EndDisabled();
    return changed;
}

void field(const char* label, const char* id, const char* hint, std::string& words) {
    {
        const UseFont font(fonts().small);
        text(label, colours().muted);
    }
    search_field(id, hint, words, ImGui::GetContentRegionAvail().x);
}

void save_text(const std::string& name, const char* media_type, const std::string& content) {
    save_file(name, media_type, {reinterpret_cast<const uint8_t*>(content.data()), content.size()});
}

/// A choice of a few, as wide as `width` CSS pixels.
template <class Name>
void chooser(const char* id, float width, int count, int& chosen, Name name) {
    chosen = std::clamp(chosen, 0, count - 1);
    ImGui::SetNextItemWidth(px(width));
    if (!ImGui::BeginCombo(id, name(chosen).c_str())) return;
    for (int number = 0; number < count; ++number)
        if (ImGui::Selectable(name(number).c_str(), number == chosen)) chosen = number;
    ImGui::EndCombo();
}

/// Buttons that begin a new line where they don't fit.
class Buttons {
 public:
    bool operator()(const char* label, bool primary = false) {
        flow_.next(ImGui::CalcTextSize(label, nullptr, true).x + 2 * ImGui::GetStyle().FramePadding.x);
        return primary ? primary_button(label) : plain_button(label);
    }

 private:
    Flow flow_{px(8)};
};

constexpr float wide_panel = 760;  // CSS pixels from which on there are two columns

}  // namespace

link::Essence essence_to_share(const ToShare& what, const link::Choice& choice) {
    return what.essence ? narrowed(*what.essence, choice) : link::essence_of(*what.report, choice, what.seal);
}

link::Fragment place_to_share(const PagePlace& place, bool with_view) {
    link::Fragment fragment;
    if (!with_view) return fragment;
    fragment.view = view_word(place.view.value_or(Selection::View::overview));
    fragment.layer = place.layer;
    return fragment;
}

Result<std::string> base_to_share() {
    const std::string address = page_address();
    if (address.empty())
        return failure(
            ErrorCode::missing, "",
            "This page lies on a disk, where nobody else can open it. The link here is only the part that "
            "goes behind the address of a page that you host");
    auto base = link::check_base(address);
    if (!base)
        return failure(
            ErrorCode::unrecognised, "",
            "The address of this page has characters that links can't have. The link here is only the part "
            "that goes behind the address of such a page");
    return base;
}

void SharePanel::open(const ToShare& what) {
    opening_ = open_ = true;
    shows_qr_ = false;
    copied_.clear();
    made_for_.reset();
    wish_ = {};
    if (what.essence) {
        wish_.choice = what.essence->shared;
        wish_.title = what.essence->title;
        wish_.authors = authors_text(what.essence->authors);
        wish_.doi = what.essence->doi;
    }
    announce("Share");
}

void SharePanel::make(const ToShare& what) {
    Key key{wish_, base_, what.place};
    if (made_for_ == key) return;
    made_for_ = std::move(key);
    qr_.reset();
    problem_.clear();
    card_problem_.clear();
    const link::Essence essence = essence_to_share(what, wish_.choice);
    const auto make_one = [&](bool card, SharedLink& to, std::string& problem) {
        ShareWish wish = wish_;
        wish.card = card || essence.card;
        auto made = share(essence, wish, base_, place_to_share(what.place, wish_.view));
        if (made)
            to = std::move(*made);
        else
            problem = made.error().message + ".";
    };
    make_one(false, full_, problem_);
    make_one(true, card_, card_problem_);
    if (!card_problem_.empty()) return;
    auto code = link::qr_code(card_.address);
    if (code)
        qr_ = std::move(*code);
    else
        card_problem_ = code.error().message + ".";
}

// ------------------------------------------------------------------------------------------------------- what it tells

void SharePanel::draw_choice(const ToShare& what) {
    title("What the link tells");
    link::Choice& choice = wish_.choice;
    const link::Choice most =
        what.essence ? what.essence->shared : link::Choice{true, true, true, true, true};
    tick("Names of the image and of its base images", choice.references, most.references);
    tick("Paths, and the archive's name", choice.paths, most.paths);
    tick("The build's commands", choice.commands, most.commands);
    tick("Environment variables", choice.environment, most.environment);
    tick("Labels", choice.labels, most.labels);
    const UseFont font(fonts().small);
    text_wrapped(what.essence ? "It tells no more than the link that it comes from."
                              : "What goes by the name of a secret is never in it. All figures always are.",
                 colours().muted);
}

void SharePanel::draw_preview() {
    const link::Essence& essence = full_.essence;
    ImGui::Dummy({0, px(6)});
    title("Who opens it sees");
    if (!problem_.empty()) return text_wrapped(shown(problem_), colours().bad);
    if (ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit)) {
        ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(4), px(3)});
        ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, px(88));
        ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
        fact("image", essence.references.rows.empty() ? "no name" : essence.references.rows.front(),
             essence.references.rows.empty() ? Ink::prose : Ink::code);
        fact("image ID", essence.config_digest);
        fact("manifest", essence.manifest_digest);
        fact("platform", essence.platform.text());
        fact("load",
             format_bytes(essence.totals.file_bytes) + " shipped, " + format_bytes(essence.hidden_bytes) +
                 " hidden",
             Ink::prose);
        const auto rows = [](const char* name, const auto& list) {
            if (list.of > 0)
                fact(name, format_count(list.rows.size()) + " of " + format_count(list.of), Ink::prose);
        };
        rows("layers", essence.layers);
        rows("findings", essence.findings);
        rows("packages", essence.packages);
        rows("file types", essence.types);
        rows("largest files", essence.largest_files);
        rows("study", essence.metrics);
        if (essence.shared.environment) rows("environment", essence.environment);
        if (essence.shared.labels) rows("labels", essence.labels);
        ImGui::PopStyleVar();
        ImGui::EndTable();
    }
    const UseFont font(fonts().small);
    std::string sentences;
    for (const std::string& sentence : link::sharing(essence))
        sentences.append("It ").append(sentence).append(". ");
    for (const std::string& sentence : link::cuts(essence))
        sentences.append("It ").append(sentence).append(". ");
    text_wrapped(shown(sentences), colours().muted);
}

// -------------------------------------------------------------------------------------------------------------- the link

void SharePanel::draw_about() {
    title("About the report");
    field("Title", "##title", "What the model weighs", wish_.title);
    field("Authors, with semicolons between them", "##authors", "Doe, Jane; Roe, Richard", wish_.authors);
    field("DOI", "##doi", "10.1000/182", wish_.doi);
}

void SharePanel::draw_link() {
    ImGui::Dummy({0, px(6)});
    title("The link");
    tick("With this view, so that it opens here", wish_.view);
    if (!base_problem_.empty()) text_wrapped(base_problem_ + ".", colours().warning);
    if (!problem_.empty()) return text_wrapped(shown(problem_), colours().bad);
    {
        ImGui::PushStyleColor(ImGuiCol_ChildBg, colours().background);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(10), px(8)});
        ImGui::BeginChild("address", {0, px(44)},
                          ImGuiChildFlags_Border | ImGuiChildFlags_AlwaysUseWindowPadding,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNavInputs);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        const UseFont font(fonts().mono);
        text(cut_middle(full_.address, ImGui::GetContentRegionAvail().x));
        ImGui::EndChild();
    }
    {
        const UseFont font(fonts().small);
        std::string words = counted(full_.address.size(), "character", "characters");
        if (card_problem_.empty()) words += "; as a card " + format_count(card_.address.size());
        text_wrapped(words + ". All of it is in the link; nobody has to keep a file.", colours().muted);
    }
    ImGui::Dummy({0, px(2)});
    Buttons button;
    if (button("Copy link", true)) {
        copy_text(full_.address);
        announce(copied_ = "Link copied");
    }
    ImGui::BeginDisabled(!card_problem_.empty());
    if (button("Copy card link")) copy_card();
    if (button(shows_qr_ ? "Hide QR code###qr" : "QR code###qr")) shows_qr_ = !shows_qr_;
    ImGui::EndDisabled();
    if (!card_problem_.empty()) text_wrapped(shown(card_problem_), colours().muted);
    if (shows_qr_) draw_qr();
    ImGui::Dummy({0, px(6)});
    title("Cite it");
    Buttons citation;
    if (citation("Copy BibTeX")) cite(0);
    if (citation("Copy CSL-JSON")) cite(1);
    if (citation("Copy sentence")) cite(2);
}

void SharePanel::copy_card() {
    copy_text(card_.address);
    announce(copied_ = "Card link copied");
}

void SharePanel::cite(int style) {
    constexpr std::array styles = {link::CitationStyle::bibtex, link::CitationStyle::csl,
                                   link::CitationStyle::text};
    // A fragment alone leads nowhere from a paper.
    copy_text(link::cite({full_.essence, base_.empty() ? "" : full_.address, link::today()},
                         styles[static_cast<size_t>(style)]));
    announce(copied_ = "Citation copied");
}

void SharePanel::draw_qr() {
    if (!qr_) return;
    ImGui::Dummy({0, px(4)});
    // Modules on whole pixels, black on white whatever the theme: what a camera reads.
    const int side = qr_->side + 2 * link::qr_margin;
    const float module = std::max(
        1.0f, std::floor(std::min(px(260), ImGui::GetContentRegionAvail().x) / static_cast<float>(side)));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = module * static_cast<float>(side);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    draw->AddRectFilled(at, {at.x + width, at.y + width}, IM_COL32_WHITE);
    for (int y = 0; y < qr_->side; ++y)
        for (int x = 0; x < qr_->side; ++x) {
            if (!qr_->dark(x, y)) continue;
            const float left = at.x + static_cast<float>(x + link::qr_margin) * module,
                        top = at.y + static_cast<float>(y + link::qr_margin) * module;
            draw->AddRectFilled({left, top}, {left + module, top + module}, IM_COL32_BLACK);
        }
    ImGui::Dummy({width, width});
    ImGui::Dummy({0, px(2)});
}

void SharePanel::save_qr(const ToShare& what) {
    if (!qr_) return;
    save_text(what.name + "-card.svg", "image/svg+xml", link::to_svg(*qr_));
    announce(copied_ = "QR code saved");
}

// --------------------------------------------------------------------------------------------------------- other formats

void SharePanel::save_json(const ToShare& what, const std::string& json) {
    save_text(what.name + (what.essence ? ".link.json" : ".report.json"), "application/json", json);
    announce("Saved as JSON");
}

bool SharePanel::draw_reports(const ToShare& what) {
    ImGui::Dummy({0, px(6)});
    title("Save it");
    Buttons button;
    const bool json = button(what.essence ? "Save as JSON" : "Save report as JSON");
    if (json) copied_ = "Saved as JSON";
    if ((what.report || what.essence) && qr_ && button("Save QR as SVG")) save_qr(what);
    if (!what.report) return json;
    const auto offer = [&](const char* label, ExportKind kind, ExportTo to) {
        if (!button(label)) return;
        export_report(kind, "", to);
        copied_ = to == ExportTo::clipboard ? "Markdown copied" : std::string("Saved as ") + label;
    };
    offer("Copy Markdown", ExportKind::markdown, ExportTo::clipboard);
    offer("Markdown", ExportKind::markdown, ExportTo::file);
    offer("LaTeX", ExportKind::latex, ExportTo::file);
    offer("HTML", ExportKind::html, ExportTo::file);
    return json;
}

void SharePanel::draw_exports(const ToShare& what) {
    if (!what.report) return;
    ImGui::Dummy({0, px(6)});
    title("Tables and charts");
    const auto offer = [&](const char* label, ExportKind kind, std::string_view name, ExportTo to) {
        ImGui::SameLine();
        if (!plain_button(label)) return;
        export_report(kind, name, to);
        copied_ = std::string("Saved as ") + label;
    };
    chooser("##table", 180, static_cast<int>(export_tables.size()), table_, [](int number) {
        std::string name(export_tables[static_cast<size_t>(number)]);
        std::replace(name.begin(), name.end(), '_', ' ');
        return name;
    });
    offer("CSV", ExportKind::csv, export_tables[static_cast<size_t>(table_)], ExportTo::file);
    chooser("##chart", 180, static_cast<int>(export_charts.size()), chart_,
            [](int number) { return std::string(export_charts[static_cast<size_t>(number)]); });
    const std::string_view chart = export_charts[static_cast<size_t>(chart_)];
    offer("SVG", ExportKind::chart, chart, ExportTo::file);
    offer("PNG", ExportKind::chart, chart, ExportTo::png);
}

/// Of a project or a data set: no link holds it, but one can lead to the view of it.
void SharePanel::draw_place(const ToShare& what) {
    title("A link to this view");
    text_wrapped(
        "A link holds what is said of an image. Of a project or a data set it names the view: who opens it, "
        "and "
        "gives the page the same files, sees what you see.",
        colours().text);
    ImGui::Dummy({0, px(4)});
    const std::string fragment = "#" + to_fragment(what.place);
    const std::string address = base_ + fragment;
    {
        const UseFont font(fonts().mono);
        text_wrapped(shown(address), colours().muted);
    }
    if (!base_problem_.empty()) text_wrapped(base_problem_ + ".", colours().warning);
    ImGui::Dummy({0, px(4)});
    if (primary_button("Copy link")) {
        copy_text(address);
        announce(copied_ = "Link copied");
    }
}

// ------------------------------------------------------------------------------------------------------------- the panel

bool SharePanel::draw_panel(const ToShare& what) {
    ImGuiIO& io = ImGui::GetIO();
    const bool has_link = what.report || what.essence;
    if (opening_) {
        ImGui::OpenPopup("share");
        base_problem_.clear();
        base_.clear();
        if (auto base = base_to_share())
            base_ = std::move(*base);
        else
            base_problem_ = base.error().message;
    }
    if (has_link) make(what);
    const ImVec2 screen = io.DisplaySize;
    const bool wide = screen.x >= px(wide_panel + 32);
    const float width = std::min(screen.x - px(16), px(wide ? 960 : wide_panel));
    const float height =
        has_link ? std::min(screen.y - px(32), px(700)) : std::min(screen.y - px(32), px(300));
    ImGui::SetNextWindowPos({std::round((screen.x - width) / 2), std::round((screen.y - height) / 2)});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleColor(ImGuiCol_PopupBg, colours().card);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(20), px(16)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(10));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
    bool save = false;
    const bool visible =
        ImGui::BeginPopupModal("share", nullptr,
                               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
    if (!visible) {
        if (!opening_) open_ = false;
        return false;
    }
    // What is behind it is dimmed at once: no frames are drawn for it to fade.
    ImGui::GetCurrentContext()->DimBgRatio = 1;
    // A field takes Escape for itself, and a list as well.
    const bool escapes =
        ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !io.WantTextInput &&
        ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows | ImGuiFocusedFlags_NoPopupHierarchy);
    {
        const UseFont font(fonts().strong);
        text(has_link ? (what.essence ? "Share what this link says" : "Share this report")
                      : "Share this view");
    }
    const float close_width = ImGui::CalcTextSize("Close").x + 2 * ImGui::GetStyle().FramePadding.x;
    if (!copied_.empty()) {
        ImGui::SameLine(0, px(16));
        text(cut_end(copied_, ImGui::GetContentRegionAvail().x - close_width - px(16)), colours().good);
    }
    ImGui::SameLine();
    ImGui::SetCursorPos({ImGui::GetWindowWidth() - px(20) - close_width, px(12)});
    const bool closes = plain_button("Close");
    if (opening_) ImGui::SetItemDefaultFocus();
    ImGui::Dummy({0, px(4)});
    ImGui::BeginChild("content", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened);
    if (!has_link) {
        draw_place(what);
        save = draw_reports(what);
    } else if (wide) {
        const float half = std::floor((ImGui::GetContentRegionAvail().x - px(28)) / 2);
        ImGui::BeginChild("left", {half, 0}, ImGuiChildFlags_AutoResizeY, ImGuiWindowFlags_NavFlattened);
        draw_choice(what);
        draw_preview();
        ImGui::EndChild();
        ImGui::SameLine(0, px(28));
        ImGui::BeginChild("right", {half, 0}, ImGuiChildFlags_AutoResizeY, ImGuiWindowFlags_NavFlattened);
        draw_about();
        draw_link();
        save = draw_reports(what);
        draw_exports(what);
        ImGui::EndChild();
    } else {
        draw_choice(what);
        draw_preview();
        ImGui::Dummy({0, px(6)});
        draw_about();
        draw_link();
        save = draw_reports(what);
        draw_exports(what);
    }
    ImGui::EndChild();
    if (closes || escapes) {
        ImGui::CloseCurrentPopup();
        open_ = false;
    }
    ImGui::EndPopup();
    opening_ = false;
    return save;
}

}  // namespace plimsoll::web
