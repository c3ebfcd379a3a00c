#include "web/page/app.h"

#include <emscripten.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "core/findings/kinds.h"
#include "core/link/link.h"
#include "core/report/read.h"
#include "web/page/address.h"
#include "web/page/focus.h"
#include "web/page/notice.h"
#include "web/page/tab_bar.h"
#include "web/page/text_notes.h"
#include "web/page/view_dataset.h"
#include "web/page/view_dockerfile.h"
#include "web/page/view_files.h"
#include "web/page/view_findings.h"
#include "web/page/view_packages.h"
#include "web/page/view_project.h"
#include "web/page/view_projects.h"
#include "web/page/view_study.h"
#include "web/page/view_taxonomy.h"
#include "web/page/view_types.h"
#include "web/page/widgets.h"

namespace plimsoll::web {
namespace {

constexpr float top_bar_height = 48, footer_height = 24, margin = 16;
constexpr float progress_height = 44;
constexpr float narrow_window = 560;  ///< below it, words make room for what they name

double now() { return emscripten_get_now() / 1000; }

std::string seconds_text(double seconds) {
    const auto tenths = static_cast<uint64_t>(std::llround(seconds * 10));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

/// As people say it: "medium:latest" of "docker.io/library/medium:latest".
std::string familiar(const std::string& name) {
    const auto reference = dockerfile::parse_reference(name);
    if (!reference) return name;
    std::string said = reference->familiar();
    if (!reference->tag.empty()) said.append(":").append(reference->tag);
    if (!reference->digest.empty()) said.append("@").append(reference->digest);
    return said;
}

std::string image_name(const report::Report& report) {
    return report.image.references.empty() ? report.source.name : report.image.references.front();
}

std::string title_of(const link::Essence& essence) {
    if (!essence.title.empty()) return essence.title;
    return essence.references.rows.empty() ? "An image" : essence.references.rows.front();
}

/// The first digits of a digest: "sha256:9f31c4a0b2…".
std::string short_digest(const std::string& digest) {
    const size_t colon = digest.find(':');
    return colon == std::string::npos ? digest : digest.substr(0, colon + 11) + "…";
}

/// Digest and platform, as far as they fit.
void draw_chips(const std::string& manifest, const std::string& config, const image::Platform& on,
                float room) {
    const bool has_manifest = !manifest.empty();
    const std::string& digest = has_manifest ? manifest : config;
    const std::string platform = shown(on.text());
    if (!digest.empty() && room > px(180)) {
        chip(short_digest(digest), fonts().mono);
        note((has_manifest ? "Digest of the manifest: " : "Digest of the configuration, the image's ID: ") +
             digest);
        ImGui::SameLine(0, px(4));
        room -= px(164);
    }
    if (!platform.empty() && room > px(100)) chip(platform, fonts().small);
}

void fill(ImVec2 from, ImVec2 to, ImU32 colour) {
    ImGui::GetWindowDrawList()->AddRectFilled(from, to, colour);
}

}  // namespace

// ------------------------------------------------------------------------------------------------- events

void App::opening(std::string name, uint64_t bytes, Purpose purpose) {
    reading_.emplace();
    reading_->purpose = purpose;
    reading_->name = std::move(name);
    reading_->bytes = bytes;
    reading_->started = now();
}

void App::opened(image::Image image) {
    if (reading_) reading_->opened = std::make_unique<Opened>(std::move(image));
}

void App::found_project(taxonomy::FoundProject project) {
    if (reading_) reading_->project = std::make_unique<OpenedProject>(std::move(project));
}

void App::found_dataset(study::Results results) {
    if (reading_) reading_->dataset = std::make_unique<OpenedDataset>(std::move(results));
}

void App::scanned(uint32_t blob, image::LayerScan scan) {
    if (reading_ && reading_->opened) reading_->opened->analysis.add_scan(blob, std::move(scan));
}

void App::progressed(uint64_t bytes_done, uint64_t bytes_total, std::string pace) {
    if (!reading_) return;
    reading_->done = bytes_done;
    reading_->total = bytes_total;
    reading_->pace = std::move(pace);
}

uint64_t App::files_found() {
    if (!reading_ || !reading_->opened) return 0;
    const report::Analysis& analysis = reading_->opened->analysis;
    uint64_t files = 0;
    for (uint32_t layer = 0; layer < analysis.image().layers.size(); ++layer)
        if (const auto* scan = analysis.scan(layer)) files += scan->measures.files;
    return files;
}

std::string App::set_aside_json() { return std::exchange(set_aside_, {}); }

void App::finished() {
    if (reading_ && reading_->purpose == Purpose::aside) {
        if (reading_->opened) reading_->opened->finish();
        set_aside_ = reading_->opened    ? reading_->opened->report_json()
                     : reading_->project ? reading_->project->report_json()
                     : reading_->dataset ? reading_->dataset->report_json()
                                         : std::string();
        reading_.reset();
        return;
    }
    if (reading_ && reading_->project) {
        const PagePlace asked = place_in_address(Whose::readers);
        show_instead(std::move(reading_->project), nullptr, Selection::View::dockerfile);
        go_to(asked);
        update_address();
        return name_window();
    }
    if (reading_ && reading_->dataset) {
        reading_->dataset->seconds = now() - reading_->started;
        const PagePlace asked = place_in_address(Whose::anybodys);
        show_instead(nullptr, std::move(reading_->dataset), Selection::View::study);
        go_to(asked);
        update_address();
        return name_window();
    }
    if (!reading_ || !reading_->opened) return;
    std::unique_ptr<Opened> opened = std::move(reading_->opened);
    const Purpose purpose = reading_->purpose;
    const double seconds = now() - reading_->started;
    const std::string name = reading_->name;
    reading_.reset();
    // Another image of the same archive, or a reading of every byte of it: what was held against it is held once more.
    const bool same_archive = shown_ && !shown_->saved && shown_->report.source.name == name;
    std::optional<Claim> claim;
    if (purpose != Purpose::compare) claim = this->claim();
    if (!claim && verdict_ && (purpose == Purpose::verify || same_archive)) claim = verdict_->claim();
    if (purpose == Purpose::compare) {
        other_ = std::move(opened);
        other_->finish();
        other_report_.reset();
    } else {
        shown_ = std::move(opened);
        project_.reset();
        dataset_.reset();
        link_.reset();
        share_.close();
        shown_->finish();
        shown_->seconds = seconds;
        name_window();
    }
    if (purpose == Purpose::show) {
        const PagePlace asked = place_in_address(Whose::readers);
        selection_ = {};
        other_.reset();
        other_report_.reset();
        go_to(asked);
        begin_address();
    }
    if (purpose != Purpose::compare) hold_against(std::move(claim));
    compare();
    if (purpose == Purpose::compare) selection_.view = Selection::View::compare;
    announced_ = selection_.view;
    update_address();
}

std::optional<Claim> App::claim() const {
    if (link_) return Claim{link_->essence, "the link"};
    if (!shown_ || !shown_->saved || shown_->kept) return std::nullopt;
    const report::Seal* seal = shown_->seal ? &*shown_->seal : nullptr;
    constexpr link::Choice all{true, true, true, true, true};
    return Claim{link::essence_of(shown_->report, all, seal), "the report " + shown_->file_name,
                 shown_->was_changed()};
}

void App::hold_against(std::optional<Claim> claim) {
    verdict_.reset();
    if (!claim) return;
    verdict_ = std::make_unique<VerdictView>(std::move(*claim), shown_->report);
    announce(verdict_->words().sentence);
}

void App::end_reading() {
    if (reading_ && reading_->purpose != Purpose::aside) reading_.reset();
}

void App::show_instead(std::unique_ptr<OpenedProject> project, std::unique_ptr<OpenedDataset> dataset,
                       Selection::View view) {
    end_reading();
    shown_.reset();
    link_.reset();
    verdict_.reset();
    share_.close();
    other_.reset();
    other_report_.reset();
    project_ = std::move(project);
    dataset_ = std::move(dataset);
    selection_ = {};
    selection_.view = announced_ = view;
    begin_address();
    compare();
}

void App::compare() {
    compare_view_.reset();
    comparison_json_.clear();
    if (!shown_ || (!other_ && !other_report_)) return;
    const auto side = [](const Opened& opened) {
        return report::Side{opened.report, opened.saved ? nullptr : &opened.analysis};
    };
    const report::Side a = side(*shown_), b = other_ ? side(*other_) : report::Side{*other_report_};
    compare_view_ = std::make_unique<CompareView>(report::compare(a, b));
}

namespace {

/// What a sentence says of a report that is none: "holds no report"; "can't be shown: in it, layers[2] is missing".
std::string what_is_wrong(const Error& error, std::string_view what) {
    std::string message;
    if (!error.where.empty()) message.append(what).append(": in it, ").append(error.where).append(" ");
    return message.append(error.message);
}

}  // namespace

std::string App::open_report(std::string name, std::string_view json, bool kept) {
    auto report = report::from_json(json);
    if (!report) return what_is_wrong(report.error(), "can't be shown");
    const PagePlace asked = place_in_address(Whose::readers);
    show_instead(nullptr, nullptr, Selection::View::overview);
    shown_ = std::make_unique<Opened>(std::move(*report));
    shown_->file_name = std::move(name);
    shown_->kept = kept;
    if (auto seal = report::seal_of(json)) shown_->seal = std::move(*seal);
    go_to(asked);
    announced_ = selection_.view;
    update_address();
    name_window();
    return {};
}

std::string App::open_link(std::string_view fragment) {
    const PagePlace asked = page_place(fragment);
    // Without members that are not known, which may be anything.
    auto essence = asked.report.empty() ? failure(ErrorCode::unrecognised, "", "this is no link to a report")
                                        : link::decode(asked.report);
    if (!essence) {
        // If what was shown is shown again, the address has to name that.
        settle_address({.report = asked.report});
        begin_address();
        return essence.error().message;
    }
    end_reading();
    share_.close();
    link_ = std::make_unique<OpenedLink>(std::move(*essence));
    link_->text = asked.report;
    go_to(asked);
    announced_ = selection_.view;
    settle_address(place());
    name_window();
    return {};
}

void App::name_window() const {
    std::string name;
    if (link_)
        name = title_of(link_->essence);
    else if (dataset_)
        name = dataset_->results.name;
    else if (project_)
        name = project_->report.title();
    else if (shown_)
        name = image_name(shown_->report);
    set_document_title(name.empty() ? "" : name + " · Plimsoll");
}

bool App::close_link() {
    link_.reset();
    share_.close();
    name_window();
    selection_.view = announced_ = project_   ? Selection::View::dockerfile
                                   : dataset_ ? Selection::View::study
                                              : Selection::View::overview;
    return has_report();
}

void App::address_changed() {
    if (!has_report()) return;
    go_to(place_in_address(Whose::anybodys));
    settle_address(place());
}

std::string App::compare_with(std::string_view json) {
    auto report = report::from_json(json);
    if (!report) return what_is_wrong(report.error(), "can't be compared");
    other_.reset();
    other_report_ = std::move(*report);
    compare();
    selection_.view = announced_ = Selection::View::compare;
    return {};
}

void App::failed(std::string where, std::string message) {
    if (!reading_) reading_.emplace();
    reading_->opened.reset();
    reading_->project.reset();
    reading_->dataset.reset();
    // Messages are what a sentence says of its subject: "is not valid JSON".
    reading_->failure = (where.empty() ? "It " : "In it, " + where + " ") + message + ".";
}

void App::cancelled() { reading_.reset(); }

void App::dragging(bool over) { dragging_ = over; }

void App::appearance_changed() { set_dark(prefers_dark()); }

std::string App::report_json() {
    if (link_) return link::to_json(link_->essence);
    if (dataset_) return dataset_->report_json();
    if (project_) return project_->report_json();
    return shown_ ? shown_->report_json() : "";
}

std::string App::origin() {
    if (link_)
        return "These numbers come from the link and were not recomputed here. Give the page the image to "
               "hold "
               "them against it.";
    if (!shown_ || !shown_->saved) return {};
    if (shown_->kept)
        return "This report was computed here, and kept while others were read. It lists the largest files "
               "only.";
    std::string words = "This is what the report " + report::printable(shown_->file_name) +
                        " says of an image. Nothing of it was computed here. Give the page the image to hold "
                        "it against that.";
    if (shown_->was_changed()) words += " The report was changed after it was made: its digest is not right.";
    return words;
}

std::string App::notes_json() {
    using Json = nlohmann::ordered_json;
    Json notes = Json::object();
    if (link_) {
        Json meanings = Json::object();
        for (const findings::KindOfFinding& kind : findings::kinds())
            meanings[std::string(kind.id)] = kind.meaning;
        notes = {{"sharing", link::sharing(link_->essence)},
                 {"cuts", link::cuts(link_->essence)},
                 {"meanings", std::move(meanings)}};
    } else if (project_) {
        notes = notes_on_taxonomy(project_->report.taxonomy);
    } else if (shown_ && !dataset_) {
        notes = notes_on_image(*shown_);
    }
    if (verdict_ && !link_) {
        constexpr const char* tones[] = {"good", "warning", "bad"};
        const VerdictWords& words = verdict_->words();
        notes["verdict"] = {{"what", verdict_->claim().what},
                            {"tone", tones[static_cast<size_t>(words.tone)]},
                            {"sentence", words.sentence},
                            {"more", words.more}};
    }
    return notes.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string App::folder_json(std::string_view path, std::optional<uint32_t> layer) {
    return shows_image() ? web::folder_json(*shown_, path, layer) : std::string();
}

std::string App::package_files_json(uint32_t package) {
    return shows_image() ? web::package_files_json(*shown_, package) : std::string();
}

std::string App::project_text(uint32_t file) {
    if (!project_ || link_ || file >= project_->report.project.files.size()) return {};
    return project_->report.project.files[file].content;
}

std::string App::verdict_json() {
    return verdict_ && !link_ ? link::to_json(verdict_->comparison()) : std::string();
}

std::string App::tabs_json() {
    using Json = nlohmann::ordered_json;
    Json views = Json::array();
    size_t selected = 0;
    if (shows_report())
        for (const Tab& tab : tabs()) {
            if (tab.view == selection_.view) selected = views.size();
            views.push_back(tab.name);
        }
    return Json{{"views", std::move(views)}, {"selected", selected}}.dump();
}

void App::choose_tab(size_t number) {
    if (shows_report() && number < tabs().size()) choose_view(tabs()[number].view);
}

std::string App::search_json(std::string_view words) {
    constexpr size_t most = 8;  // of a kind
    hits_.clear();
    if (!shows_report()) return to_json(hits_);
    if (link_)
        hits_ = search(link_->essence, words, most);
    else if (dataset_)
        hits_ = search(dataset_->results, words, most);
    else if (project_)
        hits_ = search(project_->report, words, most);
    else
        hits_ = search(shown_->report, shown_->saved ? nullptr : &shown_->analysis.files(), words, most);
    return to_json(hits_);
}

void App::choose_hit(size_t group, size_t number) {
    if (!shows_report() || group >= hits_.size() || number >= hits_[group].hits.size()) return;
    const Hit& hit = hits_[group].hits[number];
    using Of = HitGroup::Kind;
    if (link_) {
        using View = Selection::View;
        constexpr View parts[] = {View::findings, View::layers, View::packages,
                                  View::files,    View::types,  View::taxonomy};
        const auto kind = static_cast<size_t>(hits_[group].kind);
        if (kind >= std::size(parts)) return;
        selection_.view = parts[kind];
        link_->view.go_to(parts[kind], parts[kind] == View::layers
                                           ? std::optional(link_->essence.layers.rows[hit.number].index)
                                           : std::nullopt);
        return;
    }
    if (verdict_) verdict_->set_open(false);
    switch (hits_[group].kind) {
        case Of::findings:
            selection_.finding = hit.number;
            selection_.view = Selection::View::findings;
            break;
        case Of::instructions:
            selection_.step = hit.number;
            selection_.view = Selection::View::dockerfile;
            break;
        case Of::packages:
            selection_.package = hit.number;
            selection_.view = Selection::View::packages;
            break;
        case Of::files:
            selection_.show_file(hit.text, std::nullopt);
            break;
        case Of::types:
            selection_.type = hit.text;
            selection_.view = Selection::View::types;
            break;
        case Of::purposes:
            (project_ ? project_->taxonomy_view() : shown_->taxonomy_view()).select(hit.number);
            selection_.view = Selection::View::taxonomy;
            break;
        case Of::lines:
            project_->files_view().show_line(hit.file, hit.number);
            selection_.view = Selection::View::dockerfile;
            break;
        case Of::figures:
            dataset_->study_view().go_to({.item = dataset_->results.figures[hit.number].item});
            selection_.view = Selection::View::study;
            break;
        case Of::projects:
            dataset_->projects_view().show(hit.number);
            selection_.view = Selection::View::projects;
            break;
    }
}

Result<std::string> App::make_link(const ShareWish& wish, const std::optional<std::string>& base) {
    const ToShare what = to_share();
    if (!what.report && !what.essence)
        return failure(ErrorCode::missing, "", "nothing is shown that a link could hold");
    const auto own = base_to_share();
    auto made = web::share(essence_to_share(what, wish.choice), wish,
                           base  ? *base
                           : own ? *own
                                 : std::string(),
                           place_to_share(what.place, wish.view));
    if (!made) return failure(made.error());
    return std::move(made->address);
}

// ---------------------------------------------------------------------------------------------- where the reader is

PagePlace App::place() const {
    PagePlace place;
    if (link_) {
        place.report = link_->text;
        if (selection_.view != Selection::View::overview) place.view = selection_.view;
        place.layer = link_->view.layer();
    } else if (dataset_) {
        place.study = dataset_->study_view().place();
        place.study->projects = selection_.view == Selection::View::projects;
    } else if (project_) {
        if (selection_.view != Selection::View::dockerfile) place.view = selection_.view;
    } else {
        if (selection_.view != Selection::View::overview) place.view = selection_.view;
        if (selection_.view == Selection::View::layers && selection_.layer > 0)
            place.layer = selection_.layer;
    }
    return place;
}

void App::update_address() {
    if (!has_report()) return;
    show_in_address(place());
}

void App::go_to(const PagePlace& place) {
    using View = Selection::View;
    if (link_) {
        const View part = place.view.value_or(View::overview);
        link_->view.go_to(part, place.layer);
        selection_.view = link_->view.part();
    } else if (dataset_) {
        if (!place.study) return;
        if (!place.study->projects) dataset_->study_view().go_to(*place.study);
        selection_.view = place.study->projects ? View::projects : View::study;
    } else if (project_) {
        selection_.view = place.view == View::taxonomy ? View::taxonomy : View::dockerfile;
    } else if (shown_) {
        selection_.view = place.view.value_or(View::overview);
        if (selection_.view == View::layers)
            selection_.layer = place.layer && *place.layer < shown_->report.layers.size() ? *place.layer : 0;
        if (verdict_) verdict_->set_open(false);
    }
}

ToShare App::to_share() const {
    ToShare what;
    what.place = place();
    if (link_) {
        what.essence = &link_->essence;
        what.name = "plimsoll";
    } else if (shown_) {
        what.report = &shown_->report;
        what.seal = shown_->seal ? &*shown_->seal : nullptr;
        what.name = file_stem(image_name(shown_->report));
    } else {
        what.name = project_ ? "project" : "study";
    }
    return what;
}

void App::share() {
    if (!shows_report()) return;
    share_.open(to_share());
    // Who opens it sees where the keys start.
    ImGui::GetCurrentContext()->NavDisableHighlight = false;
}

void App::draw_share() {
    if (!shows_report()) share_.close();
    if (share_.is_open()) share_.draw(to_share(), [&] { return report_json(); });
    // Whatever closed it, nothing of it stays.
    if (!share_.is_open() && ImGui::IsPopupOpen("share", ImGuiPopupFlags_None))
        ImGui::ClosePopupToLevel(0, true);
}

std::string App::comparison_json() {
    if (link_) return {};
    if (comparison_json_.empty() && compare_view_)
        comparison_json_ = report::to_json(compare_view_->comparison());
    return comparison_json_;
}

// ------------------------------------------------------------------------------------------------ drawing

void App::load_fonts(const FontFiles& files) { set_up_theme(files, prefers_dark()); }

void App::draw() {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    begin_focus();
    read_keys();
    draw_top_bar();
    float top = px(top_bar_height + margin);
    if (reading_ && !reading_->hides_report() && reading_->purpose != Purpose::aside) {
        ImGui::SetCursorPos({px(margin), top});
        draw_progress();
        top += px(progress_height + gap);
    }
    const float across = io.DisplaySize.x - 2 * px(margin);
    if (shows_report() && !link_ && verdict_) {
        ImGui::SetCursorPos({px(margin), top});
        top += verdict_->strip_height(across) + px(gap);
        if (verdict_->draw_strip(across)) verdict_.reset();
    } else if (shows_report() && !link_ && shown_ && shown_->saved &&
               (selection_.view == Selection::View::overview || shown_->was_changed())) {
        ImGui::SetCursorPos({px(margin), top});
        draw_saved_banner();
        top = ImGui::GetItemRectMax().y + px(gap);
    }
    ImGui::SetCursorPos({px(margin), top});
    ImGui::BeginChild(
        "view", {io.DisplaySize.x - 2 * px(margin), io.DisplaySize.y - top - px(footer_height + margin)},
        ImGuiChildFlags_None);
    draw_view();
    end_child();
    // What the view itself did not take.
    if (shows_report() && take_key(ImGuiKey_Escape)) go_back();
    if (link_ && shows_report() && selection_.view != link_->view.part()) {
        // Who scrolls has not gone anywhere that Back should lead away from.
        selection_.view = announced_ = link_->view.part();
        begin_address();
        update_address();
    }
    announce_view();
    if (shows_report()) update_address();
    draw_footer();
    draw_share();
    if (dragging_) {
        fill({0, 0}, io.DisplaySize, faded(colours().background, 0.8f));
        ImGui::GetWindowDrawList()->AddRect({px(8), px(8)},
                                            {io.DisplaySize.x - px(8), io.DisplaySize.y - px(8)},
                                            colours().accent, px(14), 0, px(2));
    }
    end_focus();
    ImGui::End();
}

void App::draw_view() {
    if (reading_ && reading_->hides_report())
        return reading_->failure.empty() ? draw_reading() : draw_failure();
    if (link_) return link_->view.draw();
    if (dataset_) return draw_dataset();
    if (project_)
        return selection_.view == Selection::View::taxonomy ? project_->taxonomy_view().draw()
                                                            : project_->files_view().draw();
    if (!shown_) return;
    if (verdict_ && verdict_->is_open()) return verdict_->draw();
    switch (selection_.view) {
        case Selection::View::overview:
            return draw_overview(*shown_, selection_);
        case Selection::View::layers:
            return draw_layers(*shown_, selection_);
        case Selection::View::files:
            return shown_->saved ? draw_listed_files(shown_->report) : shown_->files_view().draw(selection_);
        case Selection::View::packages:
            return shown_->packages_view().draw(selection_);
        case Selection::View::types:
            return shown_->types_view().draw(selection_);
        case Selection::View::findings:
            return shown_->findings_view().draw(selection_);
        case Selection::View::dockerfile:
            return shown_->dockerfile_view().draw(selection_);
        case Selection::View::taxonomy:
            return shown_->taxonomy_view().draw();
        case Selection::View::study:
            return shown_->study_view().draw();
        case Selection::View::compare:
            return compare_view_ ? compare_view_->draw() : draw_nothing_to_compare();
        case Selection::View::projects:
            return;  // of a data set only
    }
}

namespace {

using Tab = App::Tab;
// In the order of the tabs, and of the keys 1, 2, 3 ... 9, 0.
constexpr Tab all_tabs[] = {
    {"Overview", Selection::View::overview},     {"Layers", Selection::View::layers},
    {"Files", Selection::View::files},           {"Packages", Selection::View::packages},
    {"Types", Selection::View::types},           {"Findings", Selection::View::findings},
    {"Dockerfile", Selection::View::dockerfile}, {"Taxonomy", Selection::View::taxonomy},
    {"Study", Selection::View::study},           {"Compare", Selection::View::compare}};

/// There is less to be seen of a project.
constexpr Tab project_tabs[] = {{"Dockerfile", Selection::View::dockerfile},
                                {"Taxonomy", Selection::View::taxonomy}};

constexpr Tab dataset_tabs[] = {{"Study", Selection::View::study}, {"Projects", Selection::View::projects}};

/// And of what a link says: these parts of one page, which a card has none of.
constexpr Tab link_tabs[] = {{"Overview", Selection::View::overview}, {"Layers", Selection::View::layers},
                             {"Files", Selection::View::files},       {"Packages", Selection::View::packages},
                             {"Types", Selection::View::types},       {"Findings", Selection::View::findings},
                             {"Taxonomy", Selection::View::taxonomy}, {"Study", Selection::View::study}};

}  // namespace

std::span<const App::Tab> App::tabs() const {
    if (link_)
        return link_->essence.card ? std::span<const Tab>(link_tabs, 1) : std::span<const Tab>(link_tabs);
    if (dataset_) return dataset_tabs;
    return project_ ? std::span<const Tab>(project_tabs) : std::span<const Tab>(all_tabs);
}

void App::read_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    if (!shows_report() || io.WantTextInput || share_.is_open()) return;
    const auto tabs = this->tabs();
    for (size_t number = 0; number < tabs.size(); ++number)
        if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + (number + 1) % 10), false))
            choose_view(tabs[number].view);
    // Of a data set's figures S saves one as SVG.
    const bool saves = dataset_ && !link_ && selection_.view == Selection::View::study;
    if (!saves && !io.KeyCtrl && !io.KeyAlt && !io.KeySuper && ImGui::IsKeyPressed(ImGuiKey_S, false) &&
        !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup))
        share();
}

