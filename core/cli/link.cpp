#include "core/cli/link.h"

#include <fstream>

#include "core/cli/open.h"
#include "core/cli/read_report.h"
#include "core/limits.h"
#include "core/link/address.h"
#include "core/link/link.h"
#include "core/link/qr.h"

namespace plimsoll::cli {

const char* const link_usage =
    R"(usage: plimsoll link REPORT [--base ADDRESS] [--card] [--show]
                     [--include paths,commands,environment,labels] [--without-names]
                     [--title TEXT] [--author NAME]... [--doi DOI]
                     [--cite bibtex|csl|text] [--date YYYY-MM-DD] [--qr FILE.svg]
                     [--view VIEW] [--layer N] [--output FILE]
                     [--platform ...] [--image ...] [--verify] [--jobs N]

Prints a link that holds what a report says: which image it is of, its layers,
totals, waste, taxonomy, findings, and what weighs most. The report is in the link
itself, so nobody has to keep it; plimsoll open shows it again. REPORT is a report
saved with analyze --format json, or an archive or folder, which is analysed first.

  --base           where the page is, as https://example.org/plimsoll/; without it
                   the link begins with #
  --card           only identity and headline figures, at most 600 characters; a
                   full link has at most 2,000, and says what it leaves out
  --show           print what the link would share, instead of the link
  --include        share these as well: paths (names of files and folders, and of
                   the archive), the build's commands, environment variables,
                   labels; what goes by the name of a secret is never shared
  --without-names  don't share the names of the image and of its base images
  --title, --author, --doi
                   what the report is called, who made it ("Family, Given" or
                   "Given Family"; once for each), and where it is published
  --cite           print a citation: a BibTeX entry, CSL-JSON, or a sentence
  --date           its date (default: today)
  --qr             write the card's link as a QR code (SVG) there
  --view, --layer  let the link point at a view of the page, or at a layer, counted
                   from 1

The other options are those of plimsoll analyze.
)";

namespace {

/// What stands between commas; "" for "".
std::vector<std::string> listed(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char letter : text)
        if (letter == ',')
            words.emplace_back();
        else
            words.back() += letter;
    return words;
}

std::string include(const std::string& words, link::Choice& choice) {
    for (const std::string& word : listed(words)) {
        if (word == "paths")
            choice.paths = true;
        else if (word == "commands")
            choice.commands = true;
        else if (word == "environment")
            choice.environment = true;
        else if (word == "labels")
            choice.labels = true;
        else
            return std::string("nothing to include is called ") + word;
    }
    return {};
}

bool is_date(const std::string& text) {
    return text.size() == 10 && report::parse_date(text + "T00:00:00Z").has_value();
}

/// What is wrong with an option's value; empty: nothing.
std::string take(const std::string& option, const std::string& value, LinkOptions& options) {
    if (option == "--base") {
        const auto base = link::check_base(value);
        if (!base) return base.error().message;
        options.base = *base;
    } else if (option == "--include") {
        return include(value, options.choice);
    } else if (option == "--title") {
        options.title = value;
    } else if (option == "--author") {
        if (options.authors.size() == limits::link_authors) return "there are too many authors";
        options.authors.push_back(value);
    } else if (option == "--doi") {
        options.doi = link::doi_of(value);
        if (options.doi.empty()) return std::string("no DOI: ") + value + " (10.1000/182 is one)";
    } else if (option == "--cite") {
        if (value != "bibtex" && value != "csl" && value != "text")
            return std::string("unknown citation ") + value;
        options.cite = value == "bibtex" ? link::CitationStyle::bibtex
                       : value == "csl"  ? link::CitationStyle::csl
                                         : link::CitationStyle::text;
    } else if (option == "--date") {
        if (!is_date(value)) return std::string("no date: ") + value + " (2024-01-31 is one)";
        options.date = value;
    } else if (option == "--qr") {
        options.qr = value;
    } else {  // --view and --layer, as they stand in an address
        const bool is_layer = option == "--layer";
        const auto fragment = link::read_fragment(std::string("#") + (is_layer ? "layer=" : "view=") + value);
        if (!fragment || (is_layer && *fragment->layer == 0))
            return std::string(is_layer ? "no layer: " : "no view: ").append(value);
        if (is_layer)
            options.layer = *fragment->layer - 1;
        else
            options.view = fragment->view;
    }
    return {};
}

