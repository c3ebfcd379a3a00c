// What no package claims, in groups: model weights by directory, accelerator libraries by what they are a part of, all
// else by top directory.
#include <string>
#include <unordered_map>

#include "core/packages/ecosystems.h"
#include "core/packages/file_roles.h"

namespace plimsoll::packages {
namespace {

using image::FileSystem;
using image::Paths;

/// Hugging Face's cache keeps a model's files by their hashes, as models--ORGANISATION--NAME/blobs/HASH. Large ones are
/// weights: vocabularies and tokenizers, the next largest files there, have up to some 17 MB.
constexpr uint64_t least_hub_weights = 20'000'000;

class Groups {
 public:
    explicit Groups(Work& work)
        : work_(work),
          paths_(work.files.paths()),
          directories_(paths_.size()),
          opt_(work.files.child(Paths::root, "opt")) {
        const uint32_t usr = work.files.child(Paths::root, "usr");
        if (usr != Paths::none) usr_local_ = work.files.child(usr, "local");
    }

    /// Every path has to come here once, in order: a parent's number is smaller than its children's.
    void see(uint32_t path) {
        const uint32_t parent = paths_.nodes[path].parent;
        if (work_.files.kind(path) == FileSystem::Kind::directory)
            enter(path, parent);
        else if (work_.claims.is_free(path))
            work_.claims.claim(path, group_of(path, parent));
    }

 private:
    /// What holds for all that is in a directory.
    struct Directory {
        uint32_t top = Paths::root;    ///< the directory in the root that it is in
        bool models = false;           ///< it, or one above it, is named for models
        std::string_view accelerator;  ///< what it is a part of as a whole
    };

    void enter(uint32_t path, uint32_t parent) {
        Directory& directory = directories_[path];
        directory = directories_[parent];
        if (parent == Paths::root) directory.top = path;
        const std::string_view name = paths_.name(path);
        if (is_named_for_models(name)) directory.models = true;
        // Where the makers' own installers put things.
        if (parent == usr_local_ && (name == "cuda" || name.starts_with("cuda-")))
            directory.accelerator = "CUDA";
        if (parent == opt_ && (name == "rocm" || name.starts_with("rocm-"))) directory.accelerator = "ROCm";
    }

    uint32_t group_of(uint32_t path, uint32_t parent) {
        const Directory& directory = directories_[parent];
        const std::string_view name = paths_.name(path);
        const uint64_t bytes = work_.files.size(path);
        if (is_model_weights(name, bytes, directory.models))
            return group(weights_, parent, Role::model_weights);
        if (bytes >= least_hub_weights && paths_.name(parent) == "blobs") {
            const uint32_t model = paths_.nodes[parent].parent;
            if (paths_.name(model).starts_with("models--"))
                return group(weights_, model, Role::model_weights);
        }
        std::string_view part_of = accelerator_of(name);
        if (part_of.empty()) part_of = directory.accelerator;
        if (!part_of.empty()) {
            const auto [known, is_new] = accelerators_.try_emplace(part_of, Claims::root_group);
            if (is_new) known->second = add(std::string(part_of), Role::accelerator);
            return known->second;
        }
        return directory.top == Paths::root ? Claims::root_group : group(tops_, directory.top, Role::none);
    }

    uint32_t group(std::unordered_map<uint32_t, uint32_t>& groups, uint32_t directory, Role role) {
        const auto [known, is_new] = groups.try_emplace(directory, Claims::root_group);
        if (!is_new) return known->second;
        if (auto name = short_text(paths_, directory))
            known->second = add(std::move(*name), role);
        else
            work_.claims.refuse();
        return known->second;
    }

    uint32_t add(std::string name, Role role) {
        const uint32_t group = work_.claims.add({.role = role, .name = std::move(name)});
        return group != Paths::none ? group : Claims::root_group;
    }

    Work& work_;
    const Paths& paths_;
    std::vector<Directory> directories_;  ///< by path
    uint32_t opt_, usr_local_ = Paths::none;
    std::unordered_map<uint32_t, uint32_t> weights_, tops_;  ///< by directory
    std::unordered_map<std::string_view, uint32_t> accelerators_;
};

}  // namespace

void claim_rest(Work& work) {
    Groups groups(work);
    for (uint32_t path = 1; path < work.files.paths().size(); ++path) groups.see(path);
}

}  // namespace plimsoll::packages
