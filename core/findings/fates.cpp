#include "core/findings/fates.h"

#include <algorithm>
#include <tuple>

#include "core/findings/commands.h"
#include "core/findings/thresholds.h"
#include "core/sorting.h"

namespace plimsoll::findings {
namespace {

using image::Paths;

/// Linux takes no longer name, so no file of a longer one was moved in a container.
constexpr size_t name_bytes = 255;

bool changes_attributes(const dockerfile::Instruction* made_by) {
    if (!made_by) return false;
    for (const Command& command : commands_of(made_by->command))
        for (const std::string_view program : {"chmod", "chown", "chgrp"})
            if (program_of(command) == program || has_word(command, program)) return true;
    return false;
}

template <class Key>
using Row = std::pair<Key, uint32_t>;  ///< an inode, and what tells what it is

/// Calls `pair` for the first of `gone` and the first of `come` with a key, the second and the second, and so on: a
/// file is moved to one place.
template <class Key, class Pair>
void pair_up(std::vector<Row<Key>>& gone, std::vector<Row<Key>>& come, Pair pair) {
    if (gone.empty() || come.empty()) return;
    sort_stably(gone.begin(), gone.end());
    sort_stably(come.begin(), come.end());
    size_t other = 0;
    for (const auto& [key, inode] : gone) {
        while (other < come.size() && come[other].first < key) ++other;
        if (other == come.size()) return;
        if (come[other].first == key) pair(inode, come[other++].second);
    }
}

/// Works out the fates of what one layer hides, layer by layer.
class Judge {
 public:
    Judge(const Input& input, const Survey& survey)
        : input_(input),
          survey_(survey),
          last_at_(input.files.paths().size(), Paths::none),
          named_(input.files.paths().size()) {
        const size_t inodes = input.files.inodes().size();
        fates_ = {std::vector<Fate>(inodes, Fate::visible), std::vector<uint32_t>(inodes, Paths::none),
                  std::vector<bool>(inodes)};
    }

    /// `ships` are the inodes of the layer, `hides` those that it hid.
    void judge(uint32_t layer, const std::vector<uint32_t>& ships, const std::vector<uint32_t>& hides) {
        if (hides.empty()) return;
        note_what_is_left(layer, ships);
        const bool for_attributes = changes_attributes(survey_.made_by(layer));
        std::vector<uint32_t> gone;
        for (const uint32_t inode : hides) {
            const uint32_t path = survey_.inode(inode).path, now = last_at_[path];
            fates_.fate[inode] = named_[path] ? Fate::replaced : Fate::deleted;
            if (now == Paths::none || now == inode)
                gone.push_back(inode);
            else if (is_same_file(inode, now, for_attributes))
                settle(inode, Fate::attributes, now);
        }
        find_moved(gone, ships);
        for (const auto& effect : input_.files.effects(layer))
            if (effect.path != Paths::none) named_[effect.path] = false;
        for (const uint32_t inode : ships) last_at_[survey_.inode(inode).path] = Paths::none;
    }

    Fates take() { return std::move(fates_); }

 private:
    void note_what_is_left(uint32_t layer, const std::vector<uint32_t>& ships) {
        for (const uint32_t inode : ships) last_at_[survey_.inode(inode).path] = inode;
        const auto& effects = input_.files.effects(layer);
        using Kind = image::FileSystem::Effect::Kind;
        for (const auto& effect : effects)
            if (effect.path != Paths::none && (effect.kind == Kind::added || effect.kind == Kind::changed))
                named_[effect.path] = true;
    }

    bool is_same_file(uint32_t before, uint32_t after, bool for_attributes) const {
        if (survey_.inode(before).size != survey_.inode(after).size) return false;
        const auto *one = survey_.content(before), *other = survey_.content(after);
        if (one && other) return *one == *other;
        const auto *old_entry = survey_.entry(before), *new_entry = survey_.entry(after);
        if (!old_entry || !new_entry) return false;
        return for_attributes || old_entry->mode != new_entry->mode || old_entry->user != new_entry->user ||
               old_entry->group != new_entry->group;
    }

    void find_moved(const std::vector<uint32_t>& gone, const std::vector<uint32_t>& ships) {
        if (gone.empty()) return;
        using Name = std::pair<uint64_t, std::string_view>;
        std::vector<Row<image::ContentHash>> hashed_gone, hashed_come;
        std::vector<Row<Name>> named_gone, named_come;
        const auto sort_out = [&](uint32_t inode, auto& hashed, auto& named) {
            const uint64_t size = survey_.inode(inode).size;
            const std::string_view name = input_.files.paths().name(survey_.inode(inode).path);
            if (size == 0) return;
            if (const auto* hash = survey_.content(inode))
                hashed.push_back({*hash, inode});
            else if (size >= moved_bytes && name.size() <= name_bytes)
                named.push_back({{size, name}, inode});
        };
        for (const uint32_t inode : gone) sort_out(inode, hashed_gone, named_gone);
        for (const uint32_t inode : ships)
            if (!fates_.is_copy[inode] && !is_hidden_at_once(inode)) sort_out(inode, hashed_come, named_come);
        const auto settle_moved = [&](uint32_t before, uint32_t after) {
            settle(before, Fate::moved, after);
        };
        pair_up(hashed_gone, hashed_come, settle_moved);
        pair_up(named_gone, named_come, settle_moved);
    }

    /// A layer may name a path twice: the last word counts.
    bool is_hidden_at_once(uint32_t inode) const {
        const auto& shipped = survey_.inode(inode);
        return shipped.links == 0 && shipped.hidden_by == shipped.layer;
    }

    void settle(uint32_t inode, Fate fate, uint32_t again) {
        fates_.fate[inode] = fate;
        fates_.again[inode] = again;
        fates_.is_copy[again] = true;
    }

    const Input& input_;
    const Survey& survey_;
    Fates fates_;
    std::vector<uint32_t> last_at_;  ///< by path: the last file that the layer ships there
    std::vector<bool> named_;        ///< by path: whether the layer has an entry there, of any kind
};

}  // namespace

Fates fates_of(const Input& input, const Survey& survey) {
    const auto& inodes = input.files.inodes();
    std::vector<std::vector<uint32_t>> ships(input.files.layers()), hides(input.files.layers());
    for (uint32_t inode = 0; inode < inodes.size(); ++inode) {
        ships[inodes[inode].layer].push_back(inode);
        if (inodes[inode].links == 0) hides[inodes[inode].hidden_by].push_back(inode);
    }
    Judge judge(input, survey);
    for (uint32_t layer = 0; layer < input.files.layers(); ++layer)
        judge.judge(layer, ships[layer], hides[layer]);
    return judge.take();
}

}  // namespace plimsoll::findings
