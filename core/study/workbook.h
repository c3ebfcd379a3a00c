// The study's spreadsheet, RQ1/ML_Docker_repositories.xlsx.
#pragma once

#include "core/bytes/bytes.h"
#include "core/study/dataset.h"

namespace plimsoll::study {

/// Reads the sheets that are known, by their names and headings, into a data set; says how many rows that were. 0: it is
/// another spreadsheet.
Result<uint64_t> read_study_workbook(bytes::Source& source, Dataset& data);

}  // namespace plimsoll::study
