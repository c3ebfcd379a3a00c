// Magic numbers.
#include <algorithm>
#include <array>

#include "core/image/content.h"
#include "core/image/word_table.h"

namespace plimsoll::image {
namespace {

using namespace std::literals;

struct Beginning {
    std::string_view bytes;
    FileType type;
    bool packed = false;
};

/// What a file can begin with that nothing else begins with. None of them is the beginning of another.
constexpr Beginning beginnings[] = {
    {"\x1f\x8b"sv, FileType::archive, true},          // gzip
    {"\x28\xb5\x2f\xfd"sv, FileType::archive, true},  // Zstandard
    {"\xfd"
     "7zXZ\0"sv,
     FileType::archive, true},                        // xz
    {"\x04\x22\x4d\x18"sv, FileType::archive, true},  // LZ4
    {"\x1f\x9d"sv, FileType::archive, true},          // compress
    {"LZIP\1"sv, FileType::archive, true},
    {"7z\xbc\xaf\x27\x1c"sv, FileType::archive},
    {"Rar!\x1a\x07"sv, FileType::archive},
    {"MSCF\0"sv, FileType::archive},  // cabinet
    {"xar!\0"sv, FileType::archive},
    {"hsqs"sv, FileType::archive},                       // squashfs
    {"\xed\xab\xee\xdb"sv, FileType::software_package},  // RPM
    {"SQLite format 3\0"sv, FileType::database},
    {"REDIS00"sv, FileType::database},
    {"\x89HDF\r\n\x1a\n"sv, FileType::array_data},
    {"CDF\1"sv, FileType::array_data},  // NetCDF
    {"CDF\2"sv, FileType::array_data},
    {"CDF\5"sv, FileType::array_data},
    {"\x93NUMPY"sv, FileType::array_data},
    {"PAR1\x15"sv, FileType::data_table},  // Parquet
    {"ARROW1\0"sv, FileType::data_table},
    {"Obj\1"sv, FileType::data_table},  // Avro
    {"GGUF\1\0"sv, FileType::model_weights},
    {"GGUF\2\0"sv, FileType::model_weights},
    {"GGUF\3\0"sv, FileType::model_weights},
    {"lmgg"sv, FileType::model_weights},  // what llama.cpp wrote before GGUF
    {"fmgg"sv, FileType::model_weights},
    {"tjgg"sv, FileType::model_weights},
    {"\xba\x16\x4f\x2f"sv, FileType::model_weights},    // fastText
    {"\x12\1\0\0\0\0\0\0"sv, FileType::model_weights},  // MXNet's parameters
    {"\x89PNG\r\n\x1a\n"sv, FileType::image},
    {"\xff\xd8\xff"sv, FileType::image},  // JPEG
    {"GIF87a"sv, FileType::image},
    {"GIF89a"sv, FileType::image},
    {"II*\0"sv, FileType::image},  // TIFF
    {"MM\0*"sv, FileType::image},
    {"8BPS\0"sv, FileType::image},
    {"gimp xcf"sv, FileType::image},
    {"Xcur\x10"sv, FileType::image},
    {"\0\0\0\x0cjP  "sv, FileType::image},  // JPEG 2000
    {"DDS |\0"sv, FileType::image},
    {"v/1\1"sv, FileType::image},  // OpenEXR
    {"OggS\0"sv, FileType::audio_video},
    {"fLaC\0"sv, FileType::audio_video},
    {"ID3\3\0"sv, FileType::audio_video},
    {"ID3\4\0"sv, FileType::audio_video},
    {"MThd\0"sv, FileType::audio_video},
    {".snd\0"sv, FileType::audio_video},
    {"FLV\1"sv, FileType::audio_video},
    {"\x1a\x45\xdf\xa3"sv, FileType::audio_video},  // Matroska, WebM
    {"\0\0\1\xba"sv, FileType::audio_video},        // MPEG
    {"\0\0\1\xb3"sv, FileType::audio_video},
    {"glTF\2"sv, FileType::geometry},
    {"Kaydara FBX Binary"sv, FileType::geometry},
    {"BLENDER-"sv, FileType::geometry},
    {"ply\n"sv, FileType::geometry},
    {"OTTO\0"sv, FileType::font},
    {"ttcf\0"sv, FileType::font},
    {"wOFF"sv, FileType::font},
    {"wOF2"sv, FileType::font},
    {"\1"
     "fcp"sv,
     FileType::font},  // X11's compiled fonts
    {"STARTFONT "sv, FileType::font},
    {"%!PS-AdobeFont"sv, FileType::font},
    {"%PDF-"sv, FileType::documentation},
    {"{\\rtf"sv, FileType::documentation},
    {"AT&TFORM"sv, FileType::documentation},  // DjVu
    {"\0asm"sv, FileType::javascript},        // WebAssembly
    {"dex\n0"sv, FileType::java},
    {"JM\1\0"sv, FileType::java},                   // a module of a JDK
    {"\xfe\xed\xfe\xed"sv, FileType::certificate},  // Java's key store
    {"\xce\xce\xce\xce"sv, FileType::certificate},
    {"-----BEGIN "sv, FileType::certificate},  // PEM, OpenSSH, OpenPGP
    {"ssh-rsa AAAA"sv, FileType::certificate},
    {"ssh-ed25519 AAAA"sv, FileType::certificate},
    {"ecdsa-sha2-nistp"sv, FileType::certificate},
    {"PuTTY-User-Key-File-"sv, FileType::certificate},
    {"\x50\xed\x55\xba"sv, FileType::gpu_code},  // CUDA's fat binary
    {"CCOB"sv, FileType::gpu_code},              // ROCm's bundles
    {"__CLANG_OFFLOAD_BUNDLE__"sv, FileType::gpu_code},
    {"BC\xc0\xde"sv, FileType::gpu_code},        // LLVM bitcode
    {"\x03\x02\x23\x07"sv, FileType::gpu_code},  // SPIR-V
    {"Microsoft C/C++ MSF "sv, FileType::debug_symbols},
    {"RDX2\n"sv, FileType::r_julia},
    {"RDX3\n"sv, FileType::r_julia},
    {"\xfbjli\r\n\x1a\n"sv, FileType::r_julia},  // Julia's cache
    {"PACK\0\0\0"sv, FileType::git},
    {"\xfftOc"sv, FileType::git},  // the index of a pack
    {"version https://git-lfs.github.com/spec/"sv, FileType::git},
    {"TZif\0"sv, FileType::system_table},
    {"TZif2"sv, FileType::system_table},
    {"TZif3"sv, FileType::system_table},
    {"TZif4"sv, FileType::system_table},
    {"\xde\x12\x04\x95"sv, FileType::system_table},  // gettext
    {"\x95\x04\x12\xde"sv, FileType::system_table},
    {"\x09\x01\x02\xde"sv, FileType::system_table},  // glibc's locale archive
    {"\x1c\x04\x1e\xf1"sv, FileType::system_table},  // what `file` knows
    {"\xf1\x1e\x04\x1c"sv, FileType::system_table},
    {"KSLPHHRH"sv, FileType::system_table},  // udev's hardware
    {"glibc-ld.so.cache"sv, FileType::system_table},
    {"ld.so-1.7.0"sv, FileType::system_table},
    {"GOBJ\nMETADATA\r\n"sv, FileType::system_table},  // GObject's interfaces
};

/// The beginnings by their first byte.
class Beginnings {
 public:
    constexpr Beginnings() {
        first_.fill(none);
        for (uint8_t row = 0; row < std::size(beginnings); ++row) {
            uint8_t& head = first_[static_cast<uint8_t>(beginnings[row].bytes[0])];
            next_[row] = head;
            head = row;
        }
    }
    const Beginning* find(const Head& head) const {
        for (uint8_t row = first_[head[0]]; row != none; row = next_[row])
            if (head.has(0, beginnings[row].bytes)) return &beginnings[row];
        return nullptr;
    }

