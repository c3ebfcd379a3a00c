#include "core/link/texts.h"

#include "core/limits.h"
#include "core/report/report.h"
#include "core/utf8.h"

namespace plimsoll::link {

std::string harmless(std::string_view text) {
    // Each byte is shown as one byte at least, so no more of it can be needed.
    constexpr size_t most = limits::link_text_bytes;
    std::string shown = report::printable(text.substr(0, most + 1));
    if (shown.size() <= most && text.size() <= most) return shown;
    constexpr std::string_view more = "...";
    size_t end = std::min(shown.size(), most - more.size());
    while (end > 0 && end < shown.size() && continues_character(shown[end])) --end;
    return shown.substr(0, end).append(more);
}

bool is_harmless(std::string_view text) {
    return text.size() <= limits::link_text_bytes && report::printable(text) == text;
}

std::string known_digest(std::string_view text) {
    constexpr size_t name = 7;
    const bool right_length = (text.starts_with("sha256:") && text.size() == name + 64) ||
                              (text.starts_with("sha512:") && text.size() == name + 128);
    if (!right_length) return {};
    if (text.substr(name).find_first_not_of("0123456789abcdef") != std::string_view::npos) return {};
    return std::string(text);
}

uint64_t saturating_sum(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

}  // namespace plimsoll::link
