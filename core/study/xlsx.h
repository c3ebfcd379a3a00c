// Spreadsheets in Office Open XML (.xlsx): the cells of some of their sheets, row by row.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/bytes/bytes.h"

namespace plimsoll::study {

/// A row of a sheet: its cells as texts, by column; those that are missing are empty. Numbers are as the file writes them.
using SheetRow = std::vector<std::string>;

/// Takes a row, and says whether the sheet is to be read on.
using SheetReader = std::function<bool(const SheetRow& row)>;

/// Chooses what reads a sheet by the sheet's name: nothing for those that are passed over.
using SheetChooser = std::function<SheetReader(const std::string& name)>;

/// Reads the sheets of a workbook that `choose` wants, in the order in which they are stored; rows without any cell are left out.
/// Answers the names of all sheets, in the workbook's order. Only the text of the workbook is held in memory, not its sheets.
/// Errors name the part of the workbook. Source: ECMA-376, part 1.
Result<std::vector<std::string>> read_workbook(bytes::Source& source, const SheetChooser& choose);

}  // namespace plimsoll::study
