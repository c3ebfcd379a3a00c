#include "core/cli/read_report.h"

#include <unistd.h>

#include <filesystem>

#include "core/limits.h"
#include "core/report/read.h"

namespace plimsoll::cli {

Result<ReadReport> read_saved(std::string_view text) {
    auto report = report::from_json(text);
    if (!report) return failure(report.error());
    auto seal = report::seal_of(text);
    if (!seal) return failure(seal.error());
    return ReadReport{std::move(*report), nullptr, std::move(*seal)};
}

namespace {

/// Whether a file that begins so is a saved report: archives do not begin with a JSON object.
bool is_json(bytes::Bytes head) {
    for (const uint8_t letter : head)
        if (!std::isspace(letter)) return letter == '{';
    return false;
}

constexpr size_t head_bytes = 64;

Result<ReadReport> read_archive(const std::string& path, bytes::Stream* piped,
                                const ReadArchive& read_archive) {
    auto analysis = read_archive(path, piped);
    if (!analysis) return failure(analysis.error());
    report::Report report = (*analysis)->report();
    return ReadReport{std::move(report), std::move(*analysis), std::nullopt};
}

Result<ReadReport> read_pipe(const ReadArchive& read) {
    const auto pipe = bytes::stream_descriptor(STDIN_FILENO);
    bytes::Peeked peeked(*pipe);
    const auto head = peeked.peek(head_bytes);
    if (!head) return failure(head.error());
    if (!is_json(*head)) return read_archive("-", &peeked, read);
    std::string text;
    while (true) {
        const auto block = peeked.next();
        if (!block) return failure(block.error());
        if (block->empty() || text.size() > limits::report_bytes) return read_saved(text);
        text.append(reinterpret_cast<const char*>(block->data()), block->size());
    }
}

}  // namespace

Result<ReadReport> read_report(const std::string& path, const ReadArchive& read) {
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
    return text ? read_saved(*text) : failure(text.error());
}

}  // namespace plimsoll::cli
