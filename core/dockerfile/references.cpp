// References to images, by the distribution specification's grammar.
#include <algorithm>

#include "core/dockerfile/dockerfile.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view default_registry = "docker.io", official = "library";

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }

bool is_variable(std::string_view text) {
    return text.find('$') != std::string_view::npos || text.find("{{") != std::string_view::npos;
}

/// Where the letter stands the first or the last time outside of braces; npos where it doesn't.
size_t find_outside(std::string_view text, char letter, bool last) {
    size_t found = std::string_view::npos;
    int depth = 0;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{') ++depth;
        if (text[at] == '}' && depth > 0) --depth;
        if (text[at] != letter || depth > 0) continue;
        found = at;
        if (!last) break;
    }
    return found;
}

/// [a-z0-9]+, joined by one dot, one or two underscores, or dashes.
bool is_component(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        while (at < text.size() && (is_digit(text[at]) || is_lower(text[at]))) ++at;
        if (at == begin) return false;
        if (at == text.size()) return true;
        const size_t separator = at;
        while (at < text.size() && text[at] == text[separator]) ++at;
        const size_t length = at - separator;
        if (text[separator] == '.'   ? length != 1
            : text[separator] == '_' ? length > 2
                                     : text[separator] != '-')
            return false;
    }
    return false;
}

bool is_registry(std::string_view text) {
    return text == "localhost" || text.find_first_of(".:") != std::string_view::npos ||
           std::any_of(text.begin(), text.end(), is_upper);
}

/// A host's name or address, with a port or without.
bool is_good_registry(std::string_view text) {
    std::string_view host = text;
    if (const size_t colon = text.rfind(':'); colon != std::string_view::npos && !text.ends_with(']')) {
        const std::string_view port = text.substr(colon + 1);
        if (port.empty() || !std::all_of(port.begin(), port.end(), is_digit)) return false;
        host = text.substr(0, colon);
    }
    if (host.starts_with('[')) return host.ends_with(']');
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char letter) {
        return is_digit(letter) || is_lower(letter) || is_upper(letter) || letter == '.' || letter == '-';
    });
}

bool is_tag(std::string_view text) {
    constexpr size_t most = 128;
    const auto is_word = [](char letter) {
        return is_digit(letter) || is_lower(letter) || is_upper(letter) || letter == '_';
    };
    if (text.empty() || text.size() > most || !is_word(text[0])) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char letter) { return is_word(letter) || letter == '.' || letter == '-'; });
}

bool is_digest(std::string_view text) {
    constexpr size_t fewest = 32;
    const size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || text.size() - colon - 1 < fewest) return false;
    const std::string_view hex = text.substr(colon + 1);
    return std::all_of(hex.begin(), hex.end(), [](char letter) {
        return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    });
}

tl::unexpected<Error> wrong(std::string_view text, std::string what) {
    return failure(ErrorCode::unrecognised, std::string(text.substr(0, 80)), std::move(what));
}

}  // namespace

std::string Reference::repository() const {
    std::string text = registry;
    if (!name_space.empty()) text.append("/").append(name_space);
    return text.append("/").append(name);
}

std::string Reference::familiar() const {
    if (registry != default_registry) return repository();
    if (name_space == official || name_space.empty()) return name;
    return std::string(name_space).append("/").append(name);
}

Result<Reference> parse_reference(std::string_view text) {
    constexpr size_t most = 255;
    if (text.empty()) return wrong(text, "a reference is empty");
    if (text.find_first_of(" \t\r\n") != std::string_view::npos)
        return wrong(text, "a reference has no blanks");
    Reference found;
    std::string_view rest = text;
    if (const size_t at = find_outside(rest, '@', false); at != std::string_view::npos) {
        found.digest = rest.substr(at + 1);
        rest = rest.substr(0, at);
        if (!is_variable(found.digest) && !is_digest(found.digest))
            return wrong(text, "what follows @ is no digest");
    }
    const size_t colon = find_outside(rest, ':', true), slash = find_outside(rest, '/', true);
    if (colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) {
        found.tag = rest.substr(colon + 1);
        rest = rest.substr(0, colon);
        if (!is_variable(found.tag) && !is_tag(found.tag)) return wrong(text, "what follows : is no tag");
    }
    if (rest.size() > most) return wrong(text, "a name is longer than 255 letters");
    if (const size_t first = find_outside(rest, '/', false);
        first != std::string_view::npos && is_registry(rest.substr(0, first)) && rest[0] != '$') {
        found.registry = rest.substr(0, first);
        rest = rest.substr(first + 1);
    }
    const bool written = !found.registry.empty();
    if (written && !is_variable(found.registry) && !is_good_registry(found.registry))
        return wrong(text, "a registry is a host, and may have a port");
    // Docker Hub's older name.
    if (!written || found.registry == "index.docker.io") found.registry = default_registry;
    const size_t last = find_outside(rest, '/', true);
    if (last != std::string_view::npos) found.name_space = rest.substr(0, last);
    found.name = last == std::string_view::npos ? rest : rest.substr(last + 1);
    if (found.name.empty()) return wrong(text, "a name is empty");
    found.variable_name = is_variable(found.name);
    found.variable = is_variable(text);
    if (last == std::string_view::npos && found.registry == default_registry && !found.variable_name)
        found.name_space = official;
    for (std::string_view left = rest; !left.empty() && !is_variable(rest);) {
        const std::string_view part = left.substr(0, left.find('/'));
        if (!is_component(part))
            return wrong(text, "a name is lower-case letters and digits, joined by one of . _ -");
        left.remove_prefix(std::min(left.size(), part.size() + 1));
        if (left.empty() && rest.ends_with('/')) return wrong(text, "a name is empty");
    }
    return found;
}

}  // namespace plimsoll::dockerfile
