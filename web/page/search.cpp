#include "web/page/search.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/findings/kinds.h"
#include "web/page/words.h"

namespace plimsoll::web {
namespace {

using Kind = HitGroup::Kind;
using report::format_bytes;
using report::format_count;

// More words than anybody types: each is a bit.
constexpr size_t most_words = 16;

/// In lower case, each of them to be found.
std::vector<std::string> words_of(std::string_view typed) {
    std::vector<std::string> words;
    constexpr std::string_view space = " \t\r\n";
    while (words.size() < most_words) {
        const size_t start = typed.find_first_not_of(space);
        if (start == std::string_view::npos) break;
        typed.remove_prefix(start);
        const size_t end = std::min(typed.find_first_of(space), typed.size());
        words.push_back(lower(typed.substr(0, end)));
        typed.remove_prefix(end);
    }
    return words;
}

class Search {
 public:
    Search(std::string_view typed, size_t most) : words_(words_of(typed)), most_(most) {}

    const std::vector<std::string>& words() const { return words_; }

    bool in(std::string_view text) const {
        return !words_.empty() && std::all_of(words_.begin(), words_.end(),
                                              [&](const std::string& word) { return contains(text, word); });
    }

    /// Of things 0 to `count`, each told by a text that is looked through, and made a hit where it is one.
    template <class Text, class Make>
    void group(Kind kind, size_t count, Text text, Make make) {
        HitGroup found{kind, 0, {}};
        for (size_t number = 0; number < count; ++number) {
            if (!in(text(number))) continue;
            if (++found.matches <= most_) {
                Hit hit = make(number);
                hit.number = static_cast<uint32_t>(number);
                found.hits.push_back(std::move(hit));
            }
        }
        add(std::move(found));
    }

    void add(HitGroup group) {
        if (group.matches > 0) groups_.push_back(std::move(group));
    }

    size_t most() const { return most_; }
    std::vector<HitGroup> take() { return std::move(groups_); }

