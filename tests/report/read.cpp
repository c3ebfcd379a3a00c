#include "core/report/read.h"

#include <nlohmann/json.hpp>

#include "core/limits.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::ordered_json;

namespace {

/// What reading such a report back says: "layers[0].files: is missing", or "" where it is read.
std::string complaint(const std::string& text) {
    const auto report = report::from_json(text);
    return report ? "" : report.error().where + ": " + report.error().message;
}

Json json_of_full() { return Json::parse(report::to_json(full_report()), nullptr, false); }

/// Calls `visit(pointer, value)` for each value in the document, at any depth.
template <class Visit>
void for_each_value(const Json& value, const Json::json_pointer& at, Visit visit) {
    visit(at, value);
    if (value.is_object())
        for (auto item = value.begin(); item != value.end(); ++item)
            for_each_value(item.value(), at / item.key(), visit);
    if (value.is_array())
        for (size_t number = 0; number < value.size(); ++number)
            for_each_value(value[number], at / number, visit);
}

bool is_free(const Json::json_pointer& at) {
    // Labels have any name; what made the report, and the media types and so on, are not looked at by name.
    const std::string text = at.to_string();
    return text.starts_with("/image/labels/") || text.starts_with("/taxonomy/instructions/") ||
           text.starts_with("/generator") || text == "/digest";
}

}  // namespace

TEST_CASE("A report that is read back is written as the same bytes") {
    const std::string json = report::to_json(full_report());
    CHECK(report::to_json(value_of(report::from_json(json))) == json);
    CHECK(report::to_ndjson(value_of(report::from_json(report::to_ndjson(full_report())))) ==
          report::to_ndjson(full_report()));
}

TEST_CASE("Reports of archives of every layout are read back") {
    ImageParts parts;
    parts.layers = {Tar().directory("d").file("d/a", "12345").symlink("l", "d/a").finish(),
                    Tar().whiteout("d/a").hardlink("h", "nowhere").file("caf\xe9", "x").finish()};
    parts.created_by = {"RUN /bin/sh -c make # buildkit"};
    for (const std::string& archive :
         {docker_legacy(parts), docker_skopeo(parts), docker_25(parts), oci(parts)}) {
        for (const bool hash : {false, true}) {
            const std::string json = report::to_json(analysed(archive, hash)->report());
            CHECK(report::to_json(value_of(report::from_json(json))) == json);
        }
    }
}

TEST_CASE("Reports of damaged archives are read back") {
    const std::string whole = docker_25(
        {.layers = {Tar().file("a", std::string(3000, 'x')).finish(), Tar().file("b", "1").finish()},
         .compression = bytes::Compression::none});
    size_t opened = 0;
    for (size_t length = 0; length < whole.size(); length += 512) {
        const std::string cut = whole.substr(0, length);
        const auto source = bytes::view_memory(view(cut));
        if (!image::open(*source, "cut.tar", {})) continue;
        ++opened;
        const std::string json = report::to_json(analysed(cut)->report());
        CHECK(report::to_json(value_of(report::from_json(json))) == json);
    }
    CHECK(opened > 2);
}

TEST_CASE("What a report says is what was said, to the last bit") {
    Json json = json_of_full();
    const uint64_t largest = UINT64_MAX;
    json["layers"][0]["blob_bytes"] = largest;
    json["waste"]["dive"]["efficiency"] = 0.1 + 0.2;
    json["image"]["labels"]["<b>"] = std::string("\0\x1b[31m", 6);
    const report::Report report = value_of(report::from_json(json.dump()));
    CHECK(report.layers[0].measures.blob_bytes == largest);
    CHECK(report.waste.dive.efficiency == 0.1 + 0.2);
    CHECK(report.image.config.labels.at("<b>") == std::string("\0\x1b[31m", 6));
    CHECK(report.image.layers.size() == report.layers.size());
}

TEST_CASE("Every name that is written for a layout or a compression is read") {
    // Values behind the last one are written like one before.
    std::vector<std::string> known;
    Json json = json_of_full();
    for (int value = 0; value < 16; ++value) {
        const std::string name(image::name_of(static_cast<image::Layout>(value)));
        if (std::find(known.begin(), known.end(), name) != known.end()) break;
        known.push_back(name);
        json["source"]["layout"] = name;
        CHECK(complaint(json.dump()) == "");
    }
    CHECK(known.size() >= 3);
    for (const char* name : {"none", "gzip", "zstd", "xz", "bzip2"}) {
        json["source"]["compression"] = name;
        CHECK(complaint(json.dump()) == "");
    }
}

