// Essences to try links with: one that is random, and links that are put together by hand.
#pragma once

#include <random>

#include "core/limits.h"
#include "core/link/essence.h"

namespace plimsoll::test {

/// An essence whose every member is random, texts with letters of one to four bytes among them. It holds what essence_of()
/// promises: rows are counted, layers rise, what is not shared is not there.
class RandomEssence {
 public:
    explicit RandomEssence(uint32_t seed) : random_(seed) {}

    link::Essence make() {
        link::Essence essence;
        essence.card = below(4) == 0;
        essence.shared = {flag(), flag(), flag(), flag(), flag()};
        essence.version = text();
        essence.report_digest = digest();
        essence.manifest_digest = digest();
        essence.config_digest = digest();
        essence.title = text();
        essence.doi = text();
        for (uint32_t author = below(3); author > 0; --author) essence.authors.push_back(text());
        essence.source_name = text();
        essence.source_bytes = number();
        essence.layout = static_cast<image::Layout>(below(5));
        essence.compression = static_cast<bytes::Compression>(below(5));
        fill(essence.references, 2, [&] { return text(); });
        essence.platform = {text(), text(), text()};
        if (flag()) essence.created = static_cast<int64_t>(random_() % 300'000'000'000) - 60'000'000'000;
        headline(essence);
        if (!essence.card) rest(essence);
        return essence;
    }

    uint32_t below(uint32_t end) { return static_cast<uint32_t>(random_() % end); }

 private:
    bool flag() { return below(2) == 1; }

    /// Of any magnitude, the greatest number among them.
    uint64_t number() {
        if (below(40) == 0) return UINT64_MAX;
        return random_() >> below(64);
    }

    std::string text() {
        constexpr const char* letters[] = {"a", "-",  "<b>", "\"", "&amp;", "\\",
                                           "é", "漢", "🐋",   " ",  "/",     "torch"};
        std::string made;
        for (uint32_t count = below(6); count > 0; --count) made += letters[below(std::size(letters))];
        return made;
    }

    std::string digest() {
        const uint32_t kind = below(3);
        if (kind == 0) return "";
        std::string made = kind == 1 ? "sha256:" : "sha512:";
        for (uint32_t digit = 0; digit < 64 * kind; ++digit) made += "0123456789abcdef"[below(16)];
        return made;
    }

    template <class Row, class Make>
    void fill(link::Shown<Row>& list, uint32_t most, Make make) {
        for (uint32_t count = below(most + 1); count > 0; --count) list.rows.push_back(make());
        list.of = list.rows.size() + (flag() ? 0 : below(1000));
    }

    void headline(link::Essence& essence) {
        essence.complete = flag();
        essence.layer_count = below(1 + static_cast<uint32_t>(limits::layers));
        auto& sum = essence.totals;
        sum = {number(),    essence.complete ? number() : 0,
               number(),    number(),
               number(),    number(),
               number(),    number(),
               number(),    number(),
               below(1000), below(UINT32_MAX)};
        essence.filesystem = {number(), number(), number(), number(), number(),
                              number(), number(), number(), below(99)};
        essence.hidden_bytes = number();
        essence.repeated = {number(), number()};
        essence.dive_efficiency = below(10'001);
        essence.dive_wasted_bytes = number();
        essence.dive_wasted_paths = number();
        essence.category = text();
        essence.category_score = below(1'001);
        for (auto& count : essence.finding_counts) count = {number(), number()};
        essence.package_count = number();
        essence.errors = number();
        essence.warnings = number();
    }

    void rest(link::Essence& essence) {
        for (uint32_t index = below(3); index < essence.layer_count && essence.layers.rows.size() < 5;
             index += 1 + below(3)) {
            const bool complete = flag();
            std::optional<bytes::Compression> compression;
            if (flag()) compression = static_cast<bytes::Compression>(below(5));
            essence.layers.rows.push_back({index, compression, complete, number(), complete ? number() : 0,
                                           number(), number(), number(), number(), below(50), text(),
                                           essence.shared.commands ? text() : ""});
        }
        essence.layers.of = essence.layer_count;
        fill(essence.purposes, 3, [&] { return link::Essence::Purpose{text(), text(), below(1'001)}; });
        fill(essence.bases, 2, [&] { return link::Essence::Base{text(), {text(), text()}, flag()}; });
        fill(essence.instructions, 3, [&] { return link::Essence::Instruction{text(), number()}; });
        for (size_t kind = 1; kind < essence.commands.size(); ++kind) {
            essence.commands[kind] = below(UINT32_MAX);
            essence.study_commands[kind] = below(100);
        }
        const auto layer = [&] { return essence.layer_count > 0 ? below(essence.layer_count) : 0; };
        fill(essence.findings, 4, [&] {
            std::optional<uint32_t> of;
            if (essence.layer_count > 0 && flag()) of = layer();
            return link::Essence::Finding{text(), static_cast<findings::Severity>(below(3)), number(),
                                          number(), of};
        });
        for (auto& sum : essence.ecosystems)
            if (flag()) sum = {1 + number() / 2, number()};
        fill(essence.packages, 4, [&] {
            return link::Essence::Package{static_cast<packages::Ecosystem>(below(8)),
                                          static_cast<packages::Role>(below(4)),
                                          text(),
                                          text(),
                                          number(),
                                          number()};
        });
        fill(essence.types, 4, [&] { return link::Essence::Type{text(), number(), number()}; });
        if (essence.layer_count > 0)
            fill(essence.largest_files, 4, [&] {
                return link::Essence::File{essence.shared.paths ? text() : "", text(), number(), layer()};
            });
        essence.study_category = text();
        fill(essence.metrics, 4, [&] {
            std::optional<uint32_t> percentile;
            if (flag()) percentile = below(10'001);
            return link::Essence::Metric{text(), number(), percentile};
        });
        fill(essence.environment, 3, [&] { return text(); });
        fill(essence.labels, 3, [&] { return text(); });
    }

    std::mt19937_64 random_;
};

}  // namespace plimsoll::test