void App::choose_view(Selection::View view) {
    selection_.view = view;
    if (link_) link_->view.go_to(view, std::nullopt);
    if (verdict_) verdict_->set_open(false);
}

/// Has screen readers hear which view has come, and the keyboard go there.
void App::announce_view() {
    if (focused_ != selection_.view) {
        focused_ = selection_.view;
        focus_view();
    }
    if (announced_ == selection_.view) return;
    announced_ = selection_.view;
    for (const Tab& tab : tabs())
        if (tab.view == announced_) announce(tab.name);
}

void App::draw_top_bar() {
    const float width = ImGui::GetIO().DisplaySize.x, height = px(top_bar_height);
    fill({0, 0}, {width, height}, colours().card);
    fill({0, height - px(1)}, {width, height}, colours().line);
    draw_mark({px(27), height / 2}, px(6.5f), colours().accent);

    const float line = (height - ImGui::GetTextLineHeight()) / 2;
    const bool narrow = width < px(narrow_window);
    if (!narrow) {
        ImGui::SetCursorPos({px(46), line});
        const UseFont font(fonts().strong);
        text("Plimsoll");
    }
    // Where recent reports are, and how to begin anew.
    const ImVec2 corner{0, 0}, end{px(narrow ? 44 : 116), height};
    if ((!reading_ || !reading_->hides_report()) && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) &&
        ImGui::IsMouseHoveringRect(corner, end)) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        draw_note("To the start");
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) show(View::landing);
    }
    float right = width - px(16);
    {
        const char* label = "Open";
        const UseFont font(fonts().strong);
        right -= ImGui::CalcTextSize(label).x + 2 * ImGui::GetStyle().FramePadding.x;
        ImGui::SetCursorPos({right, (height - ImGui::GetFrameHeight()) / 2});
        if (primary_button(label)) choose_files();
        note("Another archive, project or data set (Ctrl+O)");
    }
    if (!shows_report()) return;
    right -= ImGui::CalcTextSize("Share").x + 2 * ImGui::GetStyle().FramePadding.x + px(8);
    ImGui::SetCursorPos({right, (height - ImGui::GetFrameHeight()) / 2});
    if (plain_button("Share")) share();
    note("A link that holds the report, citations, other formats (S)");
    right -= ImGui::GetFrameHeight() + px(8);
    ImGui::SetCursorPos({right, (height - ImGui::GetFrameHeight()) / 2});
    if (plain_button("##search")) open_search();
    {
        const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
        draw_glass({(from.x + to.x) / 2, (from.y + to.y) / 2}, colours().text);
    }
    note("Search in all of it, and do anything (/)");

    const auto tabs = this->tabs();
    std::vector<const char*> names;
    for (const Tab& tab : tabs) names.push_back(tab.name);
    const float name_left = px(narrow ? 46 : 132), room_right = right - px(16);
    const float tabs_width = width_of_tabs(names);
    const float tabs_left = std::max(name_left, std::min(px(470), room_right - tabs_width));
    const float name_room = tabs_left - name_left - px(16);
    if (link_) {
        draw_name(title_of(link_->essence), link_->essence.card ? "as a card says" : "as a link says",
                  name_left, name_room);
    } else if (project_) {
        draw_name(project_->report.title(),
                  "project, " + counted(project_->report.files.size(), "file", "files"), name_left,
                  name_room);
    } else if (dataset_) {
        const std::string projects = dataset_->projects_text();
        draw_name(dataset_->results.name, "data set" + (projects.empty() ? "" : ", " + projects), name_left,
                  name_room);
    } else if (name_room > px(60)) {
        const report::Report& report = shown_->report;
        {
            const UseFont font(fonts().strong);
            const std::string name = shown(image_name(report));
            ImGui::SetCursorPos({name_left, px(5)});
            text(cut_middle(familiar(name), name_room));
            note(name);
        }
        ImGui::SetCursorPos({name_left, px(25)});
        draw_chips(report.image.digest, report.image.config_digest, report.image.config.platform, name_room);
    }
    const auto selected =
        std::find_if(tabs.begin(), tabs.end(), [&](const Tab& tab) { return tab.view == selection_.view; });
    ImGui::SetCursorPos({tabs_left, 0});
    const size_t chosen =
        draw_tabs(names, static_cast<size_t>(selected - tabs.begin()), {room_right - tabs_left, height});
    if (tabs[chosen].view != selection_.view) choose_view(tabs[chosen].view);
}

