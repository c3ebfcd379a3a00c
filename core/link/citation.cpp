#include "core/link/citation.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/latex_text.h"

namespace plimsoll::link {
namespace {

struct Author {
    std::string family, given;
    bool institution = false;
};

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

Author author_of(std::string_view text) {
    text = without_spaces(text);
    if (text.size() > 2 && text.front() == '{' && text.back() == '}')
        return {std::string(text.substr(1, text.size() - 2)), "", true};
    if (const size_t comma = text.find(','); comma != std::string_view::npos)
        return {std::string(without_spaces(text.substr(0, comma))),
                std::string(without_spaces(text.substr(comma + 1)))};
    const size_t blank = text.rfind(' ');
    if (blank == std::string_view::npos) return {std::string(text), "", true};
    return {std::string(text.substr(blank + 1)), std::string(without_spaces(text.substr(0, blank)))};
}

std::vector<Author> authors_of(const Essence& essence) {
    std::vector<Author> authors;
    for (const std::string& author : essence.authors)
        if (!without_spaces(author).empty()) authors.push_back(author_of(author));
    return authors;
}

/// Of the configuration, which is the image's ID; else of the manifest.
std::string image_digest(const Essence& essence) {
    return essence.config_digest.empty() ? essence.manifest_digest : essence.config_digest;
}

std::string title_of(const Essence& essence) {
    if (!essence.title.empty()) return essence.title;
    if (!essence.references.rows.empty())
        return std::string("Contents of the container image ") + essence.references.rows[0];
    return "Contents of a container image";
}

/// "2024-01-31" as its three numbers; none where it is no date.
std::vector<int> date_parts(const std::string& date) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return {};
    std::vector<int> parts;
    for (const auto& [at, length] : {std::pair<size_t, size_t>{0, 4}, {5, 2}, {8, 2}}) {
        int number = 0;
        for (const char digit : date.substr(at, length)) {
            if (digit < '0' || digit > '9') return {};
            number = number * 10 + (digit - '0');
        }
        parts.push_back(number);
    }
    return parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31 ? parts : std::vector<int>{};
}

/// What the report is of and what made it, as sentences.
std::vector<std::string> facts(const Essence& essence) {
    std::vector<std::string> all;
    if (const std::string digest = image_digest(essence); !digest.empty())
        all.push_back(std::string("Image ") + digest);
    if (!essence.report_digest.empty()) all.push_back(std::string("Report ") + essence.report_digest);
    all.push_back(report::format_bytes(essence.totals.file_bytes) + " in " +
                  report::format_count(essence.layer_count) +
                  (essence.layer_count == 1 ? " layer" : " layers"));
    all.push_back(std::string("Made with Plimsoll ") + essence.version);
    return all;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : between).append(part);
    return text;
}

/// The key that \cite{} takes: letters, digits and hyphens.
std::string key_of(const Essence& essence) {
    const std::string digest = image_digest(essence);
    constexpr size_t begin = 7, length = 12;
    return digest.empty() ? "plimsoll-report" : std::string("plimsoll-") + digest.substr(begin, length);
}

std::string bibtex_author(const Author& author) {
    if (author.institution) return std::string("{").append(latex(author.family)).append("}");
    // Braces keep an "and" or a comma in a name from dividing it.
    return std::string("{")
        .append(latex(author.family))
        .append("}, {")
        .append(latex(author.given))
        .append("}");
}

std::string bibtex(const Citation& citation) {
    const Essence& essence = citation.essence;
    std::string entry = std::string("@misc{") + key_of(essence);
    const auto field = [&](const char* name, const std::string& value) {
        if (!value.empty()) entry.append(",\n  ").append(name).append(" = {").append(value).append("}");
    };
    std::vector<std::string> authors;
    for (const Author& author : authors_of(essence)) authors.push_back(bibtex_author(author));
    field("author", joined(authors, " and "));
    // A second pair of braces keeps the letters' cases.
    field("title", std::string("{").append(latex(title_of(essence))).append("}"));
    const std::vector<int> date = date_parts(citation.date);
    if (!date.empty()) {
        field("year", std::to_string(date[0]));
        field("month", std::to_string(date[1]));
    }
    field("howpublished", "Report of Plimsoll");
    field("doi", doi_of(essence.doi));
    field("url", citation.link);
    field("note", latex(joined(facts(essence), ". ")));
    return entry + "\n}\n";
}

std::string csl(const Citation& citation) {
    using Json = nlohmann::ordered_json;
    const Essence& essence = citation.essence;
    Json item = {{"id", key_of(essence)}, {"type", "report"}, {"title", title_of(essence)}};
    for (const Author& author : authors_of(essence)) {
        if (author.institution)
            item["author"].push_back({{"literal", author.family}});
        else
            item["author"].push_back({{"family", author.family}, {"given", author.given}});
    }
    if (const std::vector<int> date = date_parts(citation.date); !date.empty()) {
        Json parts = Json::array();
        parts.push_back(date);
        item["issued"] = {{"date-parts", std::move(parts)}};
    }
    item["genre"] = "Report of Plimsoll";
    if (const std::string digest = image_digest(essence); !digest.empty()) item["number"] = digest;
    if (const std::string doi = doi_of(essence.doi); !doi.empty()) item["DOI"] = doi;
    if (!citation.link.empty()) item["URL"] = citation.link;
    item["note"] = joined(facts(essence), ". ");
    return Json::array({item}).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string sentence(const Citation& citation) {
    const Essence& essence = citation.essence;
    std::vector<std::string> authors;
    for (const Author& author : authors_of(essence))
        authors.push_back(author.given.empty() ? author.family : author.given + " " + author.family);
    std::string text = joined(authors, ", ");
    if (!text.empty()) text += ": ";
    text += title_of(essence) + ".";
    if (!citation.date.empty()) text.append(" ").append(citation.date).append(".");
    text.append(" ").append(joined(facts(essence), ". ")).append(".");
    if (const std::string doi = doi_of(essence.doi); !doi.empty()) text.append(" doi:").append(doi);
    if (!citation.link.empty()) text.append(" ").append(citation.link);
    return text + "\n";
}

}  // namespace

std::string today() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    constexpr size_t date = 10;
    return date_text(now.time_since_epoch().count()).substr(0, date);
}

std::string latex(std::string_view text) { return latex_text(text, LatexFor::bibtex); }

std::string doi_of(std::string_view text) {
    text = without_spaces(text);
    for (const std::string_view before : {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/",
                                          "http://dx.doi.org/", "doi.org/", "doi:", "DOI:"})
        if (text.starts_with(before)) text = without_spaces(text.substr(before.size()));
    // A registrant's number and any characters; here those that addresses and LaTeX take as they are.
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._;()/:";
    const bool right = text.starts_with("10.") && text.find('/') != std::string_view::npos &&
                       text.find_first_not_of(allowed) == std::string_view::npos && text.back() != '/';
    return right ? std::string(text) : std::string();
}

std::string cite(const Citation& citation, CitationStyle style) {
    switch (style) {
        case CitationStyle::bibtex:
            return bibtex(citation);
        case CitationStyle::csl:
            return csl(citation);
        case CitationStyle::text:
            break;
    }
    return sentence(citation);
}

}  // namespace plimsoll::link
