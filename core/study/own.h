// A study of one's own: projects with their Dockerfiles, and reports of images.
#pragma once

#include "core/image/json.h"
#include "core/study/dataset.h"

namespace plimsoll::study {

/// Adds a project ({"repository", "description", "topics", "language", "files": [{"path", "content"}], "category"}; only the
/// repository and the files are needed, "category" may have any of the study's spellings) or a report (plimsoll.report/1).
/// Answers whether it was one.
bool add_own(const image::Json& json, Dataset& data);

/// Makes of the images' types of files what Figures 5a and 5b are made of, where the data set has no tables of its own for it: the
/// types with the greatest mean share, of each category.
void rank_own_types(Dataset& data);

}  // namespace plimsoll::study