/// Above a saved report: that it is one, and how to find out whether it is true.
void App::draw_saved_banner() {
    const float width = ImGui::GetIO().DisplaySize.x - 2 * px(margin);
    const bool wide = width > px(760), changed = shown_->was_changed(), kept = shown_->kept;
    const Card card("saved", {width, px(wide ? 48 : kept ? 60 : 104)}, Card::Look::still);
    draw_edge(changed ? colours().bad : kept ? colours().good : colours().warning);
    const char* button = "Choose the image";
    const float button_width = ImGui::CalcTextSize(button).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorPos({px(margin), px(wide ? 15 : 10)});
    const float end = wide ? width - button_width - px(2 * margin) : width - px(margin);
    const std::string words =
        changed ? "This report was changed after it was made: its digest is not right. Drop the image to see "
                  "what "
                  "is true."
        : kept
            ? "Computed here, and kept while others were read: the largest files only. Read it again for all."
            : "A saved report; nothing of it was computed here. Drop the image to hold it against that.";
    if (wide) {
        text(cut_end(words, end - px(margin)), changed ? colours().bad : colours().text);
        ImGui::SetCursorPos({width - button_width - px(margin), (px(48) - ImGui::GetFrameHeight()) / 2});
    } else {
        ImGui::PushTextWrapPos(end);
        text(words, changed ? colours().bad : colours().text);
        ImGui::PopTextWrapPos();
        ImGui::SetCursorPosX(px(margin));
    }
    if (!kept && plain_button(button)) choose_files();
}

