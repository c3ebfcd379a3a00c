#include <nlohmann/json.hpp>

#include "core/report/report.h"
#include "tests/support/image_builder.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::ordered_json;

namespace {

report::Report analyse(const std::string& archive, const std::string& name = "image.tar", bool hash = false) {
    const auto source = bytes::view_memory(view(archive));
    report::Analysis analysis(value_of(image::open(*source, name, {})));
    image::ScanOptions options;
    options.hash = hash;
    for (uint32_t blob = 0; blob < analysis.image().blobs.size(); ++blob)
        analysis.add_scan(blob, image::scan_layer(*source, analysis.image().blobs[blob], options));
    return analysis.report();
}

ImageParts one_layer() {
    ImageParts parts;
    parts.layers = {Tar().directory("d").file("d/a", "12345").finish()};
    parts.created_by = {"RUN /bin/sh -c make # buildkit"};
    return parts;
}

Json json_of(const report::Report& report) { return Json::parse(report::to_json(report), nullptr, false); }

std::vector<std::string> names_of(const Json& object) {
    std::vector<std::string> names;
    for (auto item = object.begin(); item != object.end(); ++item) names.push_back(item.key());
    return names;
}

}  // namespace

TEST_CASE("A report's JSON has its parts in the contract's order") {
    const Json json = json_of(analyse(oci(one_layer())));
    CHECK(names_of(json) == std::vector<std::string>{"schema", "generator", "source", "images", "image",
                                                     "layers", "totals", "filesystem", "waste", "packages",
                                                     "file_types", "study_file_types", "largest_files",
                                                     "findings", "taxonomy", "study", "problems", "digest"});
    CHECK(json["schema"] == "plimsoll.report/1");
    CHECK(json["generator"]["name"] == "plimsoll");
    CHECK(json["generator"]["version"] == report::version());
}

TEST_CASE("A report's JSON holds what the report does") {
    const std::string archive = oci(one_layer());
    const auto report = analyse(archive, "image.tar", true);
    const Json json = json_of(report);
    CHECK(json["source"] == Json::parse(R"({"name":"image.tar","bytes":)" + std::to_string(archive.size()) +
                                        R"(,"layout":"oci-archive","compression":"none","shown":0})"));
    CHECK(json["image"]["references"][0] == "example/app:1");
    CHECK(json["image"]["platform"]["architecture"] == "amd64");
    CHECK(json["image"]["history"][0]["instruction"] == "RUN");
    CHECK(json["image"]["history"][0]["command"] == "make");
    CHECK(json["image"]["history"][0]["layer"] == 0);
    const Json& layer = json["layers"][0];
    CHECK(layer["index"] == 0);
    CHECK(layer["compression"] == "gzip");
    CHECK(layer["verified"] == true);
    CHECK(layer["complete"] == true);
    CHECK(layer["history"] == 0);
    CHECK(layer["file_bytes"] == 5);
    CHECK(layer["tar_bytes"] == report.layers[0].measures.tar_bytes);
    CHECK(layer["hidden_bytes"] == 0);
    CHECK(json["totals"]["layers"] == 1);
    CHECK(json["filesystem"]["bytes"] == 5);
    CHECK(json["waste"]["efficiency"] == 1.0);
    CHECK(json["largest_files"][0] ==
          Json::parse(R"({"path":"/d/a","bytes":5,"layer":0,"type":"Other text"})"));
    CHECK(json["file_types"] == Json::parse(R"([{"type":"Other text","files":1,"bytes":5}])"));
    CHECK(json["study_file_types"] == Json::parse(R"([{"type":"a","files":1,"bytes":5}])"));
    CHECK(layer["file_types"] == json["file_types"]);
    CHECK(layer["study_file_types"] == json["study_file_types"]);
}

TEST_CASE("What is unknown is null") {
    const std::string archive =
        Tar()
            .file("layer.tar", Tar().file("a", "x").finish().substr(0, 700))
            .file("manifest.json", R"([{"Config":"none.json","Layers":["layer.tar","missing.tar"]}])")
            .finish();
    const Json json = json_of(analyse(archive));
    for (const char* name :
         {"digest", "config_digest", "config_bytes", "media_type", "created", "user", "working_dir"}) {
        CAPTURE(name);
        CHECK(json["image"].at(name).is_null());
    }
    CHECK(json["image"]["platform"] == Json::parse(R"({"os":null,"architecture":null,"variant":null})"));
    for (const char* name : {"digest", "diff_id", "media_type", "verified", "history", "tar_bytes"}) {
        CAPTURE(name);
        CHECK(json["layers"][0].at(name).is_null());
    }
    CHECK(json["layers"][1]["compression"].is_null());
    CHECK(json["totals"]["tar_bytes"].is_null());
}

TEST_CASE("The same archive gives the same JSON, byte for byte") {
    const std::string archive = docker_25(one_layer());
    CHECK(report::to_json(analyse(archive)) == report::to_json(analyse(archive)));
}

TEST_CASE("JSON ends with a newline, and NDJSON is one line of the same") {
    const auto report = analyse(docker_25(one_layer()));
    const std::string json = report::to_json(report), line = report::to_ndjson(report);
    CHECK(json.ends_with("}\n"));
    CHECK(line.ends_with("}\n"));
    CHECK(line.find('\n') == line.size() - 1);
    CHECK(Json::parse(json, nullptr, false) == Json::parse(line, nullptr, false));
}

TEST_CASE("Hostile names stay inside their strings, and what is not UTF-8 is replaced") {
    ImageParts parts;
    parts.layers = {Tar().file("caf\xe9", "xx").file("\"},{\"a\":1", "x").file("line\nbreak", "x").finish()};
    parts.created_by = {"RUN echo \"\\ '"};
    const Json json = json_of(analyse(docker_25(parts), "<img src=x>\xff.tar"));
    REQUIRE(json.is_object());
    CHECK(json["source"]["name"] == "<img src=x>\xef\xbf\xbd.tar");
    CHECK(json["largest_files"][0]["path"] == "/caf\xef\xbf\xbd");
    CHECK(json["largest_files"].size() == 3);
}

TEST_CASE("Sizes are exact integers, however large") {
    PiecedSource source;
    TarHeader layer, file;
    file.path = "huge";
    file.size_field = std::string("\x80\0\0\0\0\x20\0\0\0\0\0\x01", 12);  // 2^53 + 1: no double holds it
    const uint64_t size = (1ull << 53) + 1;
    layer.path = "layer.tar";
    layer.size_field = std::string("\x80\0\0\0\0\x20\0\0\0\0\x08\0", 12);  // its padding and its end included
    source.add(header_block(layer)).add(header_block(file)).add_zeros((1ull << 53) + 2048 - 512);
    source.add(Tar().file("manifest.json", R"([{"Config":"none.json","Layers":["layer.tar"]}])").finish());
    report::Analysis analysis(value_of(image::open(source, "huge.tar", {})));
    analysis.add_scan(0, image::scan_layer(source, analysis.image().blobs[0], {}));
    CHECK(json_of(analysis.report())["largest_files"][0]["bytes"] == size);
    CHECK(contains(report::to_json(analysis.report()), "9007199254740993"));
}
