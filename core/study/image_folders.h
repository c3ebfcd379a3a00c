// Images in folders as a data set has them, ORG/IMAGE/TAG/: a manifest (manifest.json, of Docker's or OCI's schema 2), and
// beside it the configuration that it names, in a file that is called like its digest.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/image/json.h"
#include "core/study/dataset.h"

namespace plimsoll::study {

/// Whether a file may be a configuration by its name: the hexadecimal digits of a SHA-256.
bool is_config_name(std::string_view path);

class ImageFolders {
 public:
    /// Takes a manifest; false where the document is none. At most limits::study_image_folders are kept.
    bool add_manifest(const std::string& path, const image::Json& document);

    /// The same of a configuration.
    bool add_config(const std::string& path, const image::Json& document);

    /// The images whose manifest and configuration are both there. Manifest_*.csv have more of them, and are what the paper's
    /// tables are made of: where a data set has those, folders fill Dataset::more_configs only, else configs and layers.
    void finish(Dataset& data) const;

 private:
    struct Manifest {
        std::string config_name;
        uint64_t config_bytes = 0;
        std::vector<std::pair<std::string, uint64_t>> layers;  ///< digests and bytes
    };
    std::map<std::string, Manifest> manifests_;   ///< by folder
    std::map<std::string, ImageConfig> configs_;  ///< by path
};

}  // namespace plimsoll::study
