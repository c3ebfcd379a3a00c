#include "core/cli/scan_all.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <sstream>
#include <thread>

#include "tests/support/command.h"
#include "tests/support/compression.h"
#include "tests/support/image_builder.h"
#include "tests/support/sources.h"
#include "tests/support/temporary_file.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

/// An image whose blobs have these sizes, and nothing else.
image::Image blobs_of(const std::vector<uint64_t>& sizes) {
    image::Image image;
    for (const uint64_t bytes : sizes) image.blobs.push_back({"", "", 0, bytes, true});
    return image;
}

/// A dozen layers of different sizes, most of which change what the ones below have; one is damaged.
ImageParts dozen() {
    ImageParts parts;
    for (int number = 0; number < 12; ++number) {
        Tar layer;
        layer.file("shared", sample_text(static_cast<size_t>(1000 * (number * 7 % 12))));
        layer.file("own" + std::to_string(number), std::to_string(number));
        if (number % 3 == 1) layer.whiteout("own" + std::to_string(number - 1));
        TarHeader bad;
        bad.path = "bad";
        bad.checksum_error = number == 5;
        if (bad.checksum_error) layer.entry(bad);
        parts.layers.push_back(layer.finish());
    }
    return parts;
}

Outcome analyze(const std::string& path, std::vector<std::string> more) {
    std::vector<std::string> arguments{"analyze", "--format", "json", path};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

}  // namespace

TEST_CASE("The report is the same, byte for byte, however many jobs there are") {
    for (const std::string& archive : {oci(dozen()), docker_25(dozen()), gzip(oci(dozen()))}) {
        const TemporaryFile file(archive);
        for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--verify"}}) {
            auto with = [&](const char* jobs) {
                auto arguments = more;
                arguments.insert(arguments.end(), {"--jobs", jobs});
                return analyze(file.path(), arguments);
            };
            const Outcome one = with("1");
            CHECK(one.status == 1);
            CHECK(contains(one.error, "layer 6, "));
            CHECK(analyze(file.path(), more) == one);
            for (const char* jobs : {"2", "3", "100", "999999999"}) {
                CAPTURE(jobs);
                CHECK(with(jobs) == one);
            }
        }
    }
}

TEST_CASE("Every blob is scanned once, the largest first, and taken in the caller's thread") {
    const image::Image image = blobs_of({5, 900, 0, 900, 70});
    for (const unsigned jobs : {0u, 1u, 2u, 50u}) {
        CAPTURE(jobs);
        std::mutex mutex;
        std::vector<uint64_t> scanned;
        std::vector<uint32_t> taken;
        bool elsewhere = false;
        const auto here = std::this_thread::get_id();
        cli::ScanAll work;
        work.jobs = jobs;
        work.scan = [&](const image::Blob& blob, const image::ScanOptions&) {
            const std::lock_guard lock(mutex);
            scanned.push_back(blob.bytes);
            image::LayerScan scan;
            scan.measures.blob_bytes = blob.bytes;
            return scan;
        };
        work.take = [&](uint32_t blob, const image::LayerScan& scan) {
            elsewhere |= std::this_thread::get_id() != here;
            CHECK(scan.measures.blob_bytes == image.blobs[blob].bytes);
            taken.push_back(blob);
        };
        cli::scan_all(image, work);
        CHECK_FALSE(elsewhere);
        if (jobs < 2) CHECK(scanned == std::vector<uint64_t>{900, 900, 70, 5, 0});
        CHECK(scanned.size() == 5);
        std::sort(taken.begin(), taken.end());
        CHECK(taken == std::vector<uint32_t>{0, 1, 2, 3, 4});
    }
    cli::scan_all(blobs_of({}), {});
}

TEST_CASE("No more scans run at a time than there are jobs") {
    const image::Image image = blobs_of(std::vector<uint64_t>(40, 1));
    std::atomic<int> running = 0, most = 0;
    cli::ScanAll work;
    work.jobs = 3;
    work.scan = [&](const image::Blob&, const image::ScanOptions&) {
        const int now = ++running;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --running;
        return image::LayerScan();
    };
    work.take = [](uint32_t, const image::LayerScan&) {};
    cli::scan_all(image, work);
    CHECK(most <= 3);
    CHECK(most >= 1);
}

TEST_CASE("Progress of several scans counts the stored bytes of all, to the last one") {
    const std::vector<uint64_t> sizes{500, 300, 200};
    for (const unsigned jobs : {1u, 3u}) {
        std::vector<uint64_t> told;
        std::atomic<bool> stopped = false;
        cli::ScanAll work;
        work.jobs = jobs;
        work.options.progress = [&](uint64_t done) {
            told.push_back(done);  // one at a time, whoever tells
            return true;
        };
        work.scan = [&](const image::Blob& blob, const image::ScanOptions& options) {
            for (uint64_t done = 0; done < blob.bytes; done += 100)
                if (!options.progress(done)) stopped = true;
            return image::LayerScan();
        };
        work.take = [](uint32_t, const image::LayerScan&) {};
        cli::scan_all(blobs_of(sizes), work);
        CHECK_FALSE(stopped);
        REQUIRE(!told.empty());
        CHECK(*std::max_element(told.begin(), told.end()) <= 1000);
        CHECK(std::is_sorted(told.begin(), told.end()));
        if (jobs == 1) CHECK(told.back() == 1000);
    }
}

TEST_CASE("When progress says stop, every scan stops, and none is left behind") {
    PiecedSource source(gzip(Tar().file("a", sample_text(1'000'000)).finish()));
    image::Image image = blobs_of(std::vector<uint64_t>(20, source.size()));
    int taken = 0, complete = 0;
    cli::ScanAll work;
    work.jobs = 4;
    work.options.progress = [](uint64_t) { return false; };
    work.scan = [&](const image::Blob& blob, const image::ScanOptions& options) {
        PiecedSource each = source;
        return image::scan_layer(each, blob, options);
    };
    work.take = [&](uint32_t, const image::LayerScan& scan) {
        ++taken;
        complete += scan.complete;
    };
    cli::scan_all(image, work);
    CHECK(taken == 20);
    CHECK(complete == 0);
}

TEST_CASE("A stream read ahead gives the same bytes, and its error again and again") {
    const std::string text = sample_text(1'000'000);
    for (const size_t piece : {size_t{977}, size_t{100'000}, text.size()}) {
        PiecesStream from(text, piece);
        const auto ahead = cli::read_ahead(from);
        std::string all;
        while (true) {
            const auto block = value_of(ahead->next());
            all += text_of(block);
            CHECK(ahead->position() == all.size());
            CHECK(ahead->stored_position() == all.size());
            if (block.empty()) break;
        }
        CHECK(all == text);
        CHECK(value_of(ahead->next()).empty());
    }
    PiecesStream from(text, 300'000);
    from.error = Error{ErrorCode::unreadable, "", "the disk is on fire"};
    const auto ahead = cli::read_ahead(from);
    std::string all;
    auto next = ahead->next();
    for (; next && !next->empty(); next = ahead->next()) all += text_of(*next);
    CHECK(all == text);
    CHECK(error_of(next).message == "the disk is on fire");
    CHECK(error_of(ahead->next()).message == "the disk is on fire");
}

TEST_CASE("A stream read ahead is not read further than a few blocks, and can be left at any time") {
    PiecesStream from(sample_text(1'000'000), 1000);
    {
        const auto ahead = cli::read_ahead(from);
        CHECK(value_of(ahead->next()).size() == 1000);
    }
    CHECK(from.position() <= 10'000);
    const auto unread = cli::read_ahead(from);
}
