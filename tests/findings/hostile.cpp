// Archives that were made to be a burden. What is quadratic would take hours: the test runner stops it.
#include <algorithm>

#include "core/limits.h"
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

const findings::Finding& one(const std::vector<findings::Finding>& found, std::string_view id) {
    const auto is_it = [&](const findings::Finding& finding) { return finding.id == id; };
    REQUIRE(std::count_if(found.begin(), found.end(), is_it) == 1);
    return *std::find_if(found.begin(), found.end(), is_it);
}

}  // namespace

TEST_CASE("A million paths of evidence are counted, and twenty are listed") {
    std::vector<std::pair<std::string, uint64_t>> files;
    for (int number = 0; number < 1'000'000; ++number)
        files.push_back({"app/" + std::to_string(number) + "/id_rsa", 1});
    ImageToJudge image;
    image.layer(scan_of(files), "COPY . /app");
    const std::vector<findings::Finding> found = image.findings();
    const auto& secrets = one(found, "secret-files");
    CHECK(secrets.evidence_count == 1'000'000);
    CHECK(secrets.evidence.size() == limits::finding_evidence);
    CHECK(secrets.evidence.front() == "/app/0/id_rsa");
}

TEST_CASE("Names and sizes that are all the same make nothing quadratic") {
    std::vector<std::pair<std::string, uint64_t>> before, after;
    for (int number = 0; number < 100'000; ++number) {
        before.push_back(
            {"a/" + std::to_string(number) + "/libcudart.so.1" + std::to_string(number % 3), 5000});
        after.push_back(
            {"b/" + std::to_string(number) + "/libcudart.so.1" + std::to_string(number % 3), 5000});
    }
    ImageToJudge image;
    image.layer(scan_of(before), "RUN /bin/sh -c make");
    image.layer(scan_of(after, "a"), "RUN /bin/sh -c mv /a /b");
    const std::vector<findings::Finding> found = image.findings();
    CHECK(one(found, "moved-files").evidence_count == 100'000);
    CHECK(one(found, "cuda-copies").evidence_count == 100'000);
}

TEST_CASE("Thousands of layers give a bounded list") {
    ImageToJudge image;
    for (size_t layer = 0; layer < 2'000; ++layer)
        image.layer(Tar().file("root/.cache/pip/a", 100).file("app/model.onnx", 5000).file("app/a.py", 50),
                    "COPY . /app");
    const std::vector<findings::Finding> found = image.findings();
    CHECK(found.size() < 100);
    for (const auto& finding : found) CHECK(finding.evidence.size() <= limits::finding_evidence);
}

TEST_CASE("Paths longer than a kernel takes are cut in the evidence") {
    ImageToJudge image;
    const std::string folder(200, 'p');
    std::string path;
    for (int depth = 0; depth < 100; ++depth) path += folder + "/";
    image.layer(Tar().file("tmp/" + path + "a", 100).file("tmp/\xf0\x9f\x9a\xa2" + path + "a", 99),
                "RUN /bin/sh -c make");
    const auto found = image.one("temporary-files");
    REQUIRE(found.evidence.size() == 2);
    for (const std::string& text : found.evidence) {
        CHECK(text.size() <= limits::finding_evidence_bytes + 3);
        CHECK(text.ends_with("p..."));
    }
}

TEST_CASE("Names with markup and control characters are evidence as they are, and nowhere else") {
    ImageToJudge image;
    const std::string name = "<script>alert(1)<!--\x1b[31m\n.pem";
    image.layer(Tar().file("tmp/" + name, 100).file("app/key-" + name, 100), "COPY <b>x</b> /app");
    for (const auto& finding : image.findings()) {
        CHECK_FALSE(contains(finding.title + finding.advice, "<script>"));
        CHECK_FALSE(contains(finding.title + finding.advice, "<b>"));
    }
    CHECK(image.one("temporary-files").evidence == Evidence{"/tmp/" + name});
}

TEST_CASE("History steps that name layers which are not there do no harm") {
    ImageToJudge image;
    image.layer(Tar().file("var/lib/apt/lists/a", 100), "RUN /bin/sh -c apt-get update");
    image.step("RUN /bin/sh -c apt-get install x").layer = 4'000'000'000u;
    image.step("COPY . /").layer = 1;
    CHECK(image.has("apt-cache"));
    CHECK_FALSE(image.has("recommended-packages"));
}
