// Texts: which bytes are one, and what its first line or words say.
#include <algorithm>

#include "core/image/content.h"
#include "core/image/word_table.h"

namespace plimsoll::image {
namespace {

constexpr Words<FileType> interpreter_rows[] = {
    {FileType::python_source, "python pypy ipython jython micropython pythonw"},
    {FileType::shell_script, "sh bash rbash dash ash ksh mksh pdksh zsh fish csh tcsh busybox pwsh bats"},
    {FileType::javascript, "node nodejs deno bun ts-node"},
    {FileType::r_julia, "r Rscript littler julia"},
    {FileType::java, "java kotlin kotlinc groovy scala jbang"},
    {FileType::build_file, "make gmake cmake ninja"},
};
constexpr WordTable<interpreter_rows> interpreters;
static_assert(!interpreters.faulty());

constexpr std::string_view blank = " \t";

/// The next word, taken off the line.
std::string_view take_word(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(blank), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(blank));
    line.remove_prefix(word.size());
    return word;
}

std::string_view without_folders(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool starts_with_small(std::string_view text, std::string_view small) {
    return text.size() >= small.size() &&
           std::equal(small.begin(), small.end(), text.begin(), [](char expected, char letter) {
               return expected == (letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
           });
}

/// Bytes of the UTF-8 character that the lead byte begins; 0: it begins none.
size_t character_bytes(uint8_t lead) {
    if (lead >= 0xc2 && lead <= 0xdf) return 2;
    if (lead >= 0xe0 && lead <= 0xef) return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

}  // namespace

std::optional<FileType> by_interpreter(std::string_view text) {
    if (!text.starts_with("#!")) return std::nullopt;
    const size_t end = text.find('\n');
    std::string_view line = text.substr(2, end == std::string_view::npos ? end : end - 2);
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string_view name = without_folders(take_word(line));
    if (name == "env") {
        do {
            name = without_folders(take_word(line));
        } while (name.starts_with('-') || name.find('=') != std::string_view::npos);
    }
    // Rust's #![...] is no interpreter.
    if (name.empty() || name[0] == '[') return std::nullopt;
    // Where the path of Python is too long for a first line, pip writes a shell script that Python can read.
    if (name == "sh" && end != std::string_view::npos && text.substr(end + 1).starts_with("'''exec' "))
        return FileType::python_source;
    const size_t last_letter = name.find_last_not_of("0123456789.-");
    const FileType* known = interpreters.find(name.substr(0, last_letter + 1));
    return known ? *known : FileType::other_source;
}

bool is_text(bytes::Bytes head) {
    if (head.size() >= 2 && ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff))) {
        // UTF-16: in Western texts most characters have a zero byte, and control characters are as rare as elsewhere.
        const size_t high = head[0] == 0xff ? 1 : 0;
        for (size_t at = 2; at + 1 < head.size(); at += 2)
            if (head[at + high] == 0 && head[at + 1 - high] < '\t') return false;
        return head.size() % 2 == 0;
    }
    size_t beyond_ascii = 0;
    bool utf8 = true;
    for (size_t at = 0; at < head.size(); ++at) {
        const uint8_t byte = head[at];
        if (byte >= 0x20 && byte < 0x7f) continue;
        if (byte < 0x20) {
            constexpr std::string_view usual = "\t\n\v\f\r\b\x1b";
            if (usual.find(static_cast<char>(byte)) == std::string_view::npos) return false;
            continue;
        }
        if (byte == 0x7f) return false;
        ++beyond_ascii;
        if (!utf8) continue;
        const size_t bytes = character_bytes(byte);
        size_t there = 1;
        while (there < bytes && at + there < head.size() && (head[at + there] & 0xc0) == 0x80) ++there;
        utf8 = bytes > 0 && (there == bytes || at + there == head.size());
        if (utf8) at += there - 1;
    }
    // An eight-bit charset: in Latin texts some of the letters are beyond ASCII, in others most. One byte in ten of
    // what is no text is a control character, so that so many bytes without one tell.
    constexpr size_t telling = 128;
    return utf8 || beyond_ascii * 3 < head.size() || head.size() >= telling;
}

FileType by_first_words(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    constexpr std::string_view space = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    if (starts_with_small(text, "<!doctype html") || starts_with_small(text, "<html"))
        return FileType::web_page;
    if (text.starts_with("<?xml") || text.starts_with("<!DOCTYPE")) return FileType::structured_text;
    if (text.starts_with('{') || text.starts_with('[')) {
        const char opening = text[0];
        text.remove_prefix(1);
        text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
        if (text.starts_with('"') || (opening == '[' && text.starts_with('{')))
            return FileType::structured_text;
    }
    return FileType::text;
}

}  // namespace plimsoll::image
