#include <algorithm>
#include <random>

#include "core/report/compare.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using report::Comparison;
using report::Report;

namespace {

/// A report with layers of such names; a step "RUN NAME" makes each, or where the name has a colon what is before it.
/// Of "x:1" and "x:2" the step is the same and the content is not.
Report with_layers(const std::vector<std::string>& names) {
    Report report;
    for (const std::string& name : names) {
        Report::Layer layer;
        layer.diff_id = "sha256:" + name;
        layer.measures.blob_bytes = 10;
        layer.measures.file_bytes = 100;
        layer.history = static_cast<uint32_t>(report.history.size());
        layer.complete = true;
        const std::string step = name.substr(0, name.find(':'));
        report.history.push_back({{"", "RUN " + step, false, {}}, {"RUN", step}});
        report.layers.push_back(layer);
        report.image.layers.push_back({0, layer.digest, layer.diff_id, "", {}});
    }
    return report;
}

/// "0=0 1~1 2< >2": the rows, shared, of the same step, only in A, only in B.
std::string rows_of(const Report& a, const Report& b) {
    std::string text;
    for (const auto& row : report::compare({a}, {b}).layers.rows) {
        if (!text.empty()) text += " ";
        if (row.a) text += std::to_string(row.a->index);
        text += row.shared ? "=" : row.a && row.b ? "~" : row.a ? "<" : ">";
        if (row.b) text += std::to_string(row.b->index);
    }
    return text;
}

std::string rows_of_layers(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return rows_of(with_layers(a), with_layers(b));
}

}  // namespace

TEST_CASE("Shared layers stand side by side, and others between them") {
    CHECK(rows_of_layers({}, {}) == "");
    CHECK(rows_of_layers({"a", "b"}, {"a", "b"}) == "0=0 1=1");
    CHECK(rows_of_layers({"a"}, {"a", "b"}) == "0=0 >1");
    CHECK(rows_of_layers({"a", "b"}, {"b"}) == "0< 1=0");
    CHECK(rows_of_layers({"a", "b", "c"}, {"a", "x", "c"}) == "0=0 1< >1 2=2");
    CHECK(rows_of_layers({"a"}, {"b"}) == "0< >0");
    CHECK(rows_of_layers({}, {"a", "b"}) == ">0 >1");
}

TEST_CASE("Layers that the same step made stand side by side between the same shared layers") {
    CHECK(rows_of_layers({"a", "x:1", "c"}, {"a", "x:2", "c"}) == "0=0 1~1 2=2");
    CHECK(rows_of_layers({"base:1", "x:1", "y:1"}, {"base:2", "new", "x:2", "y:2"}) == "0~0 >1 1~2 2~3");
    // The step is on the other side of a shared layer, or in the other order.
    CHECK(rows_of_layers({"x:1", "a"}, {"a", "x:2"}) == "0< 1=0 >1");
    CHECK(rows_of_layers({"x:1", "y:1"}, {"y:2", "x:2"}) == "0< 1~0 >1");
}

TEST_CASE("Shared layers in another order are still shared, and each layer is in one row") {
    CHECK(rows_of_layers({"a", "b", "c"}, {"c", "a", "b"}) == "0=1 1=2 2=0");
    CHECK(rows_of_layers({"a", "b"}, {"b", "a"}) == "0=1 1=0");
    std::mt19937 dice(1);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::string> a, b;
        for (auto* side : {&a, &b})
            for (uint32_t count = dice() % 8; count > 0; --count)
                side->push_back(std::string(1, static_cast<char>('a' + dice() % 6)) +
                                (dice() % 2 ? ":1" : ":2"));
        const auto layers = report::compare({with_layers(a)}, {with_layers(b)}).layers;
        std::vector<uint32_t> seen_a(a.size()), seen_b(b.size());
        uint64_t shared = 0;
        for (const auto& row : layers.rows) {
            if (row.a) ++seen_a[row.a->index];
            if (row.b) ++seen_b[row.b->index];
            REQUIRE(row.shared == (row.a && row.b && a[row.a->index] == b[row.b->index]));
            shared += row.shared;
        }
        CHECK(std::all_of(seen_a.begin(), seen_a.end(), [](uint32_t times) { return times == 1; }));
        CHECK(std::all_of(seen_b.begin(), seen_b.end(), [](uint32_t times) { return times == 1; }));
        // As many as the two have in common, the same one counted as often as both have it.
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        std::vector<std::string> common;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
        CHECK(shared == common.size());
        CHECK(layers.shared.a.layers == shared);
        CHECK(layers.only.b.layers == b.size() - shared);
    }
}

