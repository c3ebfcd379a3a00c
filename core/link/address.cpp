#include "core/link/address.h"

#include "core/limits.h"

namespace plimsoll::link {
namespace {

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz", upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                           digits = "0123456789";

bool is_made_of(std::string_view text, std::string_view some, std::string_view others = "",
                std::string_view more = "") {
    for (const char letter : text)
        if (some.find(letter) == some.npos && others.find(letter) == others.npos &&
            more.find(letter) == more.npos)
            return false;
    return true;
}

bool is_name(std::string_view text) {
    constexpr size_t most = 40;
    return !text.empty() && text.size() <= most && is_made_of(text, lower, digits, "-");
}

std::optional<uint32_t> number_of(std::string_view text) {
    constexpr size_t most_digits = 9;
    if (text.empty() || text.size() > most_digits || !is_made_of(text, digits)) return std::nullopt;
    uint32_t number = 0;
    for (const char digit : text) number = number * 10 + static_cast<uint32_t>(digit - '0');
    return number;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const size_t begin = text.find_first_not_of(blank);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

Result<void> take_member(std::string_view name, std::string_view value, Fragment& fragment) {
    const auto wrong = [&] {
        return failure(ErrorCode::corrupt, "",
                       "this link points at a " + std::string(name) + " that cannot be one");
    };
    if (name == "r" && fragment.report.empty()) fragment.report = value;
    if (name == "view" || name == "figure") {
        std::string& to = name == "view" ? fragment.view : fragment.figure;
        if (!to.empty()) return {};
        if (!is_name(value)) return wrong();
        to = value;
    }
    if (name == "layer" && !fragment.layer) {
        fragment.layer = number_of(value);
        if (!fragment.layer) return wrong();
    }
    return {};
}

}  // namespace

std::string write_fragment(const Fragment& fragment) {
    std::string text;
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) text.append(text.empty() ? "#" : "&").append(name).append("=").append(value);
    };
    add("r", fragment.report);
    add("view", fragment.view);
    add("figure", fragment.figure);
    if (fragment.layer) add("layer", std::to_string(*fragment.layer));
    return text;
}

Result<Fragment> read_fragment(std::string_view address) {
    address = trimmed(address);
    if (address.size() > 2 * limits::link_chars)
        return failure(ErrorCode::over_limit, "", "this link is longer than any that Plimsoll makes");
    Fragment fragment;
    const size_t hash = address.find('#');
    if (hash == address.npos) {
        // The text of a link alone: "r" and the number of its version.
        if (!address.starts_with('r') || address.size() < 2 || digits.find(address[1]) == digits.npos)
            return failure(ErrorCode::unrecognised, "", "this is no link to a report");
        fragment.report = address;
        return fragment;
    }
    for (std::string_view rest = address.substr(hash + 1); !rest.empty();) {
        const size_t end = rest.find('&');
        const std::string_view member = rest.substr(0, end);
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        const size_t equals = member.find('=');
        if (equals == member.npos) continue;
        const auto taken = take_member(member.substr(0, equals), member.substr(equals + 1), fragment);
        if (!taken) return failure(taken.error());
    }
    if (fragment == Fragment{}) return failure(ErrorCode::unrecognised, "", "this is no link to a report");
    return fragment;
}

Result<std::string> check_base(std::string_view base) {
    const size_t name = base.starts_with("https://") ? 8 : base.starts_with("http://") ? 7 : 0;
    // What RFC 3986 allows before a fragment, without what LaTeX or HTML would need escaped.
    const std::string allowed = std::string(lower).append(upper).append("-._:/@+,~");
    if (name == 0 || base.size() == name || !is_made_of(base, allowed, digits))
        return failure(
            ErrorCode::unrecognised, "",
            "the address of the page has to begin with https:// or http://, and to have no other characters "
            "than letters, digits and -._:/@+,~");
    return std::string(base);
}

}  // namespace plimsoll::link
