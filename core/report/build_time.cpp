// How long the steps of a build took, from their dates.
#include <chrono>
#include <cmath>

#include "core/report/report.h"

namespace plimsoll::report {
namespace {

/// Digits at the front of a text as a number; none where it does not begin with so many.
std::optional<int> take_digits(std::string_view& text, size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::optional<double> parse_date(std::string_view text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, "-")) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, "-")) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day || !take(text, "Tt ")) return std::nullopt;
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ":")) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || !take(text, ":")) return std::nullopt;
    const auto second = take_digits(text, 2);
    if (!second) return std::nullopt;
    double fraction = 0;
    if (take(text, "."))
        for (double digit_weighs = 0.1; !text.empty(); digit_weighs /= 10) {
            const auto digit = take_digits(text, 1);
            if (!digit) break;
            fraction += *digit * digit_weighs;
        }
    int offset = 0;  // minutes east of Greenwich
    if (!take(text, "Zz")) {
        const bool west = !text.empty() && text.front() == '-';
        if (!take(text, "+-")) return std::nullopt;
        const auto hours = take_digits(text, 2);
        if (!hours || !take(text, ":")) return std::nullopt;
        const auto minutes = take_digits(text, 2);
        if (!minutes) return std::nullopt;
        offset = (*hours * 60 + *minutes) * (west ? -1 : 1);
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!text.empty() || !date.ok() || *hour > 24 || *minute > 59 || *second > 60) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return static_cast<double>(days) * 86'400 + *hour * 3600 + (*minute - offset) * 60 + *second + fraction;
}

void time_steps(std::vector<Report::HistoryStep>& history) {
    constexpr double longest = 86'400;
    std::optional<double> before;
    for (Report::HistoryStep& step : history) {
        const auto now = parse_date(step.step.created);
        if (now && before && *now >= *before && *now - *before <= longest)
            step.seconds = std::round((*now - *before) * 1000) / 1000;
        before = now;
    }
}

}  // namespace plimsoll::report
