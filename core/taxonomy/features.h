// What is seen of a project: named features ("cmd:pip install", "text:model server"), each with where it was seen first.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/taxonomy/knowledge.h"
#include "core/taxonomy/taxonomy.h"

namespace plimsoll::taxonomy {

/// Where a feature was seen.
struct Sight {
    uint32_t file = field;  ///< index into Project::files, or `field`
    uint32_t line = 0;      ///< of a file, from 1; 0: its path
    const char* name = "";  ///< of a field: "description"
    std::string what;       ///< as it is written there, shortened

    static constexpr uint32_t field = 0xffffffff;
};

struct Feature {
    std::string name;  ///< KIND:NAME
    uint32_t count = 0;
    Sight first;
};

struct Sizes {
    uint32_t dockerfiles = 0, composes = 0, instructions = 0, comments = 0;
};

/// The features of one project, in the order in which they were seen first.
class Features {
 public:
    /// Counts a feature; `what` is kept of the first sight. No-op at limits::project_features.
    void add(std::string_view kind, std::string_view name, const Sight& at);
    const std::vector<Feature>& all() const { return all_; }
    /// How often, 0 where never.
    uint32_t count(const std::string& name) const;
    bool full() const { return full_; }

    Sizes sizes;

 private:
    std::vector<Feature> all_;
    std::unordered_map<std::string, uint32_t> index_;
    std::string key_;
    bool full_ = false;
};

/// All that is seen of a project.
Features extract(const Project& project, const Vocabulary& vocabulary);

// The parts that extract() is made of.
void add_text(std::string_view text, const char* field, const Vocabulary& vocabulary, Features& features);
void add_dockerfile(std::string_view text, uint32_t file, Features& features);
void add_compose(std::string_view text, uint32_t file, Features& features);
void add_image(const ImageFacts& image, Features& features);

/// The name of an image without registry, folder, tag and digest, lower case: "cuda" of "docker.io/nvidia/cuda:11".
std::string short_image_name(std::string_view reference);

/// Features of an image that something is built on or that a service runs: `kind`:short name, and of the tag's words.
void add_image_name(std::string_view kind, std::string_view reference, const Sight& at, Features& features);

/// Features of a command line that starts a container: start:, start0: and start:shell.
void add_start(const std::vector<std::string>& words, bool is_command, const Sight& at, Features& features);

}  // namespace plimsoll::taxonomy
