// A place in a JSON document that has to be as it is expected: reading goes on after the first thing that is wrong,
// with empty values, and that thing is the error, with its place.
//
//     Failure failure;
//     const Place report(json, failure);
//     const uint64_t bytes = report["source"]["bytes"].count();
//     if (failure.error) return ...;   // "source.bytes: is missing"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/image/json.h"

namespace plimsoll::report {

struct Failure {
    std::optional<Error> error;
};

class Place {
 public:
    Place(const image::Json& root, Failure& failure) : value_(root), failure_(failure) {}

    /// The member of that name, which has to be there. The place that it is taken from must outlive it.
    Place operator[](const char* name) const;

    bool is_null() const { return value_.is_null(); }
    std::string text() const;
    std::string text_or_null() const;  ///< null: empty
    uint64_t count() const;            ///< a whole number that is not negative
    uint32_t depth() const;            ///< one that 32 bits hold
    uint32_t below(size_t end) const;  ///< one that is smaller than `end`
    bool flag() const;
    double share() const;   ///< a number from 0 to 1
    double number() const;  ///< any that is finite

    /// The value by that name among those from 0 to `last`.
    template <class Enum>
    Enum one_of(Enum last) const {
        const std::string name = text();
        for (size_t value = 0; value <= static_cast<size_t>(last); ++value)
            if (name_of(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
        fail("is none that this program knows");
        return Enum{};
    }

    /// What `read` makes of each item of an array that has at most so many.
    template <class Read>
    auto list(Read read, size_t most = SIZE_MAX) const {
        std::vector<decltype(read(*this))> items;
        if (!is_array(most)) return items;
        items.reserve(value_.size());
        for (size_t number = 0; number < value_.size() && !failure_.error; ++number)
            items.push_back(read(Place(value_[number], failure_, this, nullptr, number)));
        return items;
    }
    std::vector<std::string> texts(size_t most = SIZE_MAX) const {
        return list([](const Place& item) { return item.text(); }, most);
    }
    /// An object whose members, of any name, are texts.
    std::map<std::string, std::string> named_texts() const;
    /// One whose members are counts that 32 bits hold.
    std::map<std::string, uint32_t> named_counts() const;

    /// Keeps the error, with this place, if it is the first.
    void fail(std::string message, ErrorCode code = ErrorCode::corrupt) const;

 private:
    Place(const image::Json& value, Failure& failure, const Place* above, const char* name, size_t number)
        : value_(value), failure_(failure), above_(above), name_(name), number_(number) {}

    bool is_array(size_t most) const;

    const image::Json& value_;
    Failure& failure_;
    const Place* above_ = nullptr;
    const char* name_ = nullptr;  ///< in the object above
    size_t number_ = 0;           ///< in the array above, where there is no name
};

}  // namespace plimsoll::report
