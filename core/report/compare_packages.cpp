#include <algorithm>

#include "core/report/compare_parts.h"
#include "core/report/matching.h"
#include "core/sorting.h"

namespace plimsoll::report {
namespace {

using Packages = std::vector<packages::Package>;
using Row = Comparison::PackageRow;

std::string_view ecosystem(const packages::Package& package) { return packages::name_of(package.ecosystem); }

Matching match(const Packages& a, const Packages& b) {
    Matching matching(a.size(), b.size());
    const auto match_by = [&](auto key) {
        matching.match_by([&](uint32_t row) { return key(a[row]); },
                          [&](uint32_t row) { return key(b[row]); });
    };
    match_by([](const auto& each) {
        return key_of({ecosystem(each), each.name, each.location, each.version});
    });
    match_by([](const auto& each) { return key_of({ecosystem(each), each.name, each.location}); });
    match_by([](const auto& each) { return key_of({ecosystem(each), each.name, each.version}); });
    match_by([](const auto& each) { return key_of({ecosystem(each), each.name}); });
    return matching;
}

Comparison::Package side_of(const packages::Package& package) {
    return {package.version, package.location, package.bytes, package.files};
}

uint64_t bytes_of(const std::optional<Comparison::Package>& package) { return package ? package->bytes : 0; }

/// By how much the sides differ, whichever has more.
uint64_t distance(const Row& row) {
    const uint64_t a = bytes_of(row.a), b = bytes_of(row.b);
    return a < b ? b - a : a - b;
}

void sort_by_distance(std::vector<Row>& rows) {
    sort_stably(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
        if (distance(left) != distance(right)) return distance(left) > distance(right);
        if (left.ecosystem != right.ecosystem) return left.ecosystem < right.ecosystem;
        if (left.name != right.name) return left.name < right.name;
        const auto &a = left.a ? *left.a : *left.b, &b = right.a ? *right.a : *right.b;
        return a.location != b.location ? a.location < b.location : a.version < b.version;
    });
}

}  // namespace

Comparison::Packages compare_packages(const Report& a, const Report& b) {
    const Matching matching = match(a.packages, b.packages);
    Comparison::Packages result;
    for (uint32_t number = 0; number < a.packages.size(); ++number) {
        const packages::Package& before = a.packages[number];
        Row row{before.ecosystem, before.role, before.name, side_of(before), std::nullopt};
        if (matching.of_a(number) == Matching::none) {
            result.removed.push_back(std::move(row));
            continue;
        }
        const packages::Package& after = b.packages[matching.of_a(number)];
        row.role = after.role;
        row.b = side_of(after);
        if (before.version != after.version)
            result.updated.push_back(std::move(row));
        else if (before.bytes != after.bytes || before.files != after.files)
            result.reweighed.push_back(std::move(row));
        else if (before.location != after.location)
            result.moved.push_back(std::move(row));
        else
            ++result.same;
    }
    for (uint32_t number = 0; number < b.packages.size(); ++number) {
        const packages::Package& package = b.packages[number];
        if (matching.of_b(number) == Matching::none)
            result.added.push_back(
                {package.ecosystem, package.role, package.name, std::nullopt, side_of(package)});
    }
    for (auto* rows : {&result.added, &result.removed, &result.updated, &result.reweighed, &result.moved})
        sort_by_distance(*rows);
    return result;
}

}  // namespace plimsoll::report
