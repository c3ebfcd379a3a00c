// Feeds whole archives: the input is read in jumps as a file, and from end to end as a pipe (compressed or not), up to the
// report. Where both ways read all of it, both have to find the same.
#include "tests/fuzz/feed.h"

using namespace plimsoll;

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
    return fuzz::mutate_tar(data, size, most, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view archive = fuzz::text_of(data, size);
    const auto jumped = fuzz::analyse(archive);
    if (jumped) fuzz::check(*jumped);
    const auto in_order = fuzz::analyse_in_order(archive);
    if (in_order) fuzz::check(*in_order);
    if (!jumped || !in_order) return 0;
    const report::Report a = jumped->report(), b = in_order->report();
    if (a.problems.empty() && b.problems.empty())
        fuzz::require(report::to_json(a) == report::to_json(b), "a file and a pipe are read differently");
    return 0;
}
