// The tree of files as a table, folder by folder.
#pragma once

#include <cstdint>
#include <optional>

#include "web/page/app.h"
#include "web/page/tree.h"

namespace plimsoll::web {

/// `layer`: whose files the tree shows; none: the final file system's. `scroll_to_selected` has the selected node come
/// into view. Answers whether the reader selected another.
bool draw_files_table(const Opened& opened, Selection& selection, Tree& tree, std::optional<uint32_t> layer,
                      bool scroll_to_selected);

}  // namespace plimsoll::web
