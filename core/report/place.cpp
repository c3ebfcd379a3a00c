#include "core/report/place.h"

#include <cmath>
#include <limits>

namespace plimsoll::report {
namespace {

/// Bytes of a member's name that are shown: some names are whatever the document says.
constexpr size_t name_bytes = 60;

}  // namespace

void Place::fail(std::string message, ErrorCode code) const {
    if (failure_.error) return;
    std::vector<const Place*> down;
    for (const Place* place = this; place->above_; place = place->above_) down.push_back(place);
    std::string where;
    for (auto place = down.rbegin(); place != down.rend(); ++place) {
        if (const char* name = (*place)->name_) {
            if (!where.empty()) where += '.';
            where += std::string_view(name).substr(0, name_bytes);
        } else {
            where.append("[").append(std::to_string((*place)->number_)).append("]");
        }
    }
    failure_.error = Error{code, where, std::move(message)};
}

Place Place::operator[](const char* name) const {
    static const image::Json none;
    if (!value_.is_object()) {
        fail("is not an object");
        return {none, failure_, this, name, 0};
    }
    const auto found = value_.find(name);
    const Place place{found == value_.end() ? none : *found, failure_, this, name, 0};
    if (found == value_.end()) place.fail("is missing");
    return place;
}

std::string Place::text() const {
    if (value_.is_string()) return value_.get_ref<const std::string&>();
    fail("is not a text");
    return {};
}

std::string Place::text_or_null() const {
    if (value_.is_string() || value_.is_null()) return value_.is_null() ? std::string() : text();
    fail("is neither a text nor null");
    return {};
}

uint64_t Place::count() const {
    if (value_.is_number_unsigned()) return value_.get<uint64_t>();
    fail("is not a whole number from 0 to " + std::to_string(std::numeric_limits<uint64_t>::max()));
    return 0;
}

uint32_t Place::depth() const {
    const uint64_t number = count();
    if (number <= std::numeric_limits<uint32_t>::max()) return static_cast<uint32_t>(number);
    fail("is too large");
    return 0;
}

uint32_t Place::below(size_t end) const {
    const uint64_t number = count();
    if (number < end) return static_cast<uint32_t>(number);
    fail("refers to something that is not there: " + std::to_string(number));
    return 0;
}

bool Place::flag() const {
    if (value_.is_boolean()) return value_.get<bool>();
    fail("is neither true nor false");
    return false;
}

double Place::share() const {
    const double number = value_.is_number() ? value_.get<double>() : -1;
    if (number >= 0 && number <= 1) return number;
    fail("is not a number from 0 to 1");
    return 0;
}

double Place::number() const {
    const double number = value_.is_number() ? value_.get<double>() : std::numeric_limits<double>::infinity();
    if (std::isfinite(number)) return number;
    fail("is not a number");
    return 0;
}

std::map<std::string, uint32_t> Place::named_counts() const {
    std::map<std::string, uint32_t> counts;
    if (!value_.is_object()) {
        fail("is not an object");
        return counts;
    }
    for (auto item = value_.begin(); item != value_.end(); ++item)
        counts[item.key()] = Place(item.value(), failure_, this, item.key().c_str(), 0).depth();
    return counts;
}

std::map<std::string, std::string> Place::named_texts() const {
    std::map<std::string, std::string> texts;
    if (!value_.is_object()) {
        fail("is not an object");
        return texts;
    }
    for (auto item = value_.begin(); item != value_.end(); ++item)
        texts[item.key()] = Place(item.value(), failure_, this, item.key().c_str(), 0).text();
    return texts;
}

bool Place::is_array(size_t most) const {
    if (!value_.is_array()) {
        fail("is not a list");
    } else if (value_.size() > most) {
        fail("has " + std::to_string(value_.size()) + " items, more than the " + std::to_string(most) +
                 " that a report has",
             ErrorCode::over_limit);
    }
    return !failure_.error;
}

}  // namespace plimsoll::report