TEST_CASE("Layers that are the same in one image belong to the one at the same place first") {
    CHECK(rows_of_layers({"a", "empty", "b", "empty"}, {"a", "empty", "c", "empty"}) == "0=0 1=1 2< >2 3=3");
    CHECK(rows_of_layers({"empty", "empty"}, {"empty"}) == "0=0 1<");
}

TEST_CASE("Layers are summed up as shared and as those of one side") {
    Report a = with_layers({"a", "b", "x"}), b = with_layers({"a", "b", "y", "z"});
    b.layers[0].measures.blob_bytes = 7;  // stored in another way
    const auto layers = report::compare({a}, {b}).layers;
    CHECK(layers.common == 2);
    CHECK(layers.shared.a.layers == 2);
    CHECK(layers.shared.a.blob_bytes == 20);
    CHECK(layers.shared.b.blob_bytes == 17);
    CHECK(layers.shared.b.file_bytes == 200);
    CHECK(layers.only.a.layers == 1);
    CHECK(layers.only.b.layers == 2);
    CHECK(layers.only.b.file_bytes == 200);
    CHECK_FALSE(report::compare({a}, {b}).same_layers);
    CHECK(report::compare({a}, {a}).same_layers);
}

TEST_CASE("Layers are the same by their diff_id, else by their digest, and never by nothing") {
    Report a = with_layers({"a"}), b = with_layers({"a"});
    a.layers[0].digest = "sha256:1";
    b.layers[0].digest = "sha256:2";
    CHECK(rows_of(a, b) == "0=0");  // compressed in another way
    a.layers[0].diff_id.clear();
    CHECK(rows_of(a, b) == "0~0");
    b.layers[0].digest = "sha256:1";
    CHECK(rows_of(a, b) == "0=0");
    a.layers[0].digest.clear();
    CHECK(rows_of(a, b) == "0~0");
    a.layers[0].history.reset();
    CHECK(rows_of(a, b) == "0< >0");
}

TEST_CASE("A layer that is not what it promises to be is like no other") {
    Report a = with_layers({"a"}), b = with_layers({"a"});
    b.layers[0].verified = true;
    CHECK(rows_of(a, b) == "0=0");
    b.layers[0].verified = false;
    CHECK(rows_of(a, b) == "0~0");
    CHECK_FALSE(report::compare({b}, {b}).same_layers);
}

TEST_CASE("The sums that builders write for what they copy do not tell steps apart") {
    Report a = with_layers({"a"}), b = with_layers({"b"});
    const std::string sum(64, 'a'), other(63, 'b');
    a.history[0].step.created_by = "/bin/sh -c #(nop) ADD file:" + sum + " in / ";
    b.history[0].step.created_by = "/bin/sh -c #(nop) ADD file:" + other + "0 in / ";
    CHECK(rows_of(a, b) == "0~0");
    b.history[0].step.created_by = "/bin/sh -c #(nop) ADD file:" + other + " in / ";
    CHECK(rows_of(a, b) == "0< >0");
    b.history[0].step.created_by = "/bin/sh -c #(nop) ADD file:" + sum + " in /etc";
    CHECK(rows_of(a, b) == "0< >0");
    CHECK(report::compare({a}, {b}).layers.rows[0].a->made_by == "RUN a");
}

TEST_CASE("Thousands of layers are compared in a moment") {
    std::vector<std::string> a, b;
    for (int number = 0; number < 5000; ++number) {
        a.push_back(std::to_string(number % 7) + ":" + std::to_string(number));
        b.push_back(std::to_string(number % 7) + ":" + std::to_string(number * 7 % 5000));
    }
    const auto layers = report::compare({with_layers(a)}, {with_layers(b)}).layers;
    CHECK(layers.rows.size() >= 5000);
    CHECK(layers.common == 1);
}
