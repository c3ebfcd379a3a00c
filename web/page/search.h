// Looking for words in all that is shown: findings, instructions, packages, files, file types, purposes, projects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/link/essence.h"
#include "core/report/project.h"
#include "core/report/report.h"
#include "core/study/results.h"

namespace plimsoll::web {

/// One thing that holds the words. Its number counts, from 0: findings, steps of the history, packages and types of the
/// report; paths of the file system, or the heaviest files of a saved report; lines of a project's file; projects of a data
/// set; places of its figures in study::all_items.
struct Hit {
    uint32_t number = 0;
    std::string text;    ///< what it is called, as it is: it may hold anything
    std::string detail;  ///< where it is, what it weighs
    std::string file{};  ///< of a line: the path of its Dockerfile
};

struct HitGroup {
    enum class Kind : uint8_t {
        findings,
        instructions,
        packages,
        files,
        types,
        purposes,
        lines,
        figures,
        projects
    };
    Kind kind = Kind::findings;
    uint64_t matches = 0;   ///< all there are
    std::vector<Hit> hits;  ///< the first of them
};

/// Things hold the words if they hold each of them, upper and lower case alike; no words are in nothing. Of each kind the
/// first `most`, in the report's order; of files those that have the words in their own name first, then the heaviest.
/// Groups without a match are left out. `files` is null for a saved report.
std::vector<HitGroup> search(const report::Report& report, const image::FileSystem* files,
                             std::string_view words, size_t most);
std::vector<HitGroup> search(const report::ProjectReport& project, std::string_view words, size_t most);
/// Of what a link holds, numbers count its rows; of instructions its layers, each by its number in the image.
std::vector<HitGroup> search(const link::Essence& essence, std::string_view words, size_t most);
std::vector<HitGroup> search(const study::Results& results, std::string_view words, size_t most);

/// [{"kind": "files", "matches": 214, "hits": [{"text", "detail"}]}], each text in one line and cut where it is long.
std::string to_json(const std::vector<HitGroup>& groups);

}  // namespace plimsoll::web
