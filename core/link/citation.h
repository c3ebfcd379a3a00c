// A report as a source that a paper can cite.
#pragma once

#include <string>

#include "core/link/essence.h"

namespace plimsoll::link {

enum class CitationStyle { bibtex, csl, text };

/// What is cited. Title, authors and DOI are the essence's.
struct Citation {
    const Essence& essence;
    std::string link;  ///< the whole address; empty: there is none
    std::string date;  ///< when the report was made or looked at, "2024-01-31"; empty: not known
};

/// A BibTeX entry (@misc, as BibTeX knows no software), for LaTeX with the package url or hyperref; a CSL-JSON array of one
/// item (of type "report"; citeproc-js, Zotero, pandoc read it), or a sentence. Whatever title and authors hold stays text:
/// what LaTeX or JSON would take for more is escaped. An author "Family, Given" is a person by both names, "Given Family" one
/// whose last word is the family name, and a single word (or what is in {braces}) an institution.
std::string cite(const Citation& citation, CitationStyle style);

/// The date of now, "2024-01-31", in UTC.
std::string today();

/// The text as LaTeX sets it, one character for one: \ { } $ & # % _ ^ ~ " are commands to it.
std::string latex(std::string_view text);

/// "10.1145/3530019.3530039" of that, of "doi:..." and of an address at doi.org. Nothing where it is none.
std::string doi_of(std::string_view text);

}  // namespace plimsoll::link