void App::draw_name(const std::string& name, const std::string& line, float left, float room) {
    if (room <= px(60)) return;
    {
        const UseFont font(fonts().strong);
        const std::string printable = shown(name);
        ImGui::SetCursorPos({left, px(5)});
        text(cut_middle(printable, room));
        note(printable);
    }
    ImGui::SetCursorPos({left, px(25)});
    const UseFont font(fonts().small);
    text(cut_end(line, room), colours().muted);
}

void App::draw_dataset() {
    if (selection_.view == Selection::View::projects)
        dataset_->projects_view().draw();
    else
        dataset_->study_view().draw();
}

/// What of what is shown was read, and how fast.
std::string App::footer_text() const {
    if (link_)
        return "as a link says, not computed here    " +
               counted(link_->essence.layer_count, "layer", "layers");
    if (dataset_) {
        const std::string projects = dataset_->projects_text();
        return dataset_->what_was_read() + " read in " + seconds_text(dataset_->seconds) +
               (projects.empty() ? "" : "    " + projects);
    }
    if (project_)
        return report::format_bytes(project_->bytes) + " in " +
               counted(project_->report.files.size(), "file", "Dockerfiles and compose files");
    const size_t layers = shown_->report.layers.size();
    const std::string source = shown_->was_changed() ? "a saved report, which was changed after it was made"
                               : shown_->kept        ? "computed here, and kept"
                               : shown_->saved       ? "as a saved report says, not computed here"
                                                     : report::format_bytes(shown_->report.source.bytes) +
                                                     " read in " + seconds_text(shown_->seconds);
    return source + "    " + counted(layers, "layer", "layers");
}

