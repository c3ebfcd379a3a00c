#include "core/cli/scan_all.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <numeric>
#include <system_error>
#include <thread>

namespace plimsoll::cli {
namespace {

/// The blobs' numbers, largest blob first.
std::vector<uint32_t> by_size(const image::Image& image) {
    std::vector<uint32_t> order(image.blobs.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return image.blobs[a].bytes > image.blobs[b].bytes; });
    return order;
}

/// Adds up how far the scans are, and tells the caller's progress one at a time.
class Progress {
 public:
    explicit Progress(const std::function<bool(uint64_t)>& to) : to_(to) {}

    /// `before`: what the same scan told last.
    bool tell(uint64_t now, uint64_t& before) {
        done_ += now - before;
        before = now;
        // Who finds another one telling leaves it to that one, or to the next.
        if (const std::unique_lock lock(mutex_, std::try_to_lock); lock && !to_(done_)) go_on_ = false;
        return go_on_;
    }

 private:
    const std::function<bool(uint64_t)>& to_;
    std::mutex mutex_;
    std::atomic<uint64_t> done_ = 0;
    std::atomic<bool> go_on_ = true;
};

/// Blobs to scan, and scans to take.
class Pool {
 public:
    Pool(const image::Image& image, const ScanAll& work)
        : image_(image), work_(work), order_(by_size(image)), progress_(work.options.progress) {}

    /// Scans blobs until none is left.
    void scan() {
        for (size_t at = next_++; at < order_.size(); at = next_++) {
            auto scan = scan_one(image_.blobs[order_[at]]);
            const std::lock_guard lock(mutex_);
            finished_.push_back({order_[at], std::move(scan)});
            some_finished_.notify_one();
        }
    }

    /// Waits for the next scan and hands it over; false once all are.
    bool take_one() {
        if (taken_ == order_.size()) return false;
        std::unique_lock lock(mutex_);
        some_finished_.wait(lock, [&] { return !finished_.empty(); });
        Finished one = std::move(finished_.front());
        finished_.pop_front();
        lock.unlock();
        ++taken_;
        work_.take(one.blob, std::move(one.scan));
        return true;
    }

 private:
    struct Finished {
        uint32_t blob;
        image::LayerScan scan;
    };

    image::LayerScan scan_one(const image::Blob& blob) {
        image::ScanOptions options = work_.options;
        uint64_t before = 0;
        if (options.progress)
            options.progress = [&](uint64_t now) { return progress_.tell(std::max(now, before), before); };
        auto scan = work_.scan(blob, options);
        if (options.progress) options.progress(blob.bytes);
        return scan;
    }

    const image::Image& image_;
    const ScanAll& work_;
    std::vector<uint32_t> order_;
    Progress progress_;
    std::atomic<size_t> next_ = 0;
    size_t taken_ = 0;
    std::mutex mutex_;
    std::condition_variable some_finished_;
    std::deque<Finished> finished_;
};

}  // namespace

void scan_all(const image::Image& image, const ScanAll& work) {
    Pool pool(image, work);
    std::vector<std::thread> threads;
    const size_t wanted = work.jobs < 2 ? 0 : std::min<size_t>(work.jobs, image.blobs.size());
    while (threads.size() < wanted) {
        try {
            threads.emplace_back(&Pool::scan, &pool);
        } catch (const std::system_error&) {
            break;  // the system allows no more of them: those that there are do the work
        }
    }
    if (threads.empty()) pool.scan();
    while (pool.take_one()) {
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace plimsoll::cli
