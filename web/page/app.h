// The application on the canvas: what is open, which view of it is shown, and what the reader has selected.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/report/report.h"
#include "web/page/bridge.h"
#include "web/page/platform.h"
#include "web/page/tree.h"

namespace plimsoll::web {

/// A path with its weight; `where` says in which layers, for example.
struct WeightRow {
    std::string path;
    uint64_t bytes = 0;
    std::string where;
};

/// One analysed archive, with what the views keep of it.
struct Opened {
    explicit Opened(image::Image image) : analysis(std::move(image)) {}

    /// The tree of the final file system (nullopt) or of one layer; built when it is first asked for.
    Tree& tree(std::optional<uint32_t> layer);

    /// Made when it is first asked for.
    const std::string& report_json();

    /// The heaviest files that a layer ships, heaviest first. Kept: sorting a layer takes longer than a frame.
    const std::vector<WeightRow>& heaviest(uint32_t layer);

    report::Analysis analysis;
    report::Report report;
    std::vector<report::Part> parts;  ///< of the final file system, for the picture of the load
    double seconds = 0;               ///< that reading took

 private:
    std::optional<Tree> tree_;
    std::optional<uint32_t> tree_layer_;
    std::string json_;
    std::vector<WeightRow> heaviest_;
    std::optional<uint32_t> heaviest_layer_;
};

/// What the reader has chosen; views read and change it, so that one selection shows in all of them.
struct Selection {
    enum class View : uint8_t { overview, layers, files } view = View::overview;
    uint32_t layer = 0;                   ///< selected in Layers
    std::optional<uint32_t> files_layer;  ///< whose files Files shows; none: the final file system
    std::string filter;                   ///< in Files
    bool filter_changed = true;
    uint32_t matches = 0;
};

class App : public Events {
 public:
    void load_fonts(const FontFiles& files);
    void draw();

    void opening(std::string name, uint64_t bytes) override;
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

    /// An archive that is being read, or that could not be.
    struct Reading {
        std::string name;
        uint64_t bytes = 0, done = 0, total = 0;
        double started = 0;
        std::unique_ptr<Opened> opened;
        std::string failure;
    };
    void draw_reading();
    void draw_failure();

    std::unique_ptr<Opened> shown_;
    std::optional<Reading> reading_;
    Selection selection_;
    bool dragging_ = false;
};

/// The views, each in its own file. They fill the window that is current.
void draw_overview(Opened& opened, Selection& selection);
void draw_layers(Opened& opened, Selection& selection);
void draw_files(Opened& opened, Selection& selection);

/// "RUN apt-get install ...", the instruction in its colour, cut to the width that is left.
void draw_made_by(const report::Report& report, uint32_t layer, float width);

/// A table of such rows.
void draw_weights(const char* id, const std::vector<WeightRow>& rows, const char* where_heading);

}  // namespace plimsoll::web
