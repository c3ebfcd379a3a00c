// The application on the canvas: what is open, which view of it is shown, and what the reader has selected.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/report/report.h"
#include "web/page/bridge.h"
#include "web/page/opened.h"
#include "web/page/opened_dataset.h"
#include "web/page/opened_project.h"
#include "web/page/page_place.h"
#include "web/page/platform.h"
#include "web/page/search.h"
#include "web/page/selection.h"
#include "web/page/view_compare.h"
#include "web/page/view_link.h"
#include "web/page/view_share.h"
#include "web/page/view_verdict.h"

namespace plimsoll::web {

class App : public Events {
 public:
    /// A view's name on its tab.
    struct Tab {
        const char* name;
        Selection::View view;
    };

    void load_fonts(const FontFiles& files);
    void draw();

    void opening(std::string name, uint64_t bytes, Purpose purpose) override;
    void opened(image::Image image) override;
    void found_project(taxonomy::FoundProject project) override;
    void found_dataset(study::Results results) override;
    void scanned(uint32_t blob, image::LayerScan scan) override;
    void progressed(uint64_t bytes_done, uint64_t bytes_total, std::string pace) override;
    uint64_t files_found() override;
    std::string set_aside_json() override;
    void finished() override;
    void failed(std::string where, std::string message) override;
    void cancelled() override;
    void dragging(bool over) override;
    void appearance_changed() override;
    std::string report_json() override;
    std::string origin() override;
    std::string comparison_json() override;
    std::string compare_with(std::string_view json) override;
    std::string open_report(std::string name, std::string_view json, bool kept) override;
    std::string open_link(std::string_view fragment) override;
    bool close_link() override;
    void address_changed() override;
    std::string notes_json() override;
    std::string verdict_json() override;
    std::string tabs_json() override;
    void choose_tab(size_t number) override;
    std::string search_json(std::string_view words) override;
    void choose_hit(size_t group, size_t hit) override;
    void open_share() override { share(); }
    std::string folder_json(std::string_view path, std::optional<uint32_t> layer) override;
    std::string package_files_json(uint32_t package) override;
    std::string project_text(uint32_t file) override;
    Result<std::string> make_link(const ShareWish& wish, const std::optional<std::string>& base) override;

 private:
    void draw_top_bar();
    void draw_footer();
    void draw_view();
    void read_keys();
    void choose_view(Selection::View view);
    void announce_view();
    /// Of a project or a data set: its name, and a line below it.
    void draw_name(const std::string& name, const std::string& line, float left, float room);
    void draw_dataset();
    std::string footer_text() const;
    /// Something is shown.
    bool has_report() const { return link_ || shown_ || project_ || dataset_; }
    /// And nothing hides it.
    bool shows_report() const { return has_report() && !(reading_ && reading_->hides_report()); }
    /// What is shown is an image.
    bool shows_image() const { return shown_ && !link_ && !project_ && !dataset_; }

    /// A link, which is shown instead of all else. What was there before it stays, for the reader to go back to.
    struct OpenedLink {
        explicit OpenedLink(link::Essence opened) : essence(std::move(opened)), view(essence) {}
        link::Essence essence;
        LinkView view;
        std::string text;  ///< "r1...."
    };

    /// What there is of what is shown.
    std::span<const Tab> tabs() const;
    /// The title of the browser's window: what is shown.
    void name_window() const;

    /// What is shown, as its address names it.
    PagePlace place() const;
    void update_address();
    void go_to(const PagePlace& place);
    ToShare to_share() const;
    /// What a link or a saved report that is shown says, to be held against the image that comes.
    std::optional<Claim> claim() const;
    void hold_against(std::optional<Claim> claim);
    void draw_saved_banner();
    void draw_share();
    void share();

    /// An archive that is being read, or that could not be.
    struct Reading {
        std::string name;
        uint64_t bytes = 0, done = 0, total = 0;
        double started = 0;
        Purpose purpose = Purpose::show;
        std::unique_ptr<Opened> opened;
        std::unique_ptr<OpenedProject> project;
        std::unique_ptr<OpenedDataset> dataset;
        std::string pace;  ///< how fast, and how long still
        std::string failure;

        bool hides_report() const { return purpose == Purpose::show || !failure.empty(); }
    };
    void draw_reading();
    void draw_progress();
    void draw_failure();

    /// What was shown gives way to a project or a data set, which is seen from `view` on.
    void show_instead(std::unique_ptr<OpenedProject> project, std::unique_ptr<OpenedDataset> dataset,
                      Selection::View view);

    /// What is being read to be shown is not any more; what is read aside goes on.
    void end_reading();

    /// Compares what is shown with the other, where there is one.
    void compare();

    std::unique_ptr<OpenedLink> link_;
    std::unique_ptr<VerdictView> verdict_;
    SharePanel share_;
    std::unique_ptr<Opened> shown_;
    std::unique_ptr<OpenedProject> project_;      ///< instead of shown_
    std::unique_ptr<OpenedDataset> dataset_;      ///< instead of both
    std::unique_ptr<Opened> other_;               ///< what it is compared with, where that is an archive
    std::optional<report::Report> other_report_;  ///< or where it is a saved report
    std::unique_ptr<CompareView> compare_view_;
    std::string comparison_json_;  ///< made when it is first asked for
    std::optional<Reading> reading_;
    std::string set_aside_;  ///< the report of what was read last to be set aside
    Selection selection_;
    std::vector<HitGroup> hits_;  ///< of the last search in what is shown
    Selection::View announced_ = Selection::View::overview;
    std::optional<Selection::View> focused_;  ///< the view that the keyboard was sent to
    bool dragging_ = false;
};

/// The views, each in its own file. They fill the window that is current. Those that keep something are classes.
void draw_overview(Opened& opened, Selection& selection);
void draw_layers(Opened& opened, Selection& selection);

/// "RUN apt-get install ...", the instruction in its colour, cut to the width that is left.
void draw_made_by(const report::Report& report, uint32_t layer, float width);

/// A table of such rows. Answers which one was clicked, where a click `leads` anywhere.
std::optional<size_t> draw_weights(const char* id, const std::vector<WeightRow>& rows,
                                   const char* where_heading, bool leads = true);

}  // namespace plimsoll::web
