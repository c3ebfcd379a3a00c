#include "core/dockerfile/base_list.h"

#include <unordered_map>

namespace plimsoll::dockerfile {

extern const unsigned char base_images_csv[];  ///< assets/base_images.csv, as cmake/embed.cmake writes it
extern const size_t base_images_csv_size;

namespace {

constexpr std::string_view type_names[] = {"Operating System",
                                           "Language Runtime",
                                           "Platform Runtime",
                                           "Machine Learning Platform",
                                           "Variable",
                                           "Static Binary",
                                           "Web Computing",
                                           "Data Processing and Analysis",
                                           "Database",
                                           "Interactive Computing",
                                           "Compute resources and Distributed processing",
                                           "Network Communication",
                                           "Monitoring System"};
static_assert(std::size(type_names) == base_type_count);

/// Takes what stands before the separator, and it, from a text.
std::string_view take(std::string_view& text, char separator) {
    const std::string_view part = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

std::string without_digits(std::string_view text) {
    std::string result;
    for (const char letter : text)
        if (letter < '0' || letter > '9') result.push_back(letter);
    return result;
}

struct List {
    std::unordered_map<std::string_view, ListedBase> ours, study;
    std::unordered_map<std::string, const ListedBase*> study_without_digits;

    List() {
        std::string_view text(reinterpret_cast<const char*>(base_images_csv), base_images_csv_size);
        bool header = true;
        while (!text.empty()) {
            std::string_view line = take(text, '\n');
            if (line.empty() || line.starts_with('#')) continue;
            if (header) {
                header = false;
                continue;
            }
            ListedBase row;
            row.image = take(line, ',');
            std::string_view types = take(line, ',');
            row.source = line;
            while (!types.empty()) {
                const std::string_view type = take(types, '|');
                for (size_t which = 0; which < base_type_count; ++which)
                    if (type_names[which] == type) row.types.push_back(static_cast<BaseType>(which));
            }
            auto& rows = row.source == "study" ? study : ours;
            rows.emplace(row.image, std::move(row));
        }
        // The first in the order of names, where several differ by digits only: a table without order decides nothing.
        for (const auto& [image, row] : study) {
            const ListedBase*& first = study_without_digits[without_digits(image)];
            if (!first || row.image < first->image) first = &row;
        }
    }
};

const List& list() {
    static const List made;
    return made;
}

}  // namespace

std::string_view base_type_name(BaseType type) { return type_names[static_cast<size_t>(type)]; }

std::string base_type_names(std::span<const BaseType> types) {
    std::string names;
    for (const BaseType type : types) names.append(names.empty() ? "" : ", ").append(base_type_name(type));
    return names;
}

const ListedBase* find_listed(std::string_view image) {
    const auto found = list().ours.find(image);
    return found == list().ours.end() ? nullptr : &found->second;
}

const ListedBase* find_in_study(std::string_view image) {
    if (const auto found = list().study.find(image); found != list().study.end()) return &found->second;
    const auto found = list().study_without_digits.find(without_digits(image));
    return found == list().study_without_digits.end() ? nullptr : found->second;
}

}  // namespace plimsoll::dockerfile
