// Sorting where the code's size matters more than its speed: std::stable_sort makes some three kilobytes of code for each type
// and order, and a page that loads has dozens of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

namespace plimsoll {

/// The numbers 0 to count - 1 in the order in which what they stand for belongs, equal ones as they were; `less(context, a, b)`
/// says whether number a belongs before number b.
inline std::vector<uint32_t> stable_order(size_t count, bool (*less)(const void*, uint32_t, uint32_t),
                                          const void* context);

/// As std::stable_sort: at most count * log2(count) comparisons, and room for all elements once more. Up to 2^32 - 1 elements.
template <class Iterator, class Less = std::less<>>
void sort_stably(Iterator begin, Iterator end, Less less = {}) {
    struct Context {
        Iterator begin;
        Less& less;
    } context{begin, less};
    const auto is_less = [](const void* given, uint32_t a, uint32_t b) -> bool {
        const auto& [first, compare] = *static_cast<const Context*>(given);
        using Distance = typename std::iterator_traits<Iterator>::difference_type;
        return compare(first[static_cast<Distance>(a)], first[static_cast<Distance>(b)]);
    };
    const std::vector<uint32_t> order = stable_order(static_cast<size_t>(end - begin), is_less, &context);
    std::vector<typename std::iterator_traits<Iterator>::value_type> sorted;
    sorted.reserve(order.size());
    for (const uint32_t number : order)
        sorted.push_back(
            std::move(begin[static_cast<typename std::iterator_traits<Iterator>::difference_type>(number)]));
    for (auto& element : sorted) *begin++ = std::move(element);
}

inline std::vector<uint32_t> stable_order(size_t count, bool (*less)(const void*, uint32_t, uint32_t),
                                          const void* context) {
    std::vector<uint32_t> order(count), merged(count);
    for (size_t number = 0; number < count; ++number) order[number] = static_cast<uint32_t>(number);
    // Runs of 1, 2, 4 ... are merged two by two.
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t start = 0; start < count; start += 2 * run) {
            const size_t middle = start + run < count ? start + run : count,
                         end = middle + run < count ? middle + run : count;
            size_t a = start, b = middle;
            for (size_t to = start; to < end; ++to) {
                // The right one only where it belongs before the left one: equal ones stay.
                const bool right = a == middle || (b < end && less(context, order[b], order[a]));
                merged[to] = order[right ? b++ : a++];
            }
        }
        order.swap(merged);
    }
    return order;
}

}  // namespace plimsoll
