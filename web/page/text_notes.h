// What the text version (text_version.js) has beside the report: what the canvas shows of an image or a project that the report's
// JSON does not have.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "web/page/opened.h"

namespace plimsoll::web {

/// {"load": [[kind, bytes]], "types": {name: what it holds}, "quartiles": {metric: [lower, upper]}, "looked_for": words, and what
/// notes_on_taxonomy() has}. The load is of the final file system, heaviest first.
nlohmann::ordered_json notes_on_image(const Opened& opened);

/// {"purposes": [[label, score, threshold, share of the study's labelled projects]] of those that were not found, "kinds": {kind
/// of project: how many the study has, in words}}.
nlohmann::ordered_json notes_on_taxonomy(const report::Report::Taxonomy& taxonomy);

/// The heaviest files of a package of that number, [[path, bytes]].
std::string package_files_json(Opened& opened, uint32_t package);

/// A folder of the final file system, or of what one layer does to it, heaviest first: {"of": how many are in it, "entries":
/// [{"name", "folder", "bytes", "files", "layer", "hidden", "link", "what"}]}, at most 500 of them; `what` is the kind of what is neither a
/// file nor a folder, or what the layer does to it. Empty: there is no such folder, or nobody knows.
std::string folder_json(const Opened& opened, std::string_view path, std::optional<uint32_t> layer);

}  // namespace plimsoll::web
