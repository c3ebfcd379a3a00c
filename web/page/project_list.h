// The projects of a data set as a list that is searched, filtered and sorted: made anew when the reader asks for other rows
// or another order, and not in every frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/study/results.h"

namespace plimsoll::web {

class ProjectList {
 public:
    /// `projects` must live as long as the list.
    explicit ProjectList(const std::vector<study::ProjectRow>& projects);

    /// A purpose, base image or category, and how many projects have it.
    struct Choice {
        std::string name;
        uint32_t projects = 0;
    };
    const std::vector<Choice>& purposes() const { return purposes_; }        ///< the most frequent first
    const std::vector<Choice>& base_images() const { return base_images_; }  ///< likewise
    /// By study::Category; the last one counts those of none.
    const std::vector<Choice>& categories() const { return categories_; }

    /// What a project must have to be listed.
    struct Filter {
        std::string words;  ///< in its name, a purpose, a base image or an image; upper and lower case alike
        std::optional<study::Category> category{};
        std::optional<size_t> purpose{}, base_image{};  ///< of purposes() and base_images()
        bool operator==(const Filter&) const = default;
    };
    /// Answers whether that changed anything.
    bool filter(Filter filter);

    enum class Sort : uint8_t {
        name,
        category,
        stars,
        commits,
        contributors,
        size,
        dockerfiles,
        base_images,
        purposes
    };
    /// What is not known comes last, whatever the direction.
    void sort(Sort by, bool descending);

    /// Numbers of the projects that are listed, in the order asked for. Equal ones are in the data set's order.
    const std::vector<uint32_t>& rows() const { return rows_; }

    /// Where in rows() a project is.
    std::optional<size_t> row_of(uint32_t project) const;

 private:
    bool matches(uint32_t project) const;
    void list();
    void arrange();

    const std::vector<study::ProjectRow>& projects_;
    std::vector<Choice> purposes_, base_images_, categories_;
    Filter filter_;
    std::string words_;  ///< of the filter, in lower case
    Sort sort_ = Sort::name;
    bool descending_ = false;
    std::vector<uint32_t> rows_;
};

}  // namespace plimsoll::web
