#include "core/cli/open.h"

#include <unistd.h>

#include <filesystem>

#include "core/cli/read_report.h"
#include "core/limits.h"
#include "core/link/address.h"
#include "core/link/link.h"

namespace plimsoll::cli {

const char* const open_usage =
    R"(usage: plimsoll open LINK | REPORT [--against IMAGE] [--format text|json]
                     [--output FILE] [--platform ...] [--image ...] [--jobs N]

Shows what is in a link that plimsoll link or the page made, or in a report saved
with analyze --format json; of a report it says whether its digest is right. - is
standard input. Nothing is fetched: all is in the link.

  --format   text for people (default), or json: what a link holds of a report
             (plimsoll.essence/1, see assets/essence.schema.json)
  --against  analyse that archive or folder (or take that saved report), and say
             field by field whether what the link says is true of it

The other options are those of plimsoll analyze. Exit status: 0 all well; 1 it
cannot be read in full, its digest is wrong, or something differs; 2 wrong usage.
)";

namespace {

/// What was opened: a link, or a report.
struct Opened {
    link::Fragment fragment;
    link::Essence essence;
    std::optional<ReadReport> report;  ///< none of a link
};

/// Addresses, and texts of links that no file is called like.
bool is_link(const std::string& what) {
    if (what.starts_with("#") || what.starts_with("https://") || what.starts_with("http://")) return true;
    std::error_code unknown;
    return link::read_fragment(what).has_value() && !std::filesystem::exists(what, unknown);
}

Result<Opened> open_link(std::string_view text) {
    auto fragment = link::read_fragment(text);
    if (!fragment) return failure(fragment.error());
    auto essence = link::decode(fragment->report);
    if (!essence) return failure(essence.error());
    return Opened{std::move(*fragment), std::move(*essence), std::nullopt};
}

/// What a short file holds, which may be a link; nothing of any other.
Result<std::string> read_short(const std::string& path) {
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(path, unknown)) return std::string();
    const auto source = bytes::open_file(path);
    if (!source) return failure(source.error());
    if ((*source)->size() > 2 * limits::link_chars) return std::string();
    return bytes::read_all(**source, 0, (*source)->size(), "");
}

/// All of standard input, and at most a byte more than a report may have.
Result<std::string> read_input() {
    const auto pipe = bytes::stream_descriptor(STDIN_FILENO);
    std::string text;
    while (true) {
        const auto block = pipe->next();
        if (!block) return failure(block.error());
        if (block->empty() || text.size() > limits::report_bytes) return text;
        text.append(reinterpret_cast<const char*>(block->data()), block->size());
    }
}

Result<Opened> open_report(Result<ReadReport> read) {
    if (!read) return failure(read.error());
    constexpr link::Choice all{true, true, true, true, true};
    Opened opened;
    opened.essence = link::essence_of(read->report, all, read->seal ? &*read->seal : nullptr);
    opened.report = std::move(*read);
    return opened;
}

Result<Opened> open(const std::string& what, const ReadArchive& read_archive) {
    if (is_link(what)) return open_link(what);
    const auto text = what == "-" ? read_input() : read_short(what);
    if (!text) return failure(text.error());
    if (link::read_fragment(*text)) return open_link(*text);
    return open_report(what == "-" ? read_saved(*text) : read_report(what, read_archive));
}

void print_fragment(const link::Fragment& fragment, std::ostream& out) {
    if (!fragment.view.empty()) out << "Points at     the view " << fragment.view << "\n";
    if (!fragment.figure.empty()) out << "Points at     the figure " << fragment.figure << "\n";
    if (fragment.layer) out << "Points at     layer " << uint64_t{*fragment.layer} + 1 << "\n";
}

void print_opened(const Opened& opened, Format format, std::ostream& out) {
    if (format == Format::json || format == Format::ndjson) {
        out << link::to_json(opened.essence);
        return;
    }
    if (!opened.report) {
        print_fragment(opened.fragment, out);
        print_text(opened.essence, out);
        return;
    }
    print_text(opened.report->report, out);
    if (!opened.report->seal) return;
    const report::Seal& seal = *opened.report->seal;
    out << "\nMade by Plimsoll " << report::printable(seal.version) << ". ";
    if (seal.said.empty())
        out << "It has no digest of its own; its content has " << seal.computed << ".\n";
    else if (seal.intact())
        out << "Its digest is right: " << seal.computed << ".\n";
    else
        out << "Its digest is wrong: it was changed after it was made.\n";
}

bool is_broken(const Opened& opened) {
    return opened.report && opened.report->seal && !opened.report->seal->said.empty() &&
           !opened.report->seal->intact();
}

}  // namespace

tl::expected<OpenOptions, std::string> take_open_options(std::vector<std::string>& arguments) {
    OpenOptions options;
    std::vector<std::string> rest;
    for (size_t at = 0; at < arguments.size(); ++at) {
        if (arguments[at] != "--against") {
            rest.push_back(arguments[at]);
            continue;
        }
        if (at + 1 == arguments.size()) return tl::unexpected(std::string("--against needs a value"));
        options.against = arguments[++at];
    }
    arguments = std::move(rest);
    return options;
}

ExitStatus run_open(const std::string& what, const OpenOptions& options, const ReadArchive& read_archive,
                    Format format, std::ostream& out, std::ostream& error) {
    const auto opened = open(what, read_archive);
    if (!opened) {
        // A link is long, and said already.
        complain(error, is_link(what) ? "the link" : what, opened.error().where, opened.error().message);
        return input_trouble;
    }
    const ExitStatus status = is_broken(*opened) ? input_trouble : all_well;
    if (options.against.empty()) {
        print_opened(*opened, format, out);
        return status;
    }
    if (is_broken(*opened))
        complain(error, what, "digest", "is wrong: the report was changed after it was made");
    const auto image = read_report(options.against, read_archive);
    if (!image) {
        complain(error, options.against, image.error().where, image.error().message);
        return input_trouble;
    }
    for (const Problem& problem : image->report.problems)
        complain(error, options.against, problem.where, problem.message);
    const link::Comparison comparison =
        link::hold_against(opened->essence, image->report, image->seal ? &*image->seal : nullptr);
    if (format == Format::json || format == Format::ndjson)
        out << link::to_json(comparison);
    else
        print_text(comparison, out);
    return comparison.differs > 0 ? input_trouble : status;
}

}  // namespace plimsoll::cli
