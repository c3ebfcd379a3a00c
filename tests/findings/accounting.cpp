#include "core/findings/accounting.h"

#include <algorithm>
#include <random>
#include <set>

#include "core/limits.h"
#include "tests/support/findings_of.h"

using namespace plimsoll;
using namespace plimsoll::test;
using findings::Severity;

namespace {

/// Names that many kinds of findings want at once.
class Generator {
 public:
    explicit Generator(unsigned seed) : random_(seed) {}

    void fill(ImageToJudge& image) {
        const bool hash = pick(2) == 0;
        for (size_t layers = 1 + pick(6); layers > 0; --layers) {
            Tar tar;
            for (size_t entries = pick(40); entries > 0; --entries) add(tar);
            image.layer(tar, created_by(), hash);
        }
        if (pick(2) == 0)
            image.package(packages::Ecosystem::dpkg, "gcc-12", "/usr")
                .package(packages::Ecosystem::python, "torch", "/opt");
    }

 private:
    size_t pick(size_t count) { return random_() % count; }

    template <size_t Size>
    const char* one_of(const char* const (&texts)[Size]) {
        return texts[pick(Size)];
    }

    std::string path() {
        constexpr const char* folders[] = {"var/lib/apt/lists",
                                           "root/.cache/pip",
                                           "root/.cache/huggingface/hub/m/blobs",
                                           "app",
                                           "app/.git",
                                           "tmp",
                                           "usr/include",
                                           "usr/lib/gcc",
                                           "usr/lib/python3/dist-packages/numpy/tests",
                                           "opt/site-packages/__pycache__",
                                           "usr/share/doc",
                                           "var/log",
                                           "usr/local/cuda-11.8/lib",
                                           "opt/site-packages/torch/lib",
                                           "opt/conda/pkgs"};
        constexpr const char* names[] = {"a",
                                         "model.safetensors",
                                         "pytorch_model.bin",
                                         "optimizer.pt",
                                         "libx.a",
                                         "x.h",
                                         "app.py",
                                         "id_rsa",
                                         "x.opt-2.pyc",
                                         "libcudart.so.11.0",
                                         "libcudart.so.12",
                                         "libtorch_cpu.so",
                                         "x.tar.gz",
                                         "Dockerfile",
                                         "core.1"};
        return std::string(one_of(folders)) + "/" + one_of(names);
    }

    void add(Tar& tar) {
        switch (pick(8)) {
            case 0:
                tar.whiteout(path());
                break;
            case 1:
                tar.hardlink(path(), path());
                break;
            case 2:
                tar.symlink(path(), "../../blobs/model.safetensors");
                break;
            default:
                tar.file(path(), uint64_t{1} << pick(16));
        }
    }

    std::string created_by() {
        constexpr const char* texts[] = {"COPY . /app",
                                         "RUN /bin/sh -c apt-get install x",
                                         "RUN /bin/sh -c chown -R 1 /app",
                                         "RUN |1 TOKEN=abcdefgh /bin/sh -c make",
                                         "",
                                         "ADD x /"};
        return one_of(texts);
    }

    std::mt19937 random_;
};

bool is_in_order(const findings::Finding& a, const findings::Finding& b) {
    if (a.bytes != b.bytes) return a.bytes > b.bytes;
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.id != b.id) return a.id < b.id;
    return a.layer.value_or(UINT32_MAX) < b.layer.value_or(UINT32_MAX);
}

}  // namespace

TEST_CASE("Findings of random images keep all promises of their header") {
    std::set<std::string> seen;
    for (unsigned seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        ImageToJudge image;
        Generator(seed).fill(image);
        const auto found = image.findings();
        uint64_t sum = 0;
        std::set<std::pair<std::string, uint32_t>> kinds;
        std::vector<uint64_t> by_layer(image.scans.size());
        for (const auto& finding : found) {
            CAPTURE(finding.id);
            seen.insert(finding.id);
            sum += finding.bytes;
            CHECK(kinds.insert({finding.id, finding.layer.value_or(UINT32_MAX)}).second);
            CHECK_FALSE(finding.evidence.empty());
            CHECK(finding.evidence_count >= finding.evidence.size());
            CHECK(finding.evidence.size() ==
                  std::min<uint64_t>(finding.evidence_count, limits::finding_evidence));
            CHECK(std::set(finding.evidence.begin(), finding.evidence.end()).size() ==
                  finding.evidence.size());
            CHECK_FALSE(finding.title.empty());
            CHECK_FALSE(finding.title.ends_with("."));
            CHECK(finding.advice.ends_with("."));
            CHECK((!finding.layer || *finding.layer < image.scans.size()));
        }
        CHECK(sum <= image.shipped());
        CHECK(std::is_sorted(found.begin(), found.end(), is_in_order));

        ImageToJudge again;
        Generator(seed).fill(again);
        const auto repeated = again.findings();
        REQUIRE(repeated.size() == found.size());
        for (size_t row = 0; row < found.size(); ++row) {
            CHECK(repeated[row].evidence == found[row].evidence);
            CHECK(repeated[row].bytes == found[row].bytes);
        }
    }
    CHECK(seen.size() >= 25);  // else the names above no longer say what they are meant to
}

