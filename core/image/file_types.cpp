#include "core/image/file_types.h"

#include <array>

#include "core/image/content.h"
#include "core/image/names.h"

namespace plimsoll::image {
namespace {

struct Class {
    FileType type;
    std::string_view name, definition;
};

constexpr std::array<Class, file_types> classes = {{
    {FileType::unknown, "Unknown", "What is no regular file, or was not looked at."},
    {FileType::empty, "Empty file", "Files without a byte."},
    {FileType::executable, "Executable", "Programs in machine code (ELF, PE, Mach-O)."},
    {FileType::shared_library, "Shared library",
     "Machine code that programs load: .so and .dll files, Python's compiled modules among them."},
    {FileType::static_library, "Static library or object",
     "Machine code that only a linker needs, .a and .o files, and kernel modules."},
    {FileType::debug_symbols, "Debug symbols", "What debuggers read beside a program: .debug, .dwo, .pdb."},
    {FileType::gpu_code, "GPU code",
     "Code for graphics processors: CUDA and ROCm binaries, PTX, SPIR-V, and the LLVM bitcode that they are "
     "made of."},
    {FileType::python_source, "Python source",
     "Python and Cython code, its stubs (.pyi), and scripts that Python runs."},
    {FileType::python_bytecode, "Python bytecode",
     "What Python, or Numba, compiled and would compile again: .pyc files, mostly below __pycache__."},
    {FileType::notebook, "Notebook", "Jupyter notebooks, with their outputs."},
    {FileType::c_header, "C or C++ header", "Headers of C, C++ and CUDA, which only compilers need."},
    {FileType::c_source, "C or C++ source", "Code in C, C++, CUDA or HIP."},
    {FileType::shell_script, "Shell script",
     "Scripts of sh, bash and other shells, of batch files and PowerShell."},
    {FileType::java, "Java", "Code of Java's virtual machine, as source, class file, or archive (.jar)."},
    {FileType::javascript, "JavaScript", "JavaScript and TypeScript, their source maps, and WebAssembly."},
    {FileType::web_page, "Web page or stylesheet", "HTML, CSS, and templates that become them."},
    {FileType::r_julia, "R or Julia", "Code of R and Julia, and what either keeps of it: .rdb, .rds, .ji."},
    {FileType::other_source, "Other source code",
     "Code in other languages: Perl, Ruby, Go, Rust, Fortran, SQL, Protocol Buffers, patches ..."},
    {FileType::build_file, "Build description",
     "What tells a tool how to build or install: Makefile, CMake, Dockerfile, requirements.txt, "
     "package.json, .pc, .la."},
    {FileType::model_weights, "Model weights",
     "Trained models: safetensors, PyTorch, ONNX, TensorFlow, GGUF, TFLite, TensorRT and others, and HDF5 "
     "files that "
     "their names call weights or a model."},
    {FileType::tokenizer, "Tokenizer or vocabulary",
     "What turns texts into a language model's tokens: vocab.txt, "
     "tokenizer.json, merges.txt, SentencePiece."},
    {FileType::pickle, "Pickle",
     "Python objects, stored by pickle or joblib: loading one runs the code that it names."},
    {FileType::array_data, "Array data", "Arrays and tensors: NumPy, HDF5, NetCDF, MATLAB, TFRecord, NIfTI."},
    {FileType::data_table, "Data table", "Rows and columns: CSV, Parquet, Arrow, JSON lines, spreadsheets."},
    {FileType::database, "Database",
     "SQLite, Berkeley DB, LMDB and other databases, but for those of package managers."},
    {FileType::structured_text, "JSON or XML", "JSON, XML and RDF that no other class claims."},
    {FileType::configuration, "Configuration",
     "Settings: YAML, TOML, INI, systemd's units, and texts below /etc."},
    {FileType::package_record, "Package record",
     "What package managers note of what they installed: dpkg, apt, rpm, apk, .dist-info of Python, "
     "conda-meta."},
    {FileType::software_package, "Software package",
     "Packages to install: .whl, .deb, .rpm, .apk, .conda, .gem."},
    {FileType::archive, "Archive",
     "Archives (zip, tar, 7z), and compressed files whose names do not say what they hold."},
    {FileType::image, "Image", "Pictures and icons of any format."},
    {FileType::audio_video, "Audio or video", "Sound and films of any format."},
    {FileType::geometry, "3D model", "Meshes, point clouds, scenes, and descriptions of robots."},
    {FileType::font, "Font", "Fonts and their metrics."},
    {FileType::documentation, "Documentation",
     "Manual pages, READMEs, change logs, licences, Markdown, PDF, office documents, and texts below "
     "share/doc."},
    {FileType::certificate, "Certificate or key",
     "Certificates, keys, signatures, key stores; public ones, too."},
    {FileType::system_table, "Locale or system table",
     "Tables of the operating system: translations, locales, time zones, terminals, character sets, hardware "
     "names."},
    {FileType::git, "Git repository",
     "What lies in a .git folder, Git's own files, and pointers of Git LFS, which stand "
     "for a file that is not there."},
    {FileType::log, "Log or dump", "Logs, TensorBoard's events, and memory dumps of crashed programs."},
    {FileType::text, "Other text", "Texts of which neither name nor place says more."},
    {FileType::data, "Other data", "What is no text, and neither name nor content says more."},
}};

constexpr bool in_order() {
    for (size_t number = 0; number < classes.size(); ++number)
        if (classes[number].type != static_cast<FileType>(number)) return false;
    return true;
}
static_assert(in_order());

const Class& class_of(FileType type) {
    const auto number = static_cast<size_t>(type);
    return classes[number < classes.size() ? number : 0];
}

}  // namespace

std::string_view name_of(FileType type) { return class_of(type).name; }
std::string_view definition_of(FileType type) { return class_of(type).definition; }

FileType classify(std::string_view path, bytes::Bytes head) {
    if (head.empty()) return FileType::empty;
    head = head.first(std::min(head.size(), file_head_bytes));
    const FileName file(path);
    if (const auto type = by_owner(file)) return *type;
    if (const auto magic = by_magic(head, file.name(), file.extension(), is_in_bin(file))) {
        if (magic->packed) {
            Content unknown;
            return by_name(file, unknown).value_or(magic->type);
        }
        const bool code = magic->type == FileType::executable || magic->type == FileType::shared_library;
        return code && is_in_debug(file) ? FileType::debug_symbols : magic->type;
    }
    Content content(head);
    if (const auto type = by_name(file, content)) return *type;
    if (!content.is_text()) return FileType::data;
    return by_first_words({reinterpret_cast<const char*>(head.data()), head.size()});
}

}  // namespace plimsoll::image
