#include "core/report/members_json.h"

#include "core/json_values.h"

namespace plimsoll::report {

using Json = nlohmann::ordered_json;

Json measures_json(const image::Measures& sum, bool tar_known) {
    return {{"blob_bytes", sum.blob_bytes},
            {"tar_bytes", tar_known ? Json(sum.tar_bytes) : Json()},
            {"file_bytes", sum.file_bytes},
            {"files", sum.files},
            {"directories", sum.directories},
            {"symlinks", sum.symlinks},
            {"hardlinks", sum.hardlinks},
            {"others", sum.others},
            {"whiteouts", sum.whiteouts},
            {"opaques", sum.opaques},
            {"directory_depth", sum.directory_depth},
            {"path_depth", sum.path_depth}};
}

Json platform_json(const image::Platform& platform) {
    return {{"os", text_or_null(platform.os)},
            {"architecture", text_or_null(platform.architecture)},
            {"variant", text_or_null(platform.variant)}};
}

Json filesystem_json(const image::FileSystem::Totals& totals) {
    return {{"files", totals.files},
            {"directories", totals.directories},
            {"symlinks", totals.symlinks},
            {"others", totals.others},
            {"broken_hardlinks", totals.broken_hardlinks},
            {"inodes", totals.inodes},
            {"bytes", totals.bytes},
            {"path_bytes", totals.path_bytes},
            {"directory_depth", totals.directory_depth}};
}

}  // namespace plimsoll::report
