// Machine code: ELF, PE and Mach-O files, and the archives that linkers read.
#include "core/image/content.h"

namespace plimsoll::image {
namespace {

using namespace std::literals;

/// Whether one of the program headers within the head names an interpreter, as those of programs do.
bool has_interpreter(const Head& head, bool wide, bool little) {
    const auto number = [&](size_t at, size_t width) {
        return little ? head.little(at, width) : head.big(at, width);
    };
    const uint64_t first = wide ? number(32, 8) : number(28, 4);
    const uint64_t size = wide ? number(54, 2) : number(42, 2);
    const uint64_t count = wide ? number(56, 2) : number(44, 2);
    constexpr uint64_t interpreter = 3;
    for (uint64_t header = 0; header < count; ++header) {
        const uint64_t at = first + header * size;
        if (first > head.size() || at + 4 > head.size()) return false;
        if (number(static_cast<size_t>(at), 4) == interpreter) return true;
        if (size == 0) return false;
    }
    return false;
}

FileType elf(const Head& head, std::string_view name, std::string_view extension, bool in_bin) {
    const bool wide = head[4] == 2, little = head[5] != 2;
    const uint64_t type = little ? head.little(16, 2) : head.big(16, 2);
    const uint64_t machine = little ? head.little(18, 2) : head.big(18, 2);
    constexpr uint64_t cuda = 190, amd_gpu = 224;
    if (machine == cuda || machine == amd_gpu) return FileType::gpu_code;
    if (extension == "debug" || extension == "dwo" || extension == "dwp") return FileType::debug_symbols;
    enum : uint64_t { object = 1, program = 2, shared = 3, core = 4 };
    switch (type) {
        case object:
            return FileType::static_library;
        case program:
            return FileType::executable;
        case core:
            return FileType::log;
        default:
            break;
    }
    // Programs that can be loaded anywhere are marked as shared objects, and some of the latter can be run.
    if (is_shared_library_name(name)) return FileType::shared_library;
    return in_bin || has_interpreter(head, wide, little) || type != shared ? FileType::executable
                                                                           : FileType::shared_library;
}

std::optional<FileType> pe(const Head& head, std::string_view extension, bytes::Bytes bytes) {
    const uint64_t header = head.little(0x3c, 4);
    if (header + 24 <= head.size() && head.has(static_cast<size_t>(header), "PE\0\0"sv)) {
        constexpr uint64_t dynamic_library = 0x2000;
        return head.little(static_cast<size_t>(header) + 22, 2) & dynamic_library ? FileType::shared_library
                                                                                  : FileType::executable;
    }
    if (extension == "dll" || extension == "pyd") return FileType::shared_library;
    if (extension == "exe") return FileType::executable;
    // MZ are letters, too.
    return is_text(bytes) ? std::nullopt : std::optional(FileType::executable);
}

FileType mach_o(const Head& head, bool little) {
    enum : uint64_t { object = 1, library = 6, bundle = 8, symbols = 10 };
    switch (little ? head.little(12, 4) : head.big(12, 4)) {
        case object:
            return FileType::static_library;
        case library:
        case bundle:
            return FileType::shared_library;
        case symbols:
            return FileType::debug_symbols;
        default:
            return FileType::executable;
    }
}

}  // namespace

bool is_shared_library_name(std::string_view name) {
    if (name.ends_with(".so")) return true;
    const size_t at = name.rfind(".so.");
    return at != std::string_view::npos &&
           name.find_first_not_of("0123456789.", at + 4) == std::string_view::npos;
}

std::optional<FileType> by_machine_code(bytes::Bytes bytes, std::string_view name, std::string_view extension,
                                        bool in_bin) {
    const Head head(bytes);
    if (head.has(0,
                 "\x7f"
                 "ELF"))
        return elf(head, name, extension, in_bin);
    if (head.has(0, "MZ")) return pe(head, extension, bytes);
    if (head.has(0, "!<arch>\n")) {
        return head.has(8, "debian-binary") ? FileType::software_package : FileType::static_library;
    }
    if (head.has(0, "!<thin>\n")) return FileType::static_library;
    switch (head.big(0, 4)) {
        case 0xfeedface:
        case 0xfeedfacf:
            return mach_o(head, false);
        case 0xcefaedfe:
        case 0xcffaedfe:
            return mach_o(head, true);
        case 0xcafebabe:
            // Apple's file for several processors says how many there are, Java's class file its version: 45 or more.
            if (head.size() >= 8 && head.big(4, 4) < 45)
                return extension == "dylib" ? FileType::shared_library : FileType::executable;
            return FileType::java;
        default:
            return std::nullopt;
    }
}

}  // namespace plimsoll::image
