#include <algorithm>

#include "core/report/compare_parts.h"
#include "core/report/matching.h"

namespace plimsoll::report {
namespace {

/// The step that made a layer, as the history has it.
const Report::HistoryStep* step_of(const Report& report, size_t layer) {
    const auto& step = report.layers[layer].history;
    return step ? &report.history[*step] : nullptr;
}

/// The step's command without the sums that some builders write for what they copy ("ADD file:4b8e... in /"): those
/// say what the layer holds, not which step it is.
std::string step_name(const Report& report, size_t layer) {
    constexpr size_t sum_letters = 64;
    const auto* step = step_of(report, layer);
    if (!step) return {};
    std::string_view rest = step->step.created_by;
    std::string name;
    for (size_t colon = rest.find(':'); colon != std::string_view::npos; colon = rest.find(':')) {
        name += rest.substr(0, colon + 1);
        rest.remove_prefix(colon + 1);
        const size_t end = std::min(rest.find_first_not_of("0123456789abcdef"), rest.size());
        if (end == sum_letters) rest.remove_prefix(end);
    }
    return name.append(rest);
}

/// A layer that was verified, and is not what it promises to be, is like no other.
bool holds_promise(const Report::Layer& layer) { return layer.verified != std::optional(false); }

bool same_layer(const Report::Layer& a, const Report::Layer& b) {
    if (!holds_promise(a) || !holds_promise(b)) return false;
    if (!a.diff_id.empty() && !b.diff_id.empty()) return a.diff_id == b.diff_id;
    return !a.digest.empty() && a.digest == b.digest;
}

Matching match_shared(const Report& a, const Report& b, uint64_t& common) {
    Matching shared(a.layers.size(), b.layers.size());
    // First what stands at the same place from below: images have layers that are the same, empty ones for example.
    const size_t most = std::min(a.layers.size(), b.layers.size());
    size_t same = 0;
    for (; same < most && same_layer(a.layers[same], b.layers[same]); ++same)
        shared.match(static_cast<uint32_t>(same), static_cast<uint32_t>(same));
    common = same;
    const auto by = [&](const Report& report, std::string Report::Layer::*name) {
        return [&report, name](uint32_t layer) {
            const Report::Layer& row = report.layers[layer];
            return holds_promise(row) ? row.*name : std::string();
        };
    };
    shared.match_by(by(a, &Report::Layer::diff_id), by(b, &Report::Layer::diff_id));
    shared.match_by(by(a, &Report::Layer::digest), by(b, &Report::Layer::digest));
    return shared;
}

/// Of pairs that are sorted by A, as many as can be had that are in order on both sides: the longest increasing
/// sequence of B's numbers, by patience sorting.
std::vector<std::pair<uint32_t, uint32_t>> in_order(const std::vector<std::pair<uint32_t, uint32_t>>& pairs) {
    std::vector<size_t> tails;  // by length: the pair that the best sequence of that length ends with
    std::vector<size_t> before(pairs.size(), SIZE_MAX);
    for (size_t pair = 0; pair < pairs.size(); ++pair) {
        const auto tail = std::lower_bound(tails.begin(), tails.end(), pair, [&](size_t left, size_t right) {
            return pairs[left].second < pairs[right].second;
        });
        if (tail != tails.begin()) before[pair] = *(tail - 1);
        if (tail == tails.end())
            tails.push_back(pair);
        else
            *tail = pair;
    }
    std::vector<std::pair<uint32_t, uint32_t>> sequence;
    for (size_t pair = tails.empty() ? SIZE_MAX : tails.back(); pair != SIZE_MAX; pair = before[pair])
        sequence.push_back(pairs[pair]);
    std::reverse(sequence.begin(), sequence.end());
    return sequence;
}

std::vector<std::pair<uint32_t, uint32_t>> pairs_of(const Matching& matching, size_t layers) {
    std::vector<std::pair<uint32_t, uint32_t>> pairs;
    for (uint32_t layer = 0; layer < layers; ++layer)
        if (matching.of_a(layer) != Matching::none) pairs.emplace_back(layer, matching.of_a(layer));
    return pairs;
}

/// The pairs that stand side by side, sorted: shared layers, and between two of them layers that the same step made.
std::vector<std::pair<uint32_t, uint32_t>> side_by_side(const Report& a, const Report& b,
                                                        const Matching& shared) {
    const auto anchors = in_order(pairs_of(shared, a.layers.size()));
    Matching all(a.layers.size(), b.layers.size());
    for (const auto& [left, right] : anchors) all.match(left, right);
    // A step is itself only between the same two shared layers.
    const auto gap_of = [&](uint32_t layer, bool left) {
        const auto behind = std::upper_bound(
            anchors.begin(), anchors.end(), layer,
            [&](uint32_t number, const auto& pair) { return number < (left ? pair.first : pair.second); });
        return std::to_string(behind - anchors.begin());
    };
    const auto key = [&](const Report& report, uint32_t layer, bool left, bool is_shared) {
        const std::string name = is_shared ? std::string() : step_name(report, layer);
        return name.empty() ? name : key_of({gap_of(layer, left), name});
    };
    all.match_by([&](uint32_t layer) { return key(a, layer, true, shared.of_a(layer) != Matching::none); },
                 [&](uint32_t layer) { return key(b, layer, false, shared.of_b(layer) != Matching::none); });
    return in_order(pairs_of(all, a.layers.size()));
}

Comparison::Layer layer_of(const Report& report, uint32_t number) {
    const Report::Layer& layer = report.layers[number];
    Comparison::Layer row{number, layer.digest, layer.diff_id, {}, 0, 0, 0, layer.hidden_bytes};
    if (const auto* step = step_of(report, number)) {
        const dockerfile::Instruction& origin = step->made_by;
        const std::string &instruction = origin.instruction, &command = origin.command;
        row.made_by = instruction.empty() ? command : instruction + " " + command;
    }
    row.blob_bytes = layer.measures.blob_bytes;
    row.file_bytes = layer.measures.file_bytes;
    row.files = layer.measures.files;
    return row;
}

Comparison::LayerSum& operator+=(Comparison::LayerSum& sum, const Comparison::Layer& layer) {
    ++sum.layers;
    sum.blob_bytes += layer.blob_bytes;
    sum.file_bytes += layer.file_bytes;
    return sum;
}

}  // namespace

Comparison::Layers compare_layers(const Report& a, const Report& b) {
    Comparison::Layers layers;
    const Matching shared = match_shared(a, b, layers.common);
    const auto add = [&](uint32_t left, uint32_t right) {
        Comparison::LayerRow row;
        if (left != Matching::none) row.a = layer_of(a, left);
        if (right != Matching::none) row.b = layer_of(b, right);
        row.shared = left != Matching::none && right != Matching::none && shared.of_a(left) == right;
        if (row.a) (row.shared ? layers.shared.a : layers.only.a) += *row.a;
        if (row.b) (row.shared ? layers.shared.b : layers.only.b) += *row.b;
        layers.rows.push_back(std::move(row));
    };
    uint32_t left = 0, right = 0;
    const auto add_until = [&](uint32_t left_end, uint32_t right_end) {
        for (; left < left_end; ++left) add(left, shared.of_a(left));
        for (; right < right_end; ++right)
            if (shared.of_b(right) == Matching::none) add(Matching::none, right);
    };
    for (const auto& [next_left, next_right] : side_by_side(a, b, shared)) {
        add_until(next_left, next_right);
        add(left++, right++);
    }
    add_until(static_cast<uint32_t>(a.layers.size()), static_cast<uint32_t>(b.layers.size()));
    return layers;
}

}  // namespace plimsoll::report