void App::draw_footer() {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float top = size.y - px(footer_height);
    fill({0, top}, size, colours().card);
    fill({0, top}, {size.x, top + px(1)}, colours().line);
    const UseFont font(fonts().small);
    const float line = top + (px(footer_height) - ImGui::GetTextLineHeight()) / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled({px(21), top + px(footer_height) / 2}, px(4.5f),
                                                colours().good);
    ImGui::SetCursorPos({px(34), line});
    const std::string& news = told();
    if (!news.empty())
        text(cut_end(news, size.x / 2), colours().good);
    else
        text(size.x < px(narrow_window) ? "Nothing sent" : "Read on this machine, nothing sent",
             colours().muted);
    const bool shows_report = this->shows_report();
    if (shows_report && news.empty() && size.x > px(760)) {
        ImGui::SameLine(0, px(16));
        const bool changed = !link_ && shown_ && shown_->was_changed();
        text(footer_text(), changed                                               ? colours().bad
                            : link_ || (shown_ && shown_->saved && !shown_->kept) ? colours().warning
                                                                                  : colours().muted);
    }
    float right = size.x - px(16);
    const std::string version = report::version();
    right -= ImGui::CalcTextSize(version.c_str()).x;
    ImGui::SetCursorPos({right, line});
    text(version, colours().muted);
    right -= px(16);
    const auto button = [&](const char* words) {
        right -= ImGui::CalcTextSize(words).x;
        ImGui::SetCursorPos({right, line});
        right -= px(16);
        return text_button(words, colours().muted);
    };
    if (button("Licences")) web::open_link(Link::licences);
    if (button("Help (?)")) open_help();
    if (shows_report && button("Text version")) show(View::text);
}

