// A project as people have it: a folder, its archive, or a few files. What of it is of interest here is found by name:
// Dockerfiles, compose files, and what tells the project's name. The rest is passed over.
//
// Input is untrusted. Paths are only names here: none is opened but those that a Folder lists itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes/bytes.h"
#include "core/taxonomy/taxonomy.h"

namespace plimsoll::taxonomy {

enum class FileUse : uint8_t {
    none,
    dockerfile,
    compose,
    readme,      ///< in the project's uppermost folder
    git_config,  ///< says where the project is at home
};

/// What a file is good for, by its path below the project's folder. What lies in folders of other people's code
/// (node_modules, site-packages) or of a version control system is none.
FileUse use_of(std::string_view path);

/// Whether files that were given side by side are a project's: all are of use, and one is a Dockerfile or compose file.
bool are_project_files(std::span<const std::string> names);

/// Whether a folder is a project's rather than an image's, by names alone: a Dockerfile or compose file is there, and
/// nothing that says where the layers of an image are.
bool is_project(const bytes::Folder& folder);

struct FoundProject {
    std::string name;  ///< of what was given
    Project project;   ///< files in the order of their paths; `repository` is empty where nothing tells it
    std::vector<Problem> problems;  ///< where a limit was reached, or an archive ends too early
};

/// Whether the name of what was given is the project's: that of its folder or archive is, that of a file is not.
enum class Naming : uint8_t { project, files };

/// Finds a project in a folder. Error: unrecognised, where it has neither a Dockerfile nor a compose file.
Result<FoundProject> find_project(const bytes::Folder& folder, std::string name, Naming naming);

/// In an archive (tar, compressed or not, or zip), which has all in one folder where a code host made it; or in a single
/// file that is a Dockerfile or compose file by its name. Errors: unrecognised, as above; unreadable.
Result<FoundProject> find_project(bytes::Source& source, std::string name);

/// "owner/name" of the remote repository that Git's configuration of a clone names; empty: none.
std::string repository_in_git_config(std::string_view text);

/// As bytes, to go from a worker to the page: both ends are of one build.
std::vector<uint8_t> pack(const FoundProject& found);
/// Error: the bytes are not what pack() made.
Result<FoundProject> unpack_project(bytes::Bytes bytes);

}  // namespace plimsoll::taxonomy