TEST_CASE("A member that is missing is named") {
    size_t tried = 0;
    const Json whole = json_of_full();
    for_each_value(whole, Json::json_pointer(), [&](const Json::json_pointer& at, const Json&) {
        if (at.empty() || is_free(at) || whole[at.parent_pointer()].is_array()) return;
        Json json = whole;
        json[at.parent_pointer()].erase(at.back());
        CAPTURE(at.to_string());
        const std::string said = complaint(json.dump());
        if (at.to_string() == "/schema")
            CHECK(said == ": is not a Plimsoll report");
        else
            CHECK(said.ends_with(at.back() + ": is missing"));
        ++tried;
    });
    CHECK(tried > 150);
}

TEST_CASE("A member of another type is named") {
    size_t tried = 0;
    const Json whole = json_of_full();
    const Json wrong[] = {-1, 1.5, true, "text", nullptr, Json::array({Json::array()}), Json::object()};
    for_each_value(whole, Json::json_pointer(), [&](const Json::json_pointer& at, const Json& value) {
        if (is_free(at)) return;
        for (const Json& other : wrong) {
            // These are of the type that is expected, or might be.
            if (other.type() == value.type() || (other.is_null() && !value.is_structured())) continue;
            if (value.is_null() && !other.is_structured()) continue;
            if (value.is_number() && other == 1.5 && value.is_number_float()) continue;
            if (!at.empty() && other.is_number() &&
                (at.back() == "weight" || at.to_string().starts_with("/study/metrics/0/")))
                continue;
            Json json = whole;
            json[at] = other;
            CAPTURE(at.to_string(), other.dump());
            const std::string said = complaint(json.dump());
            CHECK(said != "");
            if (!at.empty() && at.to_string() != "/schema") {
                const std::string name =
                    whole[at.parent_pointer()].is_array() ? "[" + at.back() + "]" : at.back();
                CHECK(contains(said, name));
            }
            ++tried;
        }
    });
    CHECK(tried > 1000);
}

TEST_CASE("Numbers that are none of a report's are refused") {
    const std::string good = report::to_json(full_report());
    const auto with = [&](const std::string& number) {
        std::string json = good;
        const std::string name = "\"path_bytes\": ";
        const size_t at = json.find(name) + name.size();
        json.replace(at, json.find(',', at) - at, number);
        return complaint(json);
    };
    CHECK(with("18446744073709551615") == "");
    for (const char* number :
         {"18446744073709551616", "-1", "1.0", "1e3", "-0", "99999999999999999999999", "\"1\""}) {
        CAPTURE(number);
        CHECK(with(number) == "filesystem.path_bytes: is not a whole number from 0 to 18446744073709551615");
    }
    for (const char* number : {"NaN", "Infinity", "1e999", "0x10", "01", "+1", ".5"}) {
        CAPTURE(number);
        CHECK(with(number) == ": is not valid JSON");
    }
    Json json = json_of_full();
    for (const double share : {-0.1, 1.1, 1e300}) {
        json["waste"]["efficiency"] = share;
        CHECK(complaint(json.dump()) == "waste.efficiency: is not a number from 0 to 1");
    }
    json = json_of_full();
    json["layers"][1]["path_depth"] = uint64_t{1} << 32;
    CHECK(complaint(json.dump()) == "layers[1].path_depth: is too large");
}

TEST_CASE("A report that refers to what is not there is refused") {
    const auto with = [](const char* pointer, const Json& value) {
        Json json = json_of_full();
        json[Json::json_pointer(pointer)] = value;
        return complaint(json.dump());
    };
    const std::string wrong = ": refers to something that is not there: ";
    CHECK(with("/layers/0/history", 3) == "layers[0].history" + wrong + "3");
    CHECK(with("/image/history/0/layer", 2) == "image.history[0].layer" + wrong + "2");
    CHECK(with("/waste/paths/0/layers/1", 2) == "waste.paths[0].layers[1]" + wrong + "2");
    CHECK(with("/largest_files/0/layer", UINT64_MAX) ==
          "largest_files[0].layer" + wrong + "18446744073709551615");
    CHECK(with("/packages/0/layer", 2) == "packages[0].layer" + wrong + "2");
    CHECK(with("/findings/0/layer", 2) == "findings[0].layer" + wrong + "2");
    CHECK(with("/source/shown", 2) == "source.shown" + wrong + "2");
    CHECK(with("/layers/1/index", 0) == "layers[1].index: is not the layer's number");
    CHECK(with("/totals/layers", 3) == "totals.layers: is not the number of layers");
    CHECK(with("/totals/tar_bytes", 3) ==
          "totals.tar_bytes: is a number although not all layers were read to their end");
    CHECK(with("/image/config_bytes", nullptr) ==
          "image.config_bytes: and config_digest are not known together");
}

