// An image put together layer by layer, and what is found in it.
#pragma once

#include <deque>
#include <memory>

#include "core/findings/findings.h"
#include "core/findings/kinds.h"
#include "tests/support/layers.h"

namespace plimsoll::test {

/// What a scan finds of such files, and below such a whiteout; without their bytes, so that they may be large and many.
inline image::LayerScan scan_of(const std::vector<std::pair<std::string, uint64_t>>& files,
                                const std::string& whiteout = "") {
    image::LayerScan scan;
    image::PathIndex index(scan.index.paths);
    const auto add = [&](std::string_view path, uint64_t size, image::EntryKind kind) {
        uint32_t at = image::Paths::root;
        image::for_each_component(
            path, [&](std::string_view part) { at = index.add(at, part); }, [] {});
        auto& entry = scan.index.entries.emplace_back();
        entry.path = at;
        entry.size = size;
        entry.kind = kind;
        scan.measures.file_bytes += size;
    };
    for (const auto& [path, size] : files) add(path, size, image::EntryKind::file);
    if (!whiteout.empty()) add(whiteout, 0, image::EntryKind::whiteout);
    return scan;
}

class ImageToJudge {
 public:
    ImageToJudge() { image.config_digest = "sha256:1"; }

    /// A layer, and the instruction that made it, as a history has it.
    ImageToJudge& layer(const Tar& tar, const std::string& created_by = "", bool hash = false) {
        auto scanned = scan(tar.finish(), hash ? image::ScanOptions{true, {}, {}} : image::ScanOptions{});
        REQUIRE(scanned.complete);
        return layer(std::move(scanned), created_by);
    }

    ImageToJudge& layer(image::LayerScan scanned, const std::string& created_by) {
        scans.push_back(std::move(scanned));
        REQUIRE(files->add_layer(scans.back().index) == 0);
        image.layers.emplace_back();
        step(created_by).layer = static_cast<uint32_t>(scans.size() - 1);
        return *this;
    }

    /// An instruction that made no layer.
    image::HistoryStep& step(const std::string& created_by) {
        image.config.history.push_back({"", created_by, false, {}});
        history.push_back(dockerfile::from_history(created_by));
        return image.config.history.back();
    }

    /// Has the package own all files whose paths start so.
    ImageToJudge& package(packages::Ecosystem ecosystem, const std::string& name, std::string_view start) {
        packages.owner.resize(files->paths().size(), image::Paths::none);
        const auto number = static_cast<uint32_t>(packages.packages.size());
        packages.packages.emplace_back().name = name;
        packages.packages.back().ecosystem = ecosystem;
        for (uint32_t path = 0; path < files->paths().size(); ++path)
            if (files->kind(path) == image::FileSystem::Kind::file &&
                files->paths().text(path).starts_with(start))
                packages.owner[path] = number;
        return *this;
    }

    std::vector<findings::Finding> findings() const {
        std::vector<const image::LayerScan*> layers;
        for (const auto& scan : scans) layers.push_back(&scan);
        auto found = findings::find({image, history, *files, layers, packages});
        // Rules name findings by these.
        for (const auto& finding : found) {
            INFO("finding " << finding.id);
            REQUIRE(findings::is_kind(finding.id));
        }
        return found;
    }

    /// All findings of a kind.
    std::vector<findings::Finding> all(std::string_view id) const {
        std::vector<findings::Finding> found;
        for (auto& finding : findings())
            if (finding.id == id) found.push_back(std::move(finding));
        return found;
    }

    /// The one finding of a kind.
    findings::Finding one(std::string_view id) const {
        INFO("finding " << id << ", of " << ids());
        const auto found = all(id);
        REQUIRE(found.size() == 1);
        return found.front();
    }

    bool has(std::string_view id) const { return !all(id).empty(); }

    /// What there is, for a test's message.
    std::string ids() const {
        std::string text;
        for (const auto& finding : findings()) text += (text.empty() ? "" : " ") + finding.id;
        return text;
    }

    uint64_t shipped() const {
        uint64_t sum = 0;
        for (const auto& scan : scans) sum += scan.measures.file_bytes;
        return sum;
    }

    image::Image image;
    std::vector<dockerfile::Instruction> history;
    std::deque<image::LayerScan> scans;  ///< findings are asked for with pointers to them
    std::unique_ptr<image::FileSystem> files = std::make_unique<image::FileSystem>();
    packages::Attribution packages;
};

using Evidence = std::vector<std::string>;

}  // namespace plimsoll::test