namespace {

/// A card of this width in the middle of the view, as high as its content.
class CentredCard {
 public:
    explicit CentredCard(float width, float top) {
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const float across = std::min(px(width), room.x);
        ImGui::SetCursorPos({(room.x - across) / 2, std::max(0.0f, room.y * top)});
        ImGui::PushStyleColor(ImGuiCol_ChildBg, colours().card);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(28), px(24)});
        ImGui::BeginChild("card", {across, 0}, ImGuiChildFlags_Border | ImGuiChildFlags_AutoResizeY);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
    }
    ~CentredCard() { end_child(); }
    CentredCard(const CentredCard&) = delete;
    CentredCard& operator=(const CentredCard&) = delete;
};

}  // namespace

namespace {

/// A line with words at its left and at its right; two lines where both do not fit beside each other.
void draw_ends(const std::string& left, const std::string& right) {
    const float room = ImGui::GetContentRegionAvail().x, start = ImGui::GetCursorPosX();
    const float width = ImGui::CalcTextSize(right.c_str()).x;
    text(cut_end(left, room), colours().muted);
    if (right.empty()) return;
    if (ImGui::CalcTextSize(left.c_str()).x + width + px(16) < room) ImGui::SameLine(start + room - width);
    text(cut_end(right, room), colours().muted);
}

/// The layers, the first first, from the first on that still waits for those before it: a bar as long as the layer is large,
/// filled once it was read.
void draw_layers_read(const report::Analysis& analysis) {
    const image::Image& image = analysis.image();
    const auto layers = static_cast<uint32_t>(image.layers.size());
    const auto stored = [&](uint32_t layer) { return image.blobs[image.layers[layer].blob].bytes; };
    uint64_t largest = 0;
    for (uint32_t layer = 0; layer < layers; ++layer) largest = std::max(largest, stored(layer));

    const float width = ImGui::GetContentRegionAvail().x, row = ImGui::GetTextLineHeightWithSpacing();
    const float bars = width > px(440) ? px(220) : 0;
    const float view = ImGui::GetIO().DisplaySize.y - px(top_bar_height + footer_height) - px(250);
    const auto most = static_cast<uint32_t>(std::clamp(view / row, 3.0f, 14.0f));
    const uint32_t first = layers > most ? std::min(analysis.merged_layers(), layers - most) : 0;
    for (uint32_t layer = first; layer < std::min(layers, first + most); ++layer) {
        const auto* scan = analysis.scan(layer);
        text("Layer " + std::to_string(layer + 1), scan ? colours().text : colours().faint);
        ImGui::SameLine(px(110));
        if (bars > 0) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float top = at.y + (ImGui::GetTextLineHeight() - px(8)) / 2;
            const float length = std::max(px(2), bars * static_cast<float>(share_of(stored(layer), largest)));
            ImGui::GetWindowDrawList()->AddRectFilled({at.x, top}, {at.x + length, top + px(8)},
                                                      scan ? colours().run : colours().line, px(2));
            ImGui::SameLine(px(110) + bars + px(20));
        }
        const std::string words = scan ? report::format_bytes(scan->measures.file_bytes) + " in " +
                                             counted(scan->measures.files, "file", "files")
                                       : report::format_bytes(stored(layer)) + " stored";
        text(cut_end(words, ImGui::GetContentRegionAvail().x), scan ? colours().muted : colours().faint);
    }
    if (first + most < layers) text(counted(layers - first - most, "more", "more"), colours().faint);
}

}  // namespace