TEST_CASE("A report of another format, or another document, is told") {
    const auto with = [](const Json& schema) {
        Json json = json_of_full();
        json["schema"] = schema;
        return error_of(report::from_json(json.dump()));
    };
    CHECK(with("plimsoll.report/2").code == ErrorCode::unsupported);
    CHECK(with("plimsoll.report/2").message ==
          "is a report in the format plimsoll.report/2, and this program reads plimsoll.report/1");
    CHECK(with("plimsoll.comparison/1").code == ErrorCode::unrecognised);
    CHECK(with("plimsoll.comparison/1").message == "is no report: it says that it is plimsoll.comparison/1");
    CHECK(with("plimsoll." + std::string(1000, 'x')).message == "is not a Plimsoll report");
    for (const char* text : {"{}", "[]", "null", "1", "\"plimsoll.report/1\""}) {
        CAPTURE(text);
        CHECK(error_of(report::from_json(text)).message == "is not a Plimsoll report");
    }
    for (const char* text : {"", "{", "not JSON", "\xff", "{\"schema\": \"\xff\"}"}) {
        CAPTURE(text);
        CHECK(error_of(report::from_json(text)).message == "is not valid JSON");
    }
}

TEST_CASE("Every beginning of a report is an error, and none is more than that") {
    const std::string json = report::to_ndjson(full_report());
    for (size_t length = 0; length + 2 < json.size(); ++length)
        CHECK_FALSE(report::from_json(std::string_view(json).substr(0, length)));
}

TEST_CASE("Members that this version does not know are passed over") {
    const Json whole = json_of_full();
    Json json = whole;
    for_each_value(whole, Json::json_pointer(), [&](const Json::json_pointer& at, const Json& value) {
        if (value.is_object() && !at.to_string().starts_with("/image/labels") &&
            at.to_string() != "/taxonomy/instructions")
            json[at]["<later>"] = Json::array({1, "x", nullptr});
    });
    CHECK(report::to_json(value_of(report::from_json(json.dump()))) == report::to_json(full_report()));
}

TEST_CASE("Documents beyond the limits are refused before they take memory") {
    const std::string rows(3 * limits::json_values, '[');
    CHECK(contains(complaint("{\"schema\":" + rows), "nested too deep"));
    const std::string many(limits::json_values + 1, ',');
    CHECK(contains(complaint("[" + many + "]"), "too many values"));
    CHECK(contains(complaint(std::string(limits::report_bytes + 1, ' ')), "too large"));

    Json json = json_of_full();
    const auto fill = [](const Json& row, size_t count) {
        Json list = Json::array();
        for (size_t number = 0; number < count; ++number) list.push_back(row);
        return list;
    };
    json["largest_files"] = fill(json["largest_files"][0], limits::report_rows + 1);
    CHECK(complaint(json.dump()) == "largest_files: has 101 items, more than the 100 that a report has");
    json = json_of_full();
    json["waste"]["paths"] = fill(json["waste"]["paths"][0], limits::report_rows + 1);
    CHECK(contains(complaint(json.dump()), "waste.paths: has 101 items"));
    json = json_of_full();
    json["findings"][0]["evidence"] = fill("/x", limits::finding_evidence + 1);
    CHECK(contains(complaint(json.dump()), "findings[0].evidence: has 21 items"));
    json = json_of_full();
    json["problems"] = fill(json["problems"][0], limits::problems + 2);
    CHECK(contains(complaint(json.dump()), "problems: has 202 items"));
    json = json_of_full();
    json["layers"] = fill(json["layers"][0], limits::layers + 1);
    CHECK(contains(complaint(json.dump()), "layers: has 5001 items"));
}

TEST_CASE("Thousands of packages are read, and a million rows of nothing are refused") {
    Json json = json_of_full();
    const std::string row = json["packages"][0].dump(), empty = "\"packages\":[]";
    json["packages"] = Json::array();
    const std::string text = json.dump();
    const auto with = [&](const std::string& each, size_t count) {
        std::string rows = "\"packages\":[" + each;
        for (size_t number = 1; number < count; ++number) rows.append(",").append(each);
        std::string filled = text;
        return filled.replace(filled.find(empty), empty.size(), rows + "]");
    };
    CHECK(value_of(report::from_json(with(row, 5'000))).packages.size() == 5'000);
    CHECK(complaint(with("{}", 1'000'000)) == "packages[0].ecosystem: is missing");
    CHECK(complaint(with("[{}]", 1'500'000)) == ": has too many values for a JSON document");
}