 private:
    std::vector<std::string> words_;
    size_t most_;
    std::vector<HitGroup> groups_;
};

std::string in_layer(uint32_t layer) { return "layer " + std::to_string(layer + 1); }

/// What a container sees. A path holds the words if its parts do; words with a slash, if it does as a whole. Where a folder
/// holds them already, what is in it is listed only if its own name holds them too: else all of it would be.
HitGroup files_with(const Search& search, const image::FileSystem& files) {
    HitGroup found{Kind::files, 0, {}};
    const std::vector<std::string>& words = search.words();
    if (words.empty()) return found;
    const image::Paths& paths = files.paths();
    const uint32_t all = (1u << words.size()) - 1;
    uint32_t with_slash = 0;
    for (size_t word = 0; word < words.size(); ++word)
        if (words[word].find('/') != std::string::npos) with_slash |= 1u << word;

    struct Match {
        uint32_t path;
        bool by_name;  ///< alone
        uint64_t bytes;
        bool operator<(const Match& other) const {
            if (by_name != other.by_name) return by_name;
            return bytes != other.bytes ? bytes > other.bytes : path < other.path;
        }
    };
    std::vector<Match> matches;
    std::vector<uint16_t> held(paths.size());  // of each path, the words that it or a folder above it holds
    // A folder's number is smaller than those of what is in it.
    for (uint32_t path = 1; path < paths.size(); ++path) {
        if (files.kind(path) == image::FileSystem::Kind::absent) continue;
        const uint32_t above = held[paths.nodes[path].parent];
        uint32_t own = 0;
        for (size_t word = 0; word < words.size(); ++word)
            if (contains(paths.name(path), words[word])) own |= 1u << word;
        if ((with_slash & ~above) != 0) {
            const std::string text = paths.text(path);
            for (size_t word = 0; word < words.size(); ++word)
                if ((with_slash & ~above & 1u << word) != 0 && contains(text, words[word])) own |= 1u << word;
        }
        held[path] = static_cast<uint16_t>(above | own);
        if ((above | own) != all || ((own & ~above) == 0 && own != all)) continue;
        const uint32_t inode = files.inode(path);
        matches.push_back({path, own == all, inode == image::Paths::none ? 0 : files.inodes()[inode].size});
    }
    found.matches = matches.size();
    const size_t listed = std::min(matches.size(), search.most());
    std::partial_sort(matches.begin(), matches.begin() + static_cast<ptrdiff_t>(listed), matches.end());
    for (size_t number = 0; number < listed; ++number) {
        const Match& match = matches[number];
        const bool folder = files.kind(match.path) == image::FileSystem::Kind::directory;
        found.hits.push_back(
            {match.path, paths.text(match.path),
             (folder ? "folder, " : format_bytes(match.bytes) + ", ") + in_layer(files.layer(match.path))});
    }
    return found;
}

void search_taxonomy(Search& search, const report::Report::Taxonomy& taxonomy) {
    search.group(
        Kind::purposes, taxonomy.purposes.size(),
        [&](size_t number) {
            const taxonomy::Purpose& purpose = taxonomy.purposes[number];
            return purpose.found ? purpose.label + " " + purpose.subcategory : std::string();
        },
        [&](size_t number) {
            const taxonomy::Purpose& purpose = taxonomy.purposes[number];
            return Hit{
                0, purpose.subcategory.empty() ? purpose.label : purpose.label + ": " + purpose.subcategory,
                "purpose of using Docker"};
        });
}

}  // namespace

std::vector<HitGroup> search(const report::Report& report, const image::FileSystem* files,
                             std::string_view words, size_t most) {
    Search search(words, most);
    search.group(
        Kind::findings, report.findings.size(),
        [&](size_t number) {
            const findings::Finding& finding = report.findings[number];
            std::string text = finding.title + "\n" + finding.id + "\n" + finding.advice;
            for (const std::string& evidence : finding.evidence) text.append("\n").append(evidence);
            return text;
        },
        [&](size_t number) {
            const findings::Finding& finding = report.findings[number];
            std::string detail = finding.bytes > 0 ? "saves " + format_bytes(finding.bytes) : std::string();
            if (finding.layer) detail += (detail.empty() ? "" : ", ") + in_layer(*finding.layer);
            return Hit{0, finding.title, std::move(detail)};
        });
    search.group(
        Kind::instructions, report.history.size(),
        [&](size_t number) {
            const dockerfile::Instruction& made_by = report.history[number].made_by;
            return made_by.instruction + " " + made_by.command;
        },
        [&](size_t number) {
            const dockerfile::Instruction& made_by = report.history[number].made_by;
            const auto layer = std::find_if(report.layers.begin(), report.layers.end(),
                                            [&](const auto& each) { return each.history == number; });
            std::string detail;
            if (layer != report.layers.end())
                detail = format_bytes(layer->measures.file_bytes) + ", " +
                         in_layer(static_cast<uint32_t>(layer - report.layers.begin()));
            return Hit{0, made_by.instruction + (made_by.instruction.empty() ? "" : " ") + made_by.command,
                       std::move(detail)};
        });
    search.group(
        Kind::packages, report.packages.size(),
        [&](size_t number) {
            const packages::Package& package = report.packages[number];
            return package.name + " " + package.version + " " +
                   std::string(packages::name_of(package.ecosystem)) + " " + package.location;
        },
        [&](size_t number) {
            const packages::Package& package = report.packages[number];
            return Hit{
                0, package.name + (package.version.empty() ? "" : " ") + package.version,
                std::string(packages::name_of(package.ecosystem)) + ", " + format_bytes(package.bytes)};
        });
    if (files) {
        search.add(files_with(search, *files));
    } else {
        search.group(
            Kind::files, report.largest_files.size(),
            [&](size_t number) { return report.largest_files[number].path; },
            [&](size_t number) {
                const auto& file = report.largest_files[number];
                return Hit{0, file.path, format_bytes(file.bytes) + ", " + in_layer(file.layer)};
            });
    }
    search.group(
        Kind::types, report.file_types.corrected.size(),
        [&](size_t number) { return report.file_types.corrected[number].type; },
        [&](size_t number) {
            const auto& row = report.file_types.corrected[number];
            return Hit{0, row.type,
                       format_count(row.files) + (row.files == 1 ? " file, " : " files, ") +
                           format_bytes(row.bytes)};
        });
    search_taxonomy(search, report.taxonomy);
    return search.take();
}

std::vector<HitGroup> search(const report::ProjectReport& project, std::string_view words, size_t most) {
    Search search(words, most);
    HitGroup lines{Kind::lines, 0, {}};
    for (const taxonomy::ProjectFile& file : project.project.files) {
        std::string_view text = file.content;
        for (uint32_t number = 0; !text.empty(); ++number) {
            const size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            if (search.in(line) && ++lines.matches <= most)
                lines.hits.push_back({number, std::string(line),
                                      file.path + ", line " + std::to_string(number + 1), file.path});
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    search.add(std::move(lines));
    search_taxonomy(search, project.taxonomy);
    return search.take();
}

std::vector<HitGroup> search(const link::Essence& essence, std::string_view words, size_t most) {
    Search search(words, most);
    const auto& findings = essence.findings.rows;
    const auto meaning = [](const std::string& id) {
        for (const findings::KindOfFinding& kind : findings::kinds())
            if (kind.id == id) return std::string(kind.meaning);
        return id;
    };
    search.group(
        Kind::findings, findings.size(),
        [&](size_t number) { return findings[number].id + " " + meaning(findings[number].id); },
        [&](size_t number) {
            return Hit{0, meaning(findings[number].id),
                       findings[number].bytes > 0 ? "saves " + format_bytes(findings[number].bytes) : ""};
        });
    const auto& layers = essence.layers.rows;
    const auto made_by = [&](size_t number) {
        return layers[number].instruction + (layers[number].command.empty() ? "" : " ") +
               layers[number].command;
    };
    search.group(Kind::instructions, layers.size(), made_by, [&](size_t number) {
        return Hit{0, made_by(number),
                   format_bytes(layers[number].file_bytes) + ", " + in_layer(layers[number].index)};
    });
    const auto& packages = essence.packages.rows;
    search.group(
        Kind::packages, packages.size(),
        [&](size_t number) {
            return packages[number].name + " " + packages[number].version + " " +
                   std::string(packages::name_of(packages[number].ecosystem));
        },
        [&](size_t number) {
            const auto& package = packages[number];
            return Hit{
                0, package.name + (package.version.empty() ? "" : " ") + package.version,
                std::string(packages::name_of(package.ecosystem)) + ", " + format_bytes(package.bytes)};
        });
    const auto& files = essence.largest_files.rows;
    search.group(
        Kind::files, files.size(), [&](size_t number) { return files[number].path; },
        [&](size_t number) {
            return Hit{0, files[number].path,
                       format_bytes(files[number].bytes) + ", " + in_layer(files[number].layer)};
        });
    const auto& types = essence.types.rows;
    search.group(
        Kind::types, types.size(), [&](size_t number) { return types[number].type; },
        [&](size_t number) {
            return Hit{0, types[number].type, format_bytes(types[number].bytes)};
        });
    const auto& purposes = essence.purposes.rows;
    search.group(
        Kind::purposes, purposes.size(),
        [&](size_t number) { return purposes[number].label + " " + purposes[number].subcategory; },
        [&](size_t number) {
            return Hit{0, purposes[number].label, "purpose of using Docker"};
        });
    return search.take();
}

std::vector<HitGroup> search(const study::Results& results, std::string_view words, size_t most) {
    Search search(words, most);
    search.group(
        Kind::figures, results.figures.size(), [&](size_t number) { return results.figures[number].title; },
        [&](size_t number) {
            return Hit{0, results.figures[number].title, ""};
        });
    search.group(
        Kind::projects, results.projects.size(),
        [&](size_t number) {
            const study::ProjectRow& project = results.projects[number];
            std::string text = project.repo;
            for (const auto* names : {&project.purposes, &project.base_images, &project.images})
                for (const std::string& name : *names) text.append("\n").append(name);
            return text;
        },
        [&](size_t number) {
            const study::ProjectRow& project = results.projects[number];
            const size_t files = project.dockerfiles.size();
            return Hit{0, project.repo, format_count(files) + (files == 1 ? " Dockerfile" : " Dockerfiles")};
        });
    return search.take();
}

std::string to_json(const std::vector<HitGroup>& groups) {
    using Json = nlohmann::ordered_json;
    constexpr const char* kinds[] = {"findings", "instructions", "packages", "files",   "types",
                                     "purposes", "lines",        "figures",  "projects"};
    constexpr size_t most_letters = 400;  // of a command, which may be kilobytes long
    Json all = Json::array();
    for (const HitGroup& group : groups) {
        Json hits = Json::array();
        for (const Hit& hit : group.hits)
            hits.push_back({{"text", report::printable(std::string_view(hit.text).substr(0, most_letters))},
                            {"detail", report::printable(hit.detail)}});
        all.push_back({{"kind", kinds[static_cast<size_t>(group.kind)]},
                       {"matches", group.matches},
                       {"hits", std::move(hits)}});
    }
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace plimsoll::web
