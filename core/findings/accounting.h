// Which finding speaks for which shipped file. All findings that claim bytes go through one Accounting, which lets each
// file be claimed once: so the findings' bytes never exceed what the layers ship.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings/findings.h"
#include "core/findings/thresholds.h"

namespace plimsoll::findings {

/// A shipped file that a finding is about.
struct Claim {
    uint32_t inode = 0;  ///< in FileSystem::inodes()
    uint32_t evidence =
        0;               ///< what shows it: a path, the file's own or a folder above it; claims may share it
    uint32_t layer = 0;  ///< the layer that would have to change
};

/// All that one finding claims.
struct Group {
    std::vector<Claim> claims;
    std::optional<uint32_t> layer;  ///< where all claims are about one
    uint64_t bytes = 0;
    uint64_t hidden_bytes = 0;  ///< of these, what the final file system does not have
    uint32_t heaviest = 0;      ///< the largest file's inode; of several the first
};

struct Words {
    std::string title, advice;
};

/// One kind of finding that claims bytes.
struct Kind {
    std::string_view id;
    Severity worst = Severity::serious;  ///< it never gets graver, however many bytes it is about
    Least least = worth_a_line;
};

using WordsFor = std::function<Words(const Group&)>;
using TextOf = std::function<std::string(uint32_t evidence)>;

/// Something that is shown as evidence, and how much it weighs.
struct Exhibit {
    uint64_t weight = 0;
    uint32_t evidence = 0;
    uint32_t layer = 0;
};

class Accounting {
 public:
    explicit Accounting(const Input& input);

    /// Whether no finding speaks for the file yet.
    bool is_free(uint32_t inode) const { return !taken_[inode]; }

    /// Speaks for the file: its bytes, or 0 where another finding did before.
    uint64_t take(uint32_t inode);

    /// Reports the claims that are still free, one finding for each layer. Layers that weigh too little for one of their
    /// own, and all beyond the heaviest limits::finding_layers, are one more finding together, without a layer, if
    /// they weigh enough. What is not reported stays free. `text` says what the evidence numbers mean; paths if not given.
    void report(const Kind& kind, std::vector<Claim> claims, const WordsFor& words, const TextOf& text = {});

    /// Adds a finding whose bytes were taken, with these exhibits as its evidence, if there are any. Its layer is that of
    /// the exhibits where they all have the same one.
    void add(Finding finding, std::vector<Exhibit> exhibits, const TextOf& text = {});

    /// Adds a finding that is about the image's settings, if it has evidence.
    void add(Finding finding, std::vector<std::string> evidence);

    /// By bytes: a note, from a hundredth of the image on a warning, from a tenth on serious (thresholds.h).
    Severity severity_of(uint64_t bytes) const;

    /// All regular files' sizes in the layers that were merged.
    uint64_t shipped() const { return shipped_; }

    /// In the order that findings.h promises.
    std::vector<Finding> sorted();

 private:
    void write(const Kind& kind, const Group& group, const WordsFor& words, const TextOf& text);
    std::string text_of(uint32_t evidence, const TextOf& text) const;

    const image::FileSystem& files_;
    std::vector<bool> taken_;
    uint64_t shipped_ = 0;
    std::vector<Finding> findings_;
};

}  // namespace plimsoll::findings
