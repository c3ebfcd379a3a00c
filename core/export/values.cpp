// One value in words.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/export/export.h"

namespace plimsoll::exports {
namespace {

template <class... Each>
struct Overloaded : Each... {
    using Each::operator()...;
};
template <class... Each>
Overloaded(Each...) -> Overloaded<Each...>;

constexpr const char* dash = "\xe2\x80\x93";

/// The shortest text that is the number again.
std::string shortest(double value) {
    if (!std::isfinite(value)) return {};
    char text[40];
    for (int digits = 1; digits <= 17; ++digits) {
        std::snprintf(text, sizeof text, "%.*g", digits, value);
        if (std::strtod(text, nullptr) == value) break;
    }
    return text;
}

std::string with_decimals(double value, int decimals) {
    if (!std::isfinite(value)) return dash;
    char buffer[400];
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, std::abs(value));
    std::string text = buffer;
    const size_t dot = std::min(text.find('.'), text.size());
    if (dot < text.size()) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    for (size_t at = dot; at > 3; at -= 3) text.insert(at - 3, 1, ',');
    return value < 0 && text != "0" ? std::string("-") + text : text;
}

template <class List, class Say>
std::string joined(const List& list, const char* between, Say say) {
    std::string text;
    for (const auto& each : list) text.append(text.empty() ? "" : between).append(say(each));
    return text;
}

std::string or_dash(std::string text) { return text.empty() ? std::string(dash) : text; }

}  // namespace

std::string exact(const Value& value) {
    return std::visit(Overloaded{[](std::monostate) { return std::string(); },
                                 [](const Bytes& bytes) { return std::to_string(bytes.bytes); },
                                 [](const Count& count) { return std::to_string(count.count); },
                                 [](const LayerNumber& layer) { return std::to_string(layer.layer); },
                                 [](const Share& share) { return shortest(share.share); },
                                 [](const Number& number) { return shortest(number.value); },
                                 [](bool flag) { return std::string(flag ? "true" : "false"); },
                                 [](const Words& words) { return report::printable(words.words); },
                                 [](const Text& text) { return report::printable(text.text); },
                                 [](const Texts& texts) {
                                     return joined(texts.texts, "\n",
                                                   [](const auto& text) { return report::printable(text); });
                                 },
                                 [](const LayerNumbers& layers) {
                                     return joined(layers.layers, "\n",
                                                   [](uint32_t layer) { return std::to_string(layer); });
                                 }},
                      value);
}

std::string readable(const Value& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string(dash); },
                   [](const Bytes& bytes) { return report::format_bytes(bytes.bytes); },
                   [](const Count& count) { return report::format_count(count.count); },
                   [](const LayerNumber& layer) { return report::format_count(uint64_t{layer.layer} + 1); },
                   [](const Share& share) {
                       if (!std::isfinite(share.share)) return std::string(dash);
                       // What is there is not shown as nothing.
                       if (share.share > 0 && share.share < 0.0005) return std::string("< 0.1 %");
                       char text[400];
                       std::snprintf(text, sizeof text, "%.1f %%", share.share * 100);
                       return std::string(text);
                   },
                   [](const Number& number) { return with_decimals(number.value, number.decimals); },
                   [](bool flag) { return std::string(flag ? "yes" : "no"); },
                   [](const Words& words) { return or_dash(report::printable(words.words)); },
                   [](const Text& text) { return or_dash(report::printable(text.text)); },
                   [](const Texts& texts) {
                       return or_dash(joined(texts.texts, ", ",
                                             [](const auto& text) { return report::printable(text); }));
                   },
                   [](const LayerNumbers& layers) {
                       return or_dash(joined(layers.layers, ", ", [](uint32_t layer) {
                           return report::format_count(uint64_t{layer} + 1);
                       }));
                   }},
        value);
}

std::string readable(const Column& column, const Value& value) {
    const Bytes* bytes = std::get_if<Bytes>(&value);
    return column.zero_is_none && bytes && bytes->bytes == 0 ? std::string(dash) : readable(value);
}

bool is_theirs(const Value& value) {
    if (const Text* text = std::get_if<Text>(&value)) return !text->text.empty();
    const Texts* texts = std::get_if<Texts>(&value);
    return texts && !texts->texts.empty();
}

}  // namespace plimsoll::exports
