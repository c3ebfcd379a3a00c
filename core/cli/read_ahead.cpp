#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "core/cli/scan_all.h"

namespace plimsoll::cli {
namespace {

/// Blocks that may wait to be taken. A few even out what the two sides take at a time; more would only leave the caches.
constexpr size_t blocks_ahead = 4;

class ReadAhead final : public bytes::Stream {
 public:
    explicit ReadAhead(bytes::Stream& from) : from_(from) {
        try {
            thread_ = std::thread(&ReadAhead::run, this);
        } catch (const std::system_error&) {
            // The system allows no more threads: then it is read when it is asked for.
        }
    }
    ~ReadAhead() override {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        changed_.notify_all();
        if (thread_.joinable()) thread_.join();
    }
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    Result<bytes::Bytes> next() override {
        if (!thread_.joinable()) return from_.next();
        if (!current_.last) {
            std::unique_lock lock(mutex_);
            spare_.push_back(std::move(current_.bytes));
            changed_.wait(lock, [&] { return !ahead_.empty(); });
            current_ = std::move(ahead_.front());
            ahead_.pop_front();
            lock.unlock();
            changed_.notify_all();
            position_ += current_.bytes.size();
        }
        if (current_.error) return failure(*current_.error);
        return bytes::Bytes{current_.bytes};
    }

    uint64_t position() const override { return thread_.joinable() ? position_ : from_.position(); }
    uint64_t stored_position() const override {
        return thread_.joinable() ? current_.stored_position : from_.stored_position();
    }

 private:
    struct Block {
        std::vector<uint8_t> bytes;
        uint64_t stored_position = 0;
        std::optional<Error> error;
        bool last = false;  ///< the end, or an error
    };

    void run() {
        bool last = false;
        while (!last) {
            Block block;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return stop_ || ahead_.size() < blocks_ahead; });
                if (stop_) return;
                if (!spare_.empty()) {
                    block.bytes = std::move(spare_.back());
                    spare_.pop_back();
                }
            }
            auto next = from_.next();
            if (!next) block.error = next.error();
            const bytes::Bytes got = next ? *next : bytes::Bytes{};
            block.bytes.assign(got.begin(), got.end());
            block.stored_position = from_.stored_position();
            block.last = last = got.empty();
            const std::lock_guard lock(mutex_);
            ahead_.push_back(std::move(block));
            changed_.notify_all();
        }
    }

    bytes::Stream& from_;
    Block current_;
    uint64_t position_ = 0;
    std::mutex mutex_;  ///< of what follows
    std::condition_variable changed_;
    std::deque<Block> ahead_;
    std::vector<std::vector<uint8_t>> spare_;  ///< buffers to be used again
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<bytes::Stream> read_ahead(bytes::Stream& from) { return std::make_unique<ReadAhead>(from); }

}  // namespace plimsoll::cli
