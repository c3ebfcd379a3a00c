// Taking apart the plain texts that package databases are made of.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::packages {

/// Takes the first line off the text; without its newline.
std::string_view take_line(std::string_view& text);

/// Without blanks, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// The name as Python's packaging compares them: in lower case, with hyphens for underscores and dots.
std::string normalised(std::string_view name);

/// A block of "Name: value" lines (deb822, RFC 822 headers, R's DCF).
class Stanza {
 public:
    explicit Stanza(std::string_view text) : text_(text) {}

    /// The first line of the first field of that name, whatever its case; empty where there is none.
    std::string_view field(std::string_view name) const;

    std::string_view text() const { return text_; }

 private:
    std::string_view text_;
};

/// Takes the first stanza off the text: up to an empty line. Empty lines before it are skipped.
Stanza take_stanza(std::string_view& text);

}  // namespace plimsoll::packages