 private:
    static constexpr uint8_t none = UINT8_MAX;
    static_assert(std::size(beginnings) < none);
    std::array<uint8_t, 256> first_{};
    std::array<uint8_t, std::size(beginnings)> next_{};
};
constexpr Beginnings known_beginnings;

constexpr Words<FileType> container_rows[] = {
    {FileType::software_package, "whl egg conda nupkg vsix apk deb gem crx xpi"},
    {FileType::java, "jar war ear aar"},
    {FileType::array_data, "npz"},
    {FileType::model_weights, "pt pth pt2 ptl ckpt keras mar nemo mlmodel"},
    {FileType::documentation, "docx doc odt pptx ppt odp epub"},
    {FileType::data_table, "xlsx xls ods"},
    {FileType::python_source, "pyz"},
    {FileType::image, "ora kra"},
};
constexpr WordTable<container_rows> containers;
static_assert(!containers.faulty());

/// A zip or tar file of this extension holds more than files.
FileType container(std::string_view extension) {
    const FileType* known = containers.find(extension);
    return known ? *known : FileType::archive;
}

/// The name of the first file in it tells more than the extension does.
FileType zip(const Head& head, std::string_view extension) {
    const std::string_view first = head.text()
                                       .substr(std::min<size_t>(30, head.size()))
                                       .substr(0, static_cast<size_t>(head.little(26, 2)));
    for (const std::string_view torch : {"/data.pkl", "/constants.pkl", "/bytecode.pkl"})
        if (first.ends_with(torch)) return FileType::model_weights;
    if (first.ends_with(".npy")) return FileType::array_data;
    const FileType type = container(extension);
    return type == FileType::archive && first.starts_with("META-INF/") ? FileType::java : type;
}

/// Keras keeps weights in what others keep data in.
FileType hdf5(std::string_view name, std::string_view extension) {
    const auto names = [&](std::string_view first, std::string_view rest) {
        for (size_t at = name.find(rest); at != std::string_view::npos; at = name.find(rest, at + 1))
            if (at > 0 && first.find(name[at - 1]) != std::string_view::npos) return true;
        return false;
    };
    return extension == "keras" || names("wW", "eight") || names("mM", "odel") ? FileType::model_weights
                                                                               : FileType::array_data;
}

/// A Python pickle of protocol 2 or newer. After the protocol comes an operation: mostly a frame or a letter.
bool is_pickle(const Head& head) {
    if (head.size() < 3 || head[0] != 0x80 || head[1] < 2 || head[1] > 5) return false;
    constexpr std::string_view operations = "(.012FIJKLMNPQRSTUVXabcdeghijlopqrstu]})BC";
    return (head[2] >= 0x81 && head[2] <= 0x98) ||
           operations.find(static_cast<char>(head[2])) != std::string_view::npos;
}

FileType pickle(const Head& head, std::string_view extension) {
    // What torch.save() wrote until version 1.6 begins with this number.
    if (head.has(2, "\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19"sv)) return FileType::model_weights;
    const bool weights = extension == "bin" || container(extension) == FileType::model_weights;
    return weights ? FileType::model_weights : FileType::pickle;
}

/// The length of a JSON header, and the header: at most 100 MB, says the format.
bool is_safetensors(const Head& head) {
    return head[8] == '{' && head.little(0, 8) >= 2 && head.little(0, 8) <= 100'000'000;
}

/// A protocol buffer with ONNX's first fields: the version of the format, the name of the producer, and one of those
/// that follow.
bool is_onnx(const Head& head) {
    const size_t name = head[3];
    if (head[0] != 0x08 || head[1] == 0 || head[1] > 0x20 || head[2] != 0x12 || name < 2 || name > 40)
        return false;
    if (head.size() <= 4 + name) return false;
    const std::string_view producer = head.text().substr(4, name);
    const bool letters =
        std::all_of(producer.begin(), producer.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    return letters &&
           "\x1a\x22\x28\x32\x3a"sv.find(static_cast<char>(head[4 + name])) != std::string_view::npos;
}

/// The first piece of a SentencePiece vocabulary, a token in angle brackets and its score, as a protocol buffer.
bool is_sentencepiece(const Head& head) {
    return head[0] == 0x0a && head[2] == 0x0a && head[4] == '<' && head[1] > head[3] &&
           head[3u + head[3]] == '>' && head[4u + head[3]] == 0x15;
}

bool is_tar(const Head& head) { return head.has(257, "ustar\0"sv) || head.has(257, "ustar  \0"sv); }

bool is_true_type(const Head& head) {
    return head.has(0, "\0\1\0\0\0"sv) && head[5] >= 4 && head[5] < 64 && head[12] > ' ' && head[12] < 0x7f;
}

/// Formats that say what they are elsewhere than at the beginning.
std::optional<FileType> by_later_bytes(const Head& head, std::string_view extension) {
    if (head.size() < 8) return std::nullopt;
    if (is_safetensors(head)) return FileType::model_weights;
    if (head.has(4, "TFL3"sv) && head[2] == 0 && head[3] == 0) return FileType::model_weights;
    if (head.has(4, "ftyp"sv) && head[0] == 0 && head[1] == 0)
        return head.has(8, "avif"sv) || head.has(8, "hei"sv) || head.has(8, "mif1"sv) ? FileType::image
                                                                                      : FileType::audio_video;
    if (head.has(0, "RIFF"sv))
        return head.has(8, "WEBP"sv) ? std::optional(FileType::image)
               : head.has(8, "WAVE"sv) || head.has(8, "AVI "sv) || head.has(8, "RMID"sv)
                   ? std::optional(FileType::audio_video)
                   : std::nullopt;
    if (head.has(0, "FORM"sv) && head.has(8, "AIF"sv)) return FileType::audio_video;
    if (head.has(0, "BM"sv) && (head.little(6, 4) == 0 && head.little(14, 4) <= 124)) return FileType::image;
    if (head.has(8, "KBXf"sv)) return FileType::certificate;
    if (head.has(8, "DUCK"sv) && head[13] == 0) return FileType::database;
    // Berkeley DB, in either order of bytes; LMDB.
    for (const uint64_t magic : {head.little(12, 4), head.big(12, 4)})
        if (magic == 0x053162 || magic == 0x061561) return FileType::database;
    if (head.little(16, 4) == 0xbeefc0de) return FileType::database;
    if (head.has(2, "\xda\x27"sv) && head[0] == 0) return FileType::system_table;  // ICU
    if (head.has(128, "DICM"sv)) return FileType::image;
    if (is_true_type(head)) return FileType::font;
    if (head.has(0, "\x80\x01") && head.has(6, "%!")) return FileType::font;
    if (is_onnx(head)) return FileType::model_weights;
    if (is_sentencepiece(head)) return FileType::tokenizer;
    if (is_tar(head)) return container(extension);
    if (head.has(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) {
        const FileType type = container(extension);  // Microsoft's files before they were zip files
        return type == FileType::archive
                   ? extension == "msi" ? FileType::software_package : FileType::documentation
                   : type;
    }
    if (extension == "ts" && head[0] == 0x47 && head[188] == 0x47) return FileType::audio_video;
    return std::nullopt;
}

}  // namespace

std::optional<Magic> by_magic(bytes::Bytes bytes, std::string_view name, std::string_view extension,
                              bool in_bin) {
    const Head head(bytes);
    if (const auto type = by_machine_code(bytes, name, extension, in_bin)) return Magic{*type};
    if (const auto type = by_interpreter(head.text())) return Magic{*type};
    if (const auto* known = known_beginnings.find(head)) {
        if (head[1] == 'H' && known->type == FileType::array_data) return Magic{hdf5(name, extension)};
        return Magic{known->type, known->packed};
    }
    if (head.has(0, "BZh") && head.has(4, "1AY&SY")) return Magic{FileType::archive, true};
    if (head.has(0, "PK\3\4") || head.has(0, "PK\5\6")) return Magic{zip(head, extension)};
    if (is_pickle(head)) return Magic{pickle(head, extension)};
    if (const auto type = by_later_bytes(head, extension)) return Magic{*type};
    return std::nullopt;
}

}  // namespace plimsoll::image