void App::draw_reading() {
    const CentredCard card(720, 0.14f);
    const Reading& reading = *reading_;
    uint32_t layers = 0, done = 0;
    if (reading.opened) {
        const report::Analysis& analysis = reading.opened->analysis;
        layers = static_cast<uint32_t>(analysis.image().layers.size());
        for (uint32_t layer = 0; layer < layers; ++layer) done += analysis.scan(layer) ? 1 : 0;
    }
    // At the right of the name, where it does not move while layers come.
    const ImVec2 at = ImGui::GetCursorPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float cancel_width = ImGui::CalcTextSize("Cancel").x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorPosX(at.x + room - cancel_width);
    if (plain_button("Cancel")) web::cancel();
    ImGui::SetCursorPos(at);
    {
        const UseFont font(fonts().figure);
        text(cut_middle(shown(reading.name), room - cancel_width - px(16)));
    }
    text(done == layers && layers > 0 ? std::string("Putting the layers together")
         : layers > 0
             ? "Reading " + counted(layers, "layer", "layers") + ", " + std::to_string(done) + " done"
         : reading.done > 0  ? std::string("Reading it from end to end")
         : reading.bytes > 0 ? "Looking for the layers in " + report::format_bytes(reading.bytes)
                             : std::string("Looking at its files"),
         colours().muted);
    ImGui::Dummy({0, px(6)});
    bar(share_of(reading.done, reading.total), colours().run, {ImGui::GetContentRegionAvail().x, px(8)});
    ImGui::Dummy({0, px(2)});
    if (reading.total > 0 && reading.done > 0) {
        const uint64_t files = files_found();
        draw_ends(report::format_bytes(reading.done) + " of " + report::format_bytes(reading.total) +
                      (files > 0 ? ", " + counted(files, "file", "files") + " found" : ""),
                  reading.pace);
    } else {
        text("");
    }
    ImGui::Dummy({0, px(6)});
    if (layers > 0) draw_layers_read(reading.opened->analysis);
}

