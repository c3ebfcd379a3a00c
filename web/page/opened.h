// One analysed archive or saved report, with what the views keep of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/packages/load_kind.h"
#include "core/report/digest.h"
#include "core/report/report.h"
#include "web/page/table_text.h"

namespace plimsoll::web {

/// A path with its weight; `where` says in which layers, for example.
struct WeightRow {
    std::string path;
    uint64_t bytes = 0;
    std::string where;
};

class DockerfileView;
class FilesView;
class FindingsView;
class PackagesView;
class StudyView;
class TaxonomyView;
class TypesView;

struct Opened {
    explicit Opened(image::Image image);
    /// A saved report: what it says, and nothing of the files that it does not list.
    explicit Opened(report::Report saved_report);
    ~Opened();

    /// All layers were merged: makes the report. What stands below needs it; of a saved report it is there.
    void finish();

    /// Whether contents, digests and diff_ids were computed, as far as the layers could be read.
    bool hashed() const;

    /// A saved report says that it is another one than it was when it was made.
    bool was_changed() const { return seal && !seal->said.empty() && !seal->intact(); }

    /// Each is made when it is first asked for, and keeps what it has sorted and laid out.
    FilesView& files_view();
    PackagesView& packages_view();
    TypesView& types_view();
    FindingsView& findings_view();
    DockerfileView& dockerfile_view();
    StudyView& study_view();
    TaxonomyView& taxonomy_view();

    /// Made when it is first asked for.
    const std::string& report_json();

    /// The heaviest files that a layer ships, heaviest first. Kept: sorting a layer takes longer than a frame.
    const std::vector<WeightRow>& heaviest(uint32_t layer);

    report::Analysis analysis;
    report::Report report;
    std::vector<packages::LoadPart> load;  ///< of the final file system, heaviest first
    uint64_t could_go = 0;                 ///< bytes of all findings together
    TableRows layer_rows;                  ///< as Layers shows them
    double seconds = 0;                    ///< that reading took
    std::string file_name;                 ///< of a saved report
    std::optional<report::Seal> seal;      ///< of a saved report: its digest, and what that should be
    const bool saved = false;              ///< `analysis` is of no image, and holds nothing
    bool kept = false;                     ///< a saved report that was computed here, and set aside

 private:
    void weigh();

    std::string json_;
    std::vector<WeightRow> heaviest_;
    std::optional<uint32_t> heaviest_layer_;
    std::unique_ptr<FilesView> files_view_;
    std::unique_ptr<PackagesView> packages_view_;
    std::unique_ptr<TypesView> types_view_;
    std::unique_ptr<FindingsView> findings_view_;
    std::unique_ptr<DockerfileView> dockerfile_view_;
    std::unique_ptr<StudyView> study_view_;
    std::unique_ptr<TaxonomyView> taxonomy_view_;
};

}  // namespace plimsoll::web
