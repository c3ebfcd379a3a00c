#include "web/page/notice.h"

#include <chrono>

#include "web/page/bridge.h"
#include "web/page/platform.h"

namespace plimsoll::web {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds seen_for(4000);

std::string words_told;
Clock::time_point gone;

}  // namespace

void tell(const std::string& words) {
    announce(words);
    words_told = words;
    gone = Clock::now() + seen_for;
    request_frame();
}

const std::string& told() {
    if (words_told.empty()) return words_told;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(gone - Clock::now()).count();
    if (left > 0)
        request_frame_in(static_cast<int>(left) + 20);
    else
        words_told.clear();
    return words_told;
}

}  // namespace plimsoll::web
