#include "web/page/opened.h"

#include <algorithm>

#include "web/page/view_dockerfile.h"
#include "web/page/view_files.h"
#include "web/page/view_findings.h"
#include "web/page/view_packages.h"
#include "web/page/view_study.h"
#include "web/page/view_taxonomy.h"
#include "web/page/view_types.h"

namespace plimsoll::web {

const std::string& Opened::report_json() {
    if (json_.empty()) json_ = report::to_json(report);
    return json_;
}

Opened::Opened(image::Image image) : analysis(std::move(image)) {}
Opened::~Opened() = default;

Opened::Opened(report::Report saved_report)
    : analysis(image::Image()), report(std::move(saved_report)), saved(true) {
    weigh();
}

void Opened::finish() {
    report = analysis.report();
    weigh();
}

void Opened::weigh() {
    load = packages::load_of(report.packages);
    for (const findings::Finding& finding : report.findings) could_go += finding.bytes;
}

bool Opened::hashed() const {
    return std::any_of(report.layers.begin(), report.layers.end(),
                       [](const auto& layer) { return layer.verified.has_value(); });
}

namespace {

template <class View, class Shown>
View& made(std::unique_ptr<View>& view, const Shown& shown) {
    if (!view) view = std::make_unique<View>(shown);
    return *view;
}

}  // namespace

FilesView& Opened::files_view() { return made(files_view_, *this); }
PackagesView& Opened::packages_view() { return made(packages_view_, *this); }
TypesView& Opened::types_view() { return made(types_view_, *this); }
FindingsView& Opened::findings_view() { return made(findings_view_, *this); }
DockerfileView& Opened::dockerfile_view() { return made(dockerfile_view_, *this); }
StudyView& Opened::study_view() { return made(study_view_, report.study); }
TaxonomyView& Opened::taxonomy_view() { return made(taxonomy_view_, report.taxonomy); }

const std::vector<WeightRow>& Opened::heaviest(uint32_t layer) {
    if (heaviest_layer_ == layer) return heaviest_;
    heaviest_layer_ = layer;
    heaviest_.clear();
    const auto* scan = analysis.scan(layer);
    if (!scan) return heaviest_;
    std::vector<const image::LayerIndex::Entry*> entries;
    for (const auto& entry : scan->index.entries)
        if (entry.size > 0) entries.push_back(&entry);
    constexpr size_t most = 50;
    const auto shown = entries.begin() + static_cast<ptrdiff_t>(std::min(entries.size(), most));
    std::partial_sort(entries.begin(), shown, entries.end(), [](const auto* a, const auto* b) {
        return a->size != b->size ? a->size > b->size : a < b;
    });
    for (auto entry = entries.begin(); entry != shown; ++entry) {
        const auto path = analysis.path(layer, static_cast<uint32_t>(*entry - scan->index.entries.data()));
        heaviest_.push_back({path.value_or("(a name that is left out)"), (*entry)->size, ""});
    }
    return heaviest_;
}

}  // namespace plimsoll::web
