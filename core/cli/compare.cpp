#include "core/cli/compare.h"

#include <unistd.h>

#include <filesystem>
#include <optional>

#include "core/limits.h"
#include "core/report/read.h"

namespace plimsoll::cli {
namespace {

/// One side as it was read: of an archive there is an analysis, which a saved report lacks.
struct Read {
    report::Report report;
    std::unique_ptr<report::Analysis> analysis;
};

/// Whether a file that begins so is a saved report: archives do not begin with a JSON object.
bool is_json(bytes::Bytes head) {
    for (const uint8_t letter : head)
        if (!std::isspace(letter)) return letter == '{';
    return false;
}

constexpr size_t head_bytes = 64;

Result<Read> read_report(std::string_view text) {
    auto report = report::from_json(text);
    if (!report) return failure(report.error());
    return Read{std::move(*report), nullptr};
}

Result<Read> read_archive(const std::string& path, bytes::Stream* piped, const ReadArchive& read_archive) {
    auto analysis = read_archive(path, piped);
    if (!analysis) return failure(analysis.error());
    report::Report report = (*analysis)->report();
    return Read{std::move(report), std::move(*analysis)};
}

Result<Read> read_pipe(const ReadArchive& read) {
    const auto pipe = bytes::stream_descriptor(STDIN_FILENO);
    bytes::Peeked peeked(*pipe);
    const auto head = peeked.peek(head_bytes);
    if (!head) return failure(head.error());
    if (!is_json(*head)) return read_archive("-", &peeked, read);
    std::string text;
    while (true) {
        const auto block = peeked.next();
        if (!block) return failure(block.error());
        if (block->empty() || text.size() > limits::report_bytes) return read_report(text);
        text.append(reinterpret_cast<const char*>(block->data()), block->size());
    }
}

Result<Read> read_side(const std::string& path, const ReadArchive& read) {
    std::error_code unknown;
    if (path == "-" && !std::filesystem::is_regular_file("/dev/stdin", unknown)) return read_pipe(read);
    if (std::filesystem::is_directory(path, unknown)) return read_archive(path, nullptr, read);
    const auto source = bytes::open_file(path == "-" ? "/dev/stdin" : path);
    if (!source) return failure(source.error());
    uint8_t head[head_bytes];
    const auto got = (*source)->read(0, head);
    if (!got) return failure(got.error());
    if (!is_json({head, *got})) return read_archive(path, nullptr, read);
    // One byte beyond the limit tells that it is passed.
    const uint64_t bytes = std::min((*source)->size(), limits::report_bytes + 1);
    const auto text = bytes::read_all(**source, 0, bytes, "");
    return text ? read_report(*text) : failure(text.error());
}

void print(const report::Comparison& comparison, Format format, std::ostream& out) {
    switch (format) {
        case Format::text:
            print_text(comparison, out);
            break;
        case Format::markdown:
            print_markdown(comparison, out);
            break;
        case Format::json:
            out << report::to_json(comparison);
            break;
        case Format::ndjson:
            out << report::to_ndjson(comparison);
            break;
    }
}

}  // namespace

ExitStatus run_compare(const std::string& a, const std::string& b, const ReadArchive& read, Format format,
                       std::ostream& out, std::ostream& error) {
    ExitStatus status = all_well;
    std::vector<Read> sides;
    for (const std::string& path : {a, b}) {
        auto side = read_side(path, read);
        if (!side) {
            complain(error, path, side.error().where, side.error().message);
            status = input_trouble;
            continue;
        }
        for (const Problem& problem : side->report.problems)
            complain(error, path, problem.where, problem.message);
        if (side->report.has_errors()) status = input_trouble;
        sides.push_back(std::move(*side));
    }
    if (sides.size() < 2) return status;
    const report::Side side_a{sides[0].report, sides[0].analysis.get()};
    const report::Side side_b{sides[1].report, sides[1].analysis.get()};
    print(report::compare(side_a, side_b), format, out);
    return status;
}

}  // namespace plimsoll::cli
