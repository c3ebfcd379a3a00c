#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/check/check.h"
#include "core/findings/kinds.h"
#include "core/image/json.h"

namespace plimsoll::check {
namespace {

using image::Json;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string quoted(std::string_view text) {
    return std::string("\"").append(report::printable(text.substr(0, 100))).append("\"");
}

/// The decimal number that a text begins with, and what follows it.
struct Number {
    double value = 0;
    std::string_view rest;
};
std::optional<Number> leading_number(std::string_view text) {
    const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, value);
    if (end == 0 || error != std::errc() || stop != text.data() + end) return std::nullopt;
    return Number{value, trimmed(text.substr(end))};
}

struct Unit {
    std::string_view name;
    double bytes;
};
constexpr std::array units{Unit{"", 1},         Unit{"B", 1},        Unit{"kB", 1e3},    Unit{"KB", 1e3},
                           Unit{"MB", 1e6},     Unit{"GB", 1e9},     Unit{"TB", 1e12},   Unit{"KiB", 0x1p10},
                           Unit{"MiB", 0x1p20}, Unit{"GiB", 0x1p30}, Unit{"TiB", 0x1p40}};

/// Sizes are told exactly up to here.
constexpr double most_bytes = 0x1p53;

std::optional<findings::Severity> severity_named(std::string_view name) {
    for (const auto severity :
         {findings::Severity::note, findings::Severity::warning, findings::Severity::serious})
        if (findings::name_of(severity) == name) return severity;
    return std::nullopt;
}

/// Reads a document's members into rules, up to the first that is wrong.
class Members {
 public:
    explicit Members(const std::string& where) : where_(where) {}

    Result<Rules> read(const Json& document) {
        if (!document.is_object()) return fail("", "is no object with rules as its members");
        if (const Json& schema = image::member(document, "schema"); schema.is_string()) {
            if (schema != rules_schema) return fail("schema", "is not \"" + std::string(rules_schema) + "\"");
        } else if (!schema.is_null()) {
            return fail("schema", "is no text");
        }
        for (const auto& [name, value] : document.items())
            if (const auto taken = take(name, value); !taken) return fail(name, taken.error());
        if (!rules_.any()) return fail("", "has no rule");
        return rules_;
    }

 private:
    tl::unexpected<Error> fail(const std::string& name, std::string message) const {
        return failure({ErrorCode::corrupt, name.empty() ? where_ : where_ + ": " + report::printable(name),
                        std::move(message)});
    }

    template <class T, class Parse>
    static tl::expected<void, std::string> put(std::optional<T>& rule, const Json& value, Parse parse) {
        // Numbers are read as texts are, so that both mean the same.
        if (!value.is_string() && !value.is_number())
            return tl::unexpected(std::string("is neither a number nor a text"));
        auto parsed = parse(value.is_string() ? value.get<std::string>() : value.dump());
        if (!parsed) return tl::unexpected(std::move(parsed.error()));
        rule = *parsed;
        return {};
    }

    static tl::expected<void, std::string> put(std::vector<std::string>& kinds, const Json& value,
                                               bool severities) {
        if (!value.is_array()) return tl::unexpected(std::string("is no list"));
        for (const Json& kind : value) {
            if (!kind.is_string()) return tl::unexpected(std::string("has something that is no text"));
            const auto added = add_kinds(kinds, kind.get<std::string>(), severities);
            if (!added) return added;
        }
        return {};
    }

    tl::expected<void, std::string> take(const std::string& name, const Json& value) {
        if (name == "schema" || name == "$schema") return {};
        if (name == "max_size") return put(rules_.max_size, value, parse_size);
        if (name == "max_stored") return put(rules_.max_stored, value, parse_size);
        if (name == "max_hidden") return put(rules_.max_hidden, value, parse_size);
        if (name == "max_files") return put(rules_.max_files, value, parse_count);
        if (name == "max_layers") return put(rules_.max_layers, value, parse_count);
        if (name == "min_efficiency") return put(rules_.min_efficiency, value, parse_share);
        if (name == "max_growth") return put(rules_.max_growth, value, parse_growth);
        if (name == "deny_new") return put(rules_.deny_new, value, parse_severity);
        if (name == "deny") return put(rules_.deny, value, true);
        if (name == "allow") return put(rules_.allow, value, false);
        return tl::unexpected(std::string("is no rule"));
    }

    const std::string& where_;
    Rules rules_;
};

}  // namespace

bool Rules::any() const {
    return max_size || max_stored || max_hidden || max_files || max_layers || min_efficiency ||
           !deny.empty() || needs_baseline();
}

tl::expected<uint64_t, std::string> parse_size(std::string_view text) {
    const auto number = leading_number(trimmed(text));
    if (number)
        for (const Unit& unit : units)
            if (unit.name == number->rest) {
                const double bytes = std::round(number->value * unit.bytes);
                if (bytes > most_bytes) break;
                return static_cast<uint64_t>(bytes);
            }
    return tl::unexpected("no size: " + quoted(text) + " (4GB and 200 MiB are some)");
}

tl::expected<Growth, std::string> parse_growth(std::string_view text) {
    const auto number = leading_number(trimmed(text));
    if (number && number->rest == "%") return Growth{number->value, std::nullopt};
    const auto bytes = parse_size(text);
    if (!bytes) return tl::unexpected("neither a share nor a size: " + quoted(text) + " (5% and 100MB are)");
    return Growth{0, *bytes};
}

tl::expected<double, std::string> parse_share(std::string_view text) {
    const auto number = leading_number(trimmed(text));
    if (number && number->rest.empty() && number->value <= 1) return number->value;
    return tl::unexpected("no number from 0 to 1: " + quoted(text));
}

tl::expected<uint64_t, std::string> parse_count(std::string_view text) {
    uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (!text.empty() && error == std::errc() && end == text.data() + text.size()) return count;
    return tl::unexpected("no count: " + quoted(text));
}

tl::expected<findings::Severity, std::string> parse_severity(std::string_view text) {
    if (const auto severity = severity_named(text)) return *severity;
    return tl::unexpected("no severity: " + quoted(text) + " (note, warning and serious are)");
}

tl::expected<void, std::string> add_kinds(std::vector<std::string>& kinds, std::string_view list,
                                          bool severities) {
    while (true) {
        const size_t comma = list.find(',');
        const std::string_view name = trimmed(list.substr(0, comma));
        if (!findings::is_kind(name) && !(severities && severity_named(name)))
            return tl::unexpected("no kind of finding: " + quoted(name) +
                                  " (plimsoll check --help lists them)");
        if (std::find(kinds.begin(), kinds.end(), name) == kinds.end()) kinds.emplace_back(name);
        if (comma == std::string_view::npos) return {};
        list.remove_prefix(comma + 1);
    }
}

Result<Rules> rules_from_json(std::string_view text, const std::string& where) {
    const auto document = image::parse_json(text, where);
    if (!document) return failure(document.error());
    return Members(where).read(*document);
}

}  // namespace plimsoll::check
