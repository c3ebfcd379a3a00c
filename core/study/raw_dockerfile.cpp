#include "core/study/raw_dockerfile.h"

#include <algorithm>
#include <map>

namespace plimsoll::study {
namespace {

using Counts = std::vector<std::pair<std::string, uint32_t>>;

Counts counted(const dockerfile::Dockerfile& file, bool known_only) {
    Counts counts;
    std::map<std::string, uint32_t, std::less<>> all;
    for (const auto& instruction : file.instructions)
        if (!known_only || instruction.known) ++all[instruction.instruction];
    for (auto& [name, count] : all) counts.emplace_back(name, count);
    return counts;
}

/// "docker.io/debian" of "docker.io/debian:bullseye@sha256:...".
std::string without_tag(std::string_view image) {
    image = image.substr(0, image.find('@'));
    const size_t slash = image.rfind('/'), colon = image.rfind(':');
    if (colon != image.npos && (slash == image.npos || colon > slash)) image = image.substr(0, colon);
    return std::string(image);
}

/// Whether an argument without a value would make another name of it: "nvidia/cuda${ARCH:+-$ARCH}:10.0".
bool is_optional(std::string_view image) {
    const size_t alternative = image.find(":+"), tag = image.rfind(':');
    return alternative != image.npos && tag != image.npos && alternative < tag;
}

/// The RUNs of a file.
std::vector<dockerfile::Instruction> runs_of(const dockerfile::Dockerfile& file) {
    std::vector<dockerfile::Instruction> runs;
    for (const auto& instruction : file.instructions)
        if (instruction.instruction == "RUN") runs.push_back(instruction);
    return runs;
}

}  // namespace

RawDockerfile read_dockerfile(std::string repo, std::string path, std::string_view text) {
    RawDockerfile raw;
    raw.repo = std::move(repo);
    raw.file = std::move(path);
    const auto authors = dockerfile::parse_as_authors(text);
    raw.words = counted(authors, false);
    raw.authors_kinds = dockerfile::authors_kinds(authors.instructions);
    raw.run_kinds = dockerfile::authors_kinds(runs_of(authors));
    for (const auto& instruction : authors.instructions)
        if (instruction.instruction == "FROM") raw.from.emplace_back(instruction.command);

    const auto file = dockerfile::parse(text);
    raw.instructions = counted(file, true);
    raw.commands = dockerfile::command_kinds(file.instructions, text);
    for (const auto& base : dockerfile::base_images(file)) {
        // A tag that is no tag ("nvidia/cuda:<version>") still leaves a name.
        if (base.resolved != "scratch" && !is_optional(base.written))
            raw.images.push_back(without_tag(base.resolved));
        for (const auto type : base.types.types)
            if (std::find(raw.types.begin(), raw.types.end(), type) == raw.types.end())
                raw.types.push_back(type);
    }
    return raw;
}

}  // namespace plimsoll::study
