// What all families of findings ask of the shipped files: where each is, what it is by name, whose it is.
#pragma once

#include <string>
#include <vector>

#include "core/findings/findings.h"
#include "core/findings/names.h"
#include "core/findings/places.h"

namespace plimsoll::findings {

/// One shipped file: FileSystem::Inode has the rest, by the same number.
struct Item {
    uint32_t path = 0;    ///< where a container sees it; of a hidden file: where it was shipped
    uint32_t folder = 0;  ///< what makes `place`
    uint32_t owner = image::Paths::none;  ///< the package that it belongs to, in Attribution::packages
    uint16_t name = 0;                    ///< NameTrait
    Place place = Place::none;            ///< of a file with several links: only where they agree
    uint8_t traits = 0;                   ///< Trait, of the place
    bool visible = false;
    bool packaged = false;  ///< a package manager put it there

    bool is(uint16_t name_traits) const { return (name & name_traits) != 0; }
    bool in(uint8_t place_traits) const { return (traits & place_traits) != 0; }
    /// The program's own: put there by hand, not in a place that a distribution or a package manager fills.
    bool is_applications() const { return !packaged && !in(system_folder | library); }
};

class Survey {
 public:
    explicit Survey(const Input& input);

    const std::vector<Item>& items() const { return items_; }
    const Item& item(uint32_t inode) const { return items_[inode]; }
    const image::FileSystem::Inode& inode(uint32_t number) const { return input_.files.inodes()[number]; }

    /// The entry that shipped it; null where its layer's scan is gone.
    const image::LayerIndex::Entry* entry(uint32_t inode) const;

    /// Its content's hash, where that was computed, else null.
    const image::ContentHash* content(uint32_t inode) const;

    /// The instruction that made a layer, or null where the history does not tell.
    const dockerfile::Instruction* made_by(uint32_t layer) const;

    /// Whether that instruction is COPY or ADD.
    bool is_copied(uint32_t layer) const;

    std::string text(uint32_t path) const { return input_.files.paths().text(path); }
    std::string_view name(uint32_t inode) const { return input_.files.paths().name(items_[inode].path); }

 private:
    const image::LayerScan* scan(uint32_t layer) const;

    const Input& input_;
    Places places_;
    std::vector<Item> items_;
    std::vector<const dockerfile::Instruction*> made_by_;
};

/// "layer 3": people count from 1.
std::string layer_name(uint32_t layer);

}  // namespace plimsoll::findings