class Links {
 public:
    explicit Links(const LinkOptions& options) : options_(options) {}

    /// The whole address. The essence becomes what is in it.
    Result<std::string> make(link::Essence& essence) const {
        link::Fragment fragment{"", options_.view, "", options_.layer};
        fragment.report.assign(1, 'r');  // so that what surrounds it is counted
        const size_t around = options_.base.size() + link::write_fragment(fragment).size() - 1;
        const size_t most = essence.card ? limits::card_link_chars : limits::full_link_chars;
        auto made = link::encode(essence, most - std::min(most, around));
        if (!made) return failure(made.error());
        essence = std::move(made->essence);
        fragment.report = std::move(made->text);
        return options_.base + link::write_fragment(fragment);
    }

 private:
    const LinkOptions& options_;
};

Result<void> write_qr(const Links& links, const link::Essence& essence, const std::string& path) {
    link::Essence card = link::card_of(essence);
    const auto address = links.make(card);
    if (!address) return failure(address.error());
    const auto code = link::qr_code(*address);
    if (!code) return failure(code.error());
    std::ofstream file(path, std::ios::binary);
    file << link::to_svg(*code);
    file.close();
    if (!file) return failure(ErrorCode::unreadable, path, "cannot be written");
    return {};
}

}  // namespace

tl::expected<LinkOptions, std::string> take_link_options(std::vector<std::string>& arguments) {
    LinkOptions options;
    std::vector<std::string> rest;
    for (size_t at = 0; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (argument == "--") {
            rest.insert(rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(at), arguments.end());
            break;
        }
        if (argument == "--card") {
            options.card = true;
        } else if (argument == "--show") {
            options.show = true;
        } else if (argument == "--without-names") {
            options.choice.references = false;
        } else if (argument == "--base" || argument == "--include" || argument == "--title" ||
                   argument == "--author" || argument == "--doi" || argument == "--cite" ||
                   argument == "--date" || argument == "--qr" || argument == "--view" ||
                   argument == "--layer") {
            if (at + 1 == arguments.size()) return tl::unexpected(argument + " needs a value");
            if (std::string wrong = take(argument, arguments[++at], options); !wrong.empty())
                return tl::unexpected(std::move(wrong));
        } else {
            rest.push_back(argument);
        }
    }
    if (options.date.empty()) options.date = link::today();
    arguments = std::move(rest);
    return options;
}

ExitStatus run_link(const std::string& path, const LinkOptions& options, const ReadArchive& read_archive,
                    std::ostream& out, std::ostream& error) {
    const auto read = read_report(path, read_archive);
    if (!read) {
        complain(error, path, read.error().where, read.error().message);
        return input_trouble;
    }
    for (const Problem& problem : read->report.problems)
        complain(error, path, problem.where, problem.message);
    ExitStatus status = read->report.has_errors() ? input_trouble : all_well;
    const report::Seal* seal = read->seal ? &*read->seal : nullptr;
    if (seal && !seal->said.empty() && !seal->intact())
        complain(error, path, "digest", "is not that of the report: it was changed after it was made");
    link::Essence essence = link::essence_of(read->report, options.choice, seal);
    link::annotate(essence, options.title, options.authors, options.doi);
    const Links links(options);
    if (!options.qr.empty()) {
        if (const auto written = write_qr(links, essence, options.qr); !written) {
            complain(error, written.error().where.empty() ? path : written.error().where, "",
                     written.error().message);
            status = input_trouble;
        }
    }
    if (options.card) essence = link::card_of(std::move(essence));
    const auto address = links.make(essence);
    if (!address) {
        complain(error, path, address.error().where, address.error().message);
        return input_trouble;
    }
    if (options.show)
        print_text(essence, out);
    else if (options.cite)
        out << link::cite({essence, *address, options.date}, *options.cite);
    else
        out << *address << "\n";
    return status;
}

}  // namespace plimsoll::cli
