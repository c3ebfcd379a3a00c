// The packages of a report as a list that is filtered and sorted: made anew when the reader asks for another order,
// and not in every frame.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/packages/packages.h"
#include "web/page/load_kind.h"

namespace plimsoll::web {

class PackageList {
 public:
    /// `packages` must live as long as the list.
    explicit PackageList(const std::vector<packages::Package>& packages);

    /// What of the image one ecosystem put there.
    struct EcosystemSum {
        packages::Ecosystem ecosystem;
        uint64_t bytes = 0, packages = 0;
    };
    const std::vector<EcosystemSum>& ecosystems() const { return ecosystems_; }  ///< heaviest first

    /// Lists only packages of the ecosystem whose name, version or location contains the words, upper and lower case
    /// alike. Answers whether that changed anything.
    bool filter(std::optional<packages::Ecosystem> ecosystem, std::string_view words);

    enum class Sort : uint8_t { name, ecosystem, files, bytes, layer };
    void sort(Sort by, bool descending);

    /// Numbers of the packages that are listed, in the order asked for. Equal ones are in the report's order.
    const std::vector<uint32_t>& rows() const { return rows_; }

    /// Where in rows() a package is.
    std::optional<size_t> row_of(uint32_t package) const;

    uint64_t bytes() const { return bytes_; }  ///< of all that are listed
    uint64_t files() const { return files_; }
    uint64_t bytes_of(Kind kind) const { return by_kind_[static_cast<size_t>(kind)]; }

    /// Whether a package of that role is listed.
    bool has(packages::Role role) const { return by_role_[static_cast<size_t>(role)]; }

    Kind kind(uint32_t package) const { return kinds_[package]; }

    /// Another number whenever other packages are listed.
    uint64_t version() const { return version_; }

 private:
    void list();
    void arrange();

    const std::vector<packages::Package>& packages_;
    std::vector<Kind> kinds_;
    std::vector<EcosystemSum> ecosystems_;
    std::optional<packages::Ecosystem> ecosystem_;
    std::string words_;
    Sort sort_ = Sort::bytes;
    bool descending_ = true;
    std::vector<uint32_t> rows_;
    uint64_t bytes_ = 0, files_ = 0, version_ = 0;
    std::array<uint64_t, plimsoll::web::kinds> by_kind_{};
    std::array<bool, 4> by_role_{};
};

}  // namespace plimsoll::web