TEST_CASE("A file is claimed once, and by nobody where the finding is not worth a line") {
    ImageToJudge image;
    image.layer(Tar().file("a", 1000).file("b", 10).file("c", 1));
    std::vector<const image::LayerScan*> layers{&image.scans[0]};
    findings::Accounting accounting({image.image, image.history, *image.files, layers, image.packages});
    CHECK(accounting.shipped() == 1011);
    const auto words = [](const findings::Group&) { return findings::Words{"t", "a."}; };
    const findings::Kind dear{"dear", Severity::serious, {100, 1}}, cheap{"cheap", Severity::serious, {1, 1}};
    accounting.report(dear, {{1, 1, 0}, {2, 2, 0}, {1, 1, 0}}, words);
    CHECK(accounting.is_free(1));
    accounting.report(cheap, {{1, 1, 0}, {1, 1, 0}}, words);
    CHECK_FALSE(accounting.is_free(1));
    CHECK(accounting.take(1) == 0);
    accounting.report(dear, {{0, 0, 0}, {1, 1, 0}}, words);
    const auto found = accounting.sorted();
    REQUIRE(found.size() == 2);
    CHECK(found[0].bytes == 1000);
    CHECK(found[1].bytes == 10);
}

TEST_CASE("Many layers of one kind are the heaviest ones and one finding for the rest") {
    ImageToJudge image;
    for (uint64_t layer = 0; layer < 20; ++layer)
        image.layer(Tar().file("var/lib/apt/lists/" + std::to_string(layer), 100 + layer),
                    "RUN /bin/sh -c apt update");
    const auto found = image.all("apt-cache");
    REQUIRE(found.size() == limits::finding_layers + 1);
    uint64_t sum = 0;
    for (const auto& finding : found) sum += finding.bytes;
    CHECK(sum == image.shipped());
    CHECK_FALSE(found[0].layer);  // the twelve together weigh most
    CHECK(found[0].bytes == 12 * 100 + 66);
    CHECK(contains(found[0].advice, "each RUN that fills it"));
    for (uint32_t row = 1; row < found.size(); ++row) CHECK(found[row].layer == 20 - row);
}

TEST_CASE("Severity goes by bytes, in all and as a share of the image") {
    const auto severity = [](uint64_t cache, uint64_t rest) {
        ImageToJudge image;
        image.layer(scan_of({{"root/.cache/pip/a", cache}, {"opt/a", rest}}), "RUN /bin/sh -c pip install a");
        return image.one("pip-cache").severity;
    };
    CHECK(severity(900'000, 0) == Severity::note);
    CHECK(severity(1'000'000, 0) == Severity::warning);
    CHECK(severity(1'000'000, 99'000'000) == Severity::warning);
    CHECK(severity(1'000'000, 100'000'000) == Severity::note);
    CHECK(severity(49'999'999, 0) == Severity::warning);
    CHECK(severity(50'000'000, 0) == Severity::serious);
}

TEST_CASE("Layers that were not merged, or have no scan, are passed over") {
    ImageToJudge image;
    image.layer(Tar().file("root/.cache/pip/a", 100).file("usr/bin/x", 10), "RUN /bin/sh -c pip install a");
    const std::vector<const image::LayerScan*> none{nullptr}, missing;
    for (const auto* layers : {&none, &missing}) {
        const auto found = findings::find({image.image, {}, *image.files, *layers, {}});
        REQUIRE_FALSE(found.empty());
        CHECK(found[0].id == "pip-cache");
        CHECK(found[0].advice.starts_with("Call `pip install --no-cache-dir` in the instruction of layer 1"));
    }
}
