#include "core/report/type_count.h"

#include <algorithm>

#include "core/sorting.h"

namespace plimsoll::report {
namespace {

void keep_heaviest(std::vector<Report::TypeRow>& rows, size_t most) {
    const auto heavier = [](const Report::TypeRow& a, const Report::TypeRow& b) {
        return a.bytes != b.bytes ? a.bytes > b.bytes : a.type < b.type;
    };
    if (rows.size() <= most) {
        sort_stably(rows.begin(), rows.end(), heavier);
        return;
    }
    const size_t kept = most - 1;
    std::partial_sort(rows.begin(), rows.begin() + static_cast<ptrdiff_t>(kept), rows.end(), heavier);
    Report::TypeRow rest{std::string(other_types), 0, 0};
    for (size_t row = kept; row < rows.size(); ++row) {
        rest.files += rows[row].files;
        rest.bytes += rows[row].bytes;
    }
    rows.resize(kept);
    rows.push_back(std::move(rest));
}

}  // namespace

TypeCount::TypeCount(const image::LayerIndex& index) {
    for (const auto& entry : index.entries) {
        if (entry.kind != image::EntryKind::file) continue;
        const auto type = static_cast<size_t>(entry.type);
        for (Sum* sum : {&corrected_[type < corrected_.size() ? type : 0],
                         &study_[image::study_type(index.paths.name(entry.path))]}) {
            ++sum->files;
            sum->bytes += entry.size;
        }
    }
}

void TypeCount::add(const TypeCount& layer, uint64_t times) {
    const auto add = [&](Sum& sum, const Sum& more) {
        sum.files += more.files * times;
        sum.bytes += more.bytes * times;
    };
    for (size_t type = 0; type < corrected_.size(); ++type) add(corrected_[type], layer.corrected_[type]);
    for (const auto& [type, sum] : layer.study_) add(study_[type], sum);
}

Report::FileTypes TypeCount::rows(size_t most) const {
    Report::FileTypes rows;
    for (size_t type = 0; type < corrected_.size(); ++type)
        if (const Sum& sum = corrected_[type]; sum.files > 0)
            rows.corrected.push_back(
                {std::string(image::name_of(static_cast<image::FileType>(type))), sum.files, sum.bytes});
    for (const auto& [type, sum] : study_) rows.study.push_back({type, sum.files, sum.bytes});
    keep_heaviest(rows.corrected, most);
    keep_heaviest(rows.study, most);
    return rows;
}

TypeDefinitions type_definitions() {
    TypeDefinitions definitions;
    for (size_t number = 0; number < image::file_types; ++number) {
        const auto type = static_cast<image::FileType>(number);
        definitions.corrected.push_back(
            {std::string(image::name_of(type)), std::string(image::definition_of(type))});
    }
    for (const auto& [type, test] : image::study_special_cases())
        definitions.study.push_back({std::string(type), "The key " + std::string(test) + "."});
    for (const auto& [type, test] : image::study_classes())
        definitions.study.push_back({std::string(type), "The key contains one of: " + std::string(test)});
    return definitions;
}

}  // namespace plimsoll::report
