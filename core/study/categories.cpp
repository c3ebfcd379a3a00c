#include <algorithm>
#include <cctype>

#include "core/study/dataset.h"

namespace plimsoll::study {
namespace {

struct Names {
    std::string_view name, key;
};

constexpr Names names[category_count] = {
    {"Model", "Model"},
    {"Application System", "Application System"},
    {"MLOps/ AIOps", "MLOps/ AIOps"},
    {"Toolkit", "Toolkit"},
    {"DL Framework", "DL Framwork"},
    {"Documentation", "Documentation"},
};

struct Spelling {
    std::string_view written;  ///< in lower case, without blanks
    Category category;
};

constexpr Spelling spellings[] = {
    {"application", Category::application_system},
    {"application/autopilot", Category::application_system},
    {"applicationsystem", Category::application_system},
    {"automl", Category::toolkit},
    {"dlframework", Category::dl_framework},
    {"dlframwork", Category::dl_framework},
    {"documentation", Category::documentation},
    {"documentations", Category::documentation},
    {"machinelearning", Category::toolkit},
    {"mlops", Category::mlops},
    {"mlops/aiops", Category::mlops},
    {"model", Category::model},
    {"models", Category::model},
    {"tool", Category::toolkit},
    {"toolkit", Category::toolkit},
    {"tutorials/documentation", Category::documentation},
};

}  // namespace

std::string_view category_name(Category category) {
    return category == Category::none ? std::string_view() : names[static_cast<size_t>(category)].name;
}

std::string_view category_key(Category category) {
    return category == Category::none ? std::string_view() : names[static_cast<size_t>(category)].key;
}

Category category_of(std::string_view written) {
    std::string plain;
    for (const char letter : written)
        if (!std::isspace(static_cast<unsigned char>(letter)))
            plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(letter))));
    const auto* found = std::find_if(std::begin(spellings), std::end(spellings),
                                     [&](const Spelling& spelling) { return spelling.written == plain; });
    return found == std::end(spellings) ? Category::none : found->category;
}

Category Dataset::category_of_repo(std::string_view repo) const {
    for (const Labelled& row : labelled)
        if (row.repo == repo) return row.category;
    for (const Project& row : projects)
        if (row.repo == repo) return row.category;
    return Category::none;
}

}  // namespace plimsoll::study
