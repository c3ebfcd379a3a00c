// What of an image is not needed, or should give its maker pause: each finding with its evidence, the bytes that it
// would save, and the change of the Dockerfile that saves them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/dockerfile/dockerfile.h"
#include "core/image/image.h"
#include "core/packages/packages.h"

namespace plimsoll::findings {

/// How grave a finding is. By bytes: a note; from a hundredth of what the image ships on (and a megabyte) a warning; from a
/// tenth on (and 50 MB) serious. What somebody may need after all (compilers, tests, documentation, models in a cache)
/// gets no graver than a warning or a note. Where it is not about bytes: serious is what lets somebody in, a warning
/// what helps somebody who is in or makes each build slower, a note what is to be known.
enum class Severity : uint8_t { note, warning, serious };

/// "note", "warning", "serious".
std::string_view name_of(Severity severity);

struct Finding {
    std::string id;  ///< "apt-cache": the kind of finding, stable, for scripts; with the layer it is unique
    Severity severity = Severity::note;
    std::string title;   ///< one line, without a full stop
    uint64_t bytes = 0;  ///< file bytes that the image would not have to ship; 0: it is not about size
    std::optional<uint32_t> layer;  ///< where it is about one layer: the one to change
    /// Paths as Paths::text gives them, packages or settings, heaviest first, equal ones in the order of their first
    /// mention in the layers; at most limits::finding_evidence. Of settings that hold secrets the names alone.
    std::vector<std::string> evidence;
    uint64_t evidence_count = 0;  ///< of all, those that are not listed included
    std::string advice;           ///< one or two sentences that name the change of the Dockerfile
};

struct Input {
    const image::Image& image;
    const std::vector<dockerfile::Instruction>& history;  ///< one for each step of image.config.history
    const image::FileSystem& files;
    const std::vector<const image::LayerScan*>& layers;  ///< as merged; null for one that was not
    const packages::Attribution& packages;
};

/// Most bytes first, then the most severe, then by id, then by layer, those without one last. None without evidence. Each
/// shipped file's bytes count in one finding only (the first, in the order of the list in findings.cpp), so the sum
/// never exceeds totals.file_bytes. What weighs too little to be worth a line is left out; thresholds.h says how little.
std::vector<Finding> find(const Input& input);

}  // namespace plimsoll::findings
