// The application on the canvas: what is open, which view of it is shown, and what the reader has selected.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/report/report.h"
#include "web/page/bridge.h"
#include "web/page/opened.h"
#include "web/page/platform.h"
#include "web/page/selection.h"

namespace plimsoll::web {

class App : public Events {
 public:
    void load_fonts(const FontFiles& files);
    void draw();

    void opening(std::string name, uint64_t bytes, bool verifies) override;
    void opened(image::Image image) override;
    void scanned(uint32_t blob, image::LayerScan scan) override;
    void progressed(uint64_t bytes_done, uint64_t bytes_total) override;
    void finished() override;
    void failed(std::string where, std::string message) override;
    void cancelled() override;
    void dragging(bool over) override;
    void appearance_changed() override;
    std::string report_json() override;

 private:
    void draw_top_bar();
    void draw_footer();
    void draw_view();
    void read_keys();
    void announce_view();

    /// An archive that is being read, or that could not be.
    struct Reading {
        std::string name;
        uint64_t bytes = 0, done = 0, total = 0;
        double started = 0;
        bool verifies = false;  ///< reads what is shown once more, which stays meanwhile
        std::unique_ptr<Opened> opened;
        std::string failure;

        bool hides_report() const { return !verifies || !failure.empty(); }
    };
    void draw_reading();
    void draw_verifying();
    void draw_failure();

    std::unique_ptr<Opened> shown_;
    std::optional<Reading> reading_;
    Selection selection_;
    Selection::View announced_ = Selection::View::overview;
    bool dragging_ = false;
};

/// The views, each in its own file. They fill the window that is current. Those that keep something are classes.
void draw_overview(Opened& opened, Selection& selection);
void draw_layers(Opened& opened, Selection& selection);

/// "RUN apt-get install ...", the instruction in its colour, cut to the width that is left.
void draw_made_by(const report::Report& report, uint32_t layer, float width);

/// A table of such rows. Answers which one was clicked.
std::optional<size_t> draw_weights(const char* id, const std::vector<WeightRow>& rows,
                                   const char* where_heading);

}  // namespace plimsoll::web
