// What kind of file a file is: by rules that look into it, and by the study's rules, as its authors counted.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/bytes/bytes.h"

namespace plimsoll::image {

/// The classes. Their numbers stay as they are: new classes go to the end. definition_of() says what each holds.
enum class FileType : uint8_t {
    unknown = 0,
    empty = 1,
    executable = 2,
    shared_library = 3,
    static_library = 4,
    debug_symbols = 5,
    gpu_code = 6,
    python_source = 7,
    python_bytecode = 8,
    notebook = 9,
    c_header = 10,
    c_source = 11,
    shell_script = 12,
    java = 13,
    javascript = 14,
    web_page = 15,
    r_julia = 16,
    other_source = 17,
    build_file = 18,
    model_weights = 19,
    tokenizer = 20,
    pickle = 21,
    array_data = 22,
    data_table = 23,
    database = 24,
    structured_text = 25,
    configuration = 26,
    package_record = 27,
    software_package = 28,
    archive = 29,
    image = 30,
    audio_video = 31,
    geometry = 32,
    font = 33,
    documentation = 34,
    certificate = 35,
    system_table = 36,
    git = 37,
    log = 38,
    text = 39,
    data = 40,
};

/// How many classes there are.
inline constexpr size_t file_types = 41;

/// The class's name and its definition, each for a reader: "Shared library", and one sentence.
std::string_view name_of(FileType type);
std::string_view definition_of(FileType type);

/// How many of a file's first bytes classify() looks at: a tar's magic ends at 262, and an ELF file's program headers
/// lie before 512. It looks at no more even where it is given more, so that how a file was read changes nothing.
inline constexpr size_t file_head_bytes = 512;

/// The class of a regular file by its path and its first bytes: all of a small file, and of others file_head_bytes. No
/// bytes at all are an empty file. With fewer than there should be, magic numbers that lie beyond them go unseen, and
/// the name decides. A file is in the class of the first rule that holds:
///
/// 1. It has no bytes.
/// 2. It lies where only a package manager or Git keeps its records.
/// 3. Its first bytes are a format's magic number, or name an interpreter (#!). What is compressed on its own is what
///    its name without .gz says, where that says something: changelog.gz is documentation.
/// 4. Its whole name is a well-known one (Makefile, vocab.txt).
/// 5. Its extension, after the last dot, is a known one, and the first bytes are text or not as befits it.
/// 6. Its name begins like README or LICENSE, or a directory above it says what it is (share/doc, share/zoneinfo).
/// 7. Its first bytes are text, or they are not.
FileType classify(std::string_view path, bytes::Bytes head);

/// The type that the study's authors counted a file as, by its name alone. The authors' scripts (Openja et al., EASE
/// 2022, replication package: dockerhub/docker/downloader.py, example/v2/RQ4/file_types_categories.py) do this:
///
/// - The key is the name's first suffix and, for each further one, its number: x.tar.gz has the key ".tar.1", x.so.6
///   the key ".so.1". A name without a suffix, or with a number for its first, is its own key: libz.6.so.
/// - Seven special cases come first, and tell capitals from small letters.
/// - Else all 81 classes are tried: one holds where the key contains one of its texts, whatever their case. The last
///   class that holds is the type; where none does, the key itself.
///
/// So ".tar" is "Data/ DB", ".json" is "Node/js", and "a.min.js" is ".min". Of names longer than
/// limits::study_name_bytes only the end is looked at.
std::string study_type(std::string_view name);

/// A rule of study_type(), for a reader.
struct StudyRule {
    std::string_view type;
    std::string_view
        test;  ///< of a class: its texts, with spaces between them; of a special case: what it asks
};

/// The special cases, of which the first that holds counts, and the classes, of which the last does; each in its order.
std::span<const StudyRule> study_special_cases();
std::span<const StudyRule> study_classes();

}  // namespace plimsoll::image