/// While what is shown stays, above it: how far reading has come.
void App::draw_progress() {
    const Card card("progress", {ImGui::GetIO().DisplaySize.x - 2 * px(margin), px(progress_height)},
                    Card::Look::still);
    const float cancel_width = ImGui::CalcTextSize("Cancel").x + 2 * ImGui::GetStyle().FramePadding.x;
    const float width = ImGui::GetContentRegionAvail().x, right = ImGui::GetCursorPosX() + width;
    const float middle = (px(progress_height) - ImGui::GetTextLineHeight()) / 2;
    ImGui::SetCursorPosY(middle);
    std::string words =
        std::string(reading_->purpose == Purpose::verify ? "Verifying: " : "Reading what to compare with: ") +
        (reading_->total > 0
             ? report::format_bytes(reading_->done) + " of " + report::format_bytes(reading_->total) + " read"
             : "looking for the layers");
    if (!reading_->pace.empty()) words += ", " + reading_->pace;
    text(cut_end(words, width - cancel_width - px(16)), colours().text);
    ImGui::SameLine(0, px(16));
    const float room = right - cancel_width - px(16) - ImGui::GetCursorPosX();
    if (room > px(60))
        bar(share_of(reading_->done, reading_->total), colours().run, {room, px(8)});
    else
        ImGui::NewLine();
    ImGui::SetCursorPos({right - cancel_width, (px(progress_height) - ImGui::GetFrameHeight()) / 2});
    if (plain_button("Cancel")) web::cancel();
}

void App::draw_failure() {
    const CentredCard card(720, 0.2f);
    {
        const UseFont font(fonts().figure);
        text("This can't be shown", colours().bad);
    }
    ImGui::Dummy({0, px(2)});
    {
        const UseFont font(fonts().strong);
        text(cut_middle(shown(reading_->name), ImGui::GetContentRegionAvail().x));
    }
    text_wrapped(shown(reading_->failure), colours().text);
    ImGui::Dummy({0, px(6)});
    text_wrapped(
        "What can be opened: what docker save, Podman, Buildah or skopeo write, as a file or a folder; "
        "Dockerfiles and compose files; a data set's tables; a report that was saved as JSON.",
        colours().muted);
    ImGui::Dummy({0, px(10)});
    if (primary_button("Choose another file")) choose_files();
    ImGui::SameLine();
    if (has_report()) {
        if (plain_button("Back")) reading_.reset();
    } else if (plain_button("To the start")) {
        reading_.reset();
        show(View::landing);
    }
}

}  // namespace plimsoll::web
