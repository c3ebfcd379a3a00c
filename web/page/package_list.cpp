#include "web/page/package_list.h"

#include <algorithm>
#include <map>

#include "core/sorting.h"
#include "web/page/words.h"

namespace plimsoll::web {

using packages::Package;

PackageList::PackageList(const std::vector<Package>& packages) : packages_(packages) {
    std::map<packages::Ecosystem, EcosystemSum> sums;
    for (const Package& package : packages) {
        kinds_.push_back(kind_of(package));
        EcosystemSum& sum =
            sums.try_emplace(package.ecosystem, EcosystemSum{package.ecosystem}).first->second;
        sum.bytes += package.bytes;
        ++sum.packages;
    }
    for (const auto& [ecosystem, sum] : sums) ecosystems_.push_back(sum);
    sort_stably(ecosystems_.begin(), ecosystems_.end(),
                [](const auto& a, const auto& b) { return a.bytes > b.bytes; });
    list();
}

bool PackageList::filter(std::optional<packages::Ecosystem> ecosystem, std::string_view words) {
    std::string lowered = lower(words);
    if (ecosystem == ecosystem_ && lowered == words_) return false;
    ecosystem_ = ecosystem;
    words_ = std::move(lowered);
    list();
    return true;
}

void PackageList::list() {
    rows_.clear();
    bytes_ = files_ = 0;
    by_kind_ = {};
    by_role_ = {};
    for (uint32_t number = 0; number < packages_.size(); ++number) {
        const Package& package = packages_[number];
        if (ecosystem_ && package.ecosystem != *ecosystem_) continue;
        if (!words_.empty() && !contains(package.name, words_) && !contains(package.version, words_) &&
            !contains(package.location, words_))
            continue;
        rows_.push_back(number);
        bytes_ += package.bytes;
        files_ += package.files;
        by_kind_[static_cast<size_t>(kinds_[number])] += package.bytes;
        by_role_[static_cast<size_t>(package.role)] = true;
    }
    ++version_;
    arrange();
}

void PackageList::sort(Sort by, bool descending) {
    if (by == sort_ && descending == descending_) return;
    sort_ = by;
    descending_ = descending;
    arrange();
}

void PackageList::arrange() {
    sort_stably(rows_.begin(), rows_.end());
    const auto order = [this](uint32_t a, uint32_t b) {
        const Package &left = packages_[a], &right = packages_[b];
        switch (sort_) {
            case Sort::name:
                return left.name.compare(right.name);
            case Sort::ecosystem:
                return packages::name_of(left.ecosystem).compare(packages::name_of(right.ecosystem));
            case Sort::files:
                return left.files < right.files ? -1 : left.files > right.files ? 1 : 0;
            case Sort::layer:
                return left.layer < right.layer ? -1 : left.layer > right.layer ? 1 : 0;
            case Sort::bytes:
                break;
        }
        return left.bytes < right.bytes ? -1 : left.bytes > right.bytes ? 1 : 0;
    };
    sort_stably(rows_.begin(), rows_.end(), [&](uint32_t a, uint32_t b) {
        const int compared = order(a, b);
        return descending_ ? compared > 0 : compared < 0;
    });
}

std::optional<size_t> PackageList::row_of(uint32_t package) const {
    const auto found = std::find(rows_.begin(), rows_.end(), package);
    if (found == rows_.end()) return std::nullopt;
    return static_cast<size_t>(found - rows_.begin());
}

}  // namespace plimsoll::web
