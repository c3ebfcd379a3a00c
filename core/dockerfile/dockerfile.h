// Dockerfiles and images' histories: their instructions, the shell commands in them, and the images that they build on.
//
// The text is untrusted. Nothing here fails wholly: what is not understood is a Problem (where: "line 12"), and what could
// be read is there. Time and memory are linear in the text. Offsets are bytes of the text that was given, lines count from 1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace plimsoll::dockerfile {

// ------------------------------------------------------------------------------------------------------- instructions

/// Bytes [begin, end) of a text.
struct Range {
    uint32_t begin = 0, end = 0;
};

/// First and last line, both included.
struct Lines {
    uint32_t first = 0, last = 0;
};

/// Where part of a joined text stood: its bytes from `at` on, up to the next piece's, stood in the source from `source` on.
struct Piece {
    uint32_t at = 0, source = 0;
};

/// `--name=value`, or `--name`. Quotes are removed.
struct Flag {
    std::string name, value;
    bool has_value = false;
};

/// What ENV, LABEL and ARG set, quotes and variables as they are written; `has_value` is false for `ARG name`.
struct Setting {
    std::string name, value;
    bool has_value = true;
};

/// A here-document of RUN, COPY or ADD, or of a shell command.
struct HereDocument {
    std::string name;         ///< the delimiter without its quotes
    bool expand = true;       ///< variables in it count: no part of the delimiter is quoted
    bool strip_tabs = false;  ///< `<<-`: tabs at the beginning of its lines don't count
    Range content;            ///< its lines in the text, without the one that ends it
    Lines lines;
};

/// One instruction of a Dockerfile, or of a history.
struct Instruction {
    /// Upper case, "RUN"; empty where a history's builder left no name. In the authors' mode any first word.
    std::string instruction{};
    /// All that follows, flags too, from the first byte to the last that is no blank: lines that continue are joined as
    /// BuildKit does (the escape, the newline and comments go, blanks stay).
    std::string command{};

    Range source{};  ///< from the keyword to the end of the last line, here-documents too; empty in a history
    Lines lines{};
    bool known = false;         ///< one of Dockerfile's 18 keywords
    uint32_t stage = no_stage;  ///< index into Dockerfile::stages; no_stage before the first FROM
    std::vector<Flag> flags{};  ///< `--mount=...`, in their order
    uint32_t body_at = 0;       ///< where in `command` the flags end
    bool json = false;          ///< `arguments` are the strings of a JSON array (exec form)
    std::vector<std::string>
        arguments{};                  ///< of the JSON array, or words as BuildKit splits them; none of RUN's
                                      ///< and others' shell form
    std::vector<Setting> settings{};  ///< of ENV, LABEL and ARG
    std::vector<Setting> build_arguments{};      ///< that a history tells ("|2 A=a B=b")
    std::vector<HereDocument> here_documents{};  ///< in their order
    std::vector<Piece> pieces{};                 ///< where `command` stood; none in a history
    std::vector<Instruction> trigger{};          ///< of ONBUILD: one, or none where it could not be read

    static constexpr uint32_t no_stage = 0xffffffff;

    /// `command` behind the flags.
    std::string_view body() const { return std::string_view(command).substr(body_at); }
    /// The first flag of that name, or null.
    const Flag* flag(std::string_view name) const;
};

/// Another stage or image that a stage takes files from.
struct StageUse {
    std::string from;               ///< as written
    std::optional<uint32_t> stage;  ///< which stage that is; none: an image (or a build context)
    uint32_t instruction = 0;       ///< index into Dockerfile::instructions
    bool mount = false;             ///< by `RUN --mount`, else by `COPY --from`
};

/// From one FROM to the next.
struct Stage {
    std::string name;                    ///< of `AS name`, lower case as BuildKit compares it; may be empty
    std::string base;                    ///< as written
    std::string resolved_base;           ///< with ARG defaults put in; what has none becomes nothing
    bool unresolved = false;             ///< `base` has a variable without a default
    std::optional<uint32_t> base_stage;  ///< which earlier stage the base is; none: an image
    std::string platform;                ///< of `--platform`, as written
    uint32_t first = 0, last = 0;        ///< its instructions: [first, last), the FROM first
    std::vector<StageUse> uses;
    bool is_scratch() const { return !base_stage && resolved_base == "scratch"; }
};

/// `# name=value` in the first lines: syntax, escape, check.
struct Directive {
    std::string name, value;
    uint32_t line = 0;
};

struct Dockerfile {
    std::vector<Directive> directives;
    char escape = '\\';
    std::vector<Instruction> instructions;
    std::vector<Stage> stages;
    std::vector<Problem>
        problems;  ///< error: BuildKit would refuse it; warning: it would build, but look there
};

enum class Mode : uint8_t {
    buildkit,  ///< as BuildKit's Dockerfile reference says
    authors,   ///< as the study's authors parsed (see parse_as_authors)
};

/// Reads a Dockerfile as BuildKit does. Source: https://docs.docker.com/reference/dockerfile/
/// Texts longer than limits::dockerfile_bytes are read up to there, and likewise for limits::dockerfile_instructions.
Dockerfile parse(std::string_view text);

/// Reads a text as the study's authors did (Openja et al., EASE 2022): with regular expressions for which every first word
/// is an instruction. An instruction goes on where a line ends in a backslash; a line of blanks behind one ends it; where
/// the text ends with one the instruction is lost; a lone word at the end of the text without a newline is none. There are
/// no directives, stages, flags, here-documents or problems. Text is UTF-8; keywords are upper-cased (Latin, Greek, Cyrillic).
Dockerfile parse_as_authors(std::string_view text);

Dockerfile parse(std::string_view text, Mode mode);

/// How often each instruction occurs, by name (an ONBUILD's trigger does not count for itself).
std::map<std::string, uint32_t, std::less<>> instruction_counts(std::span<const Instruction> instructions);

/// The line in which a byte of the text lies.
uint32_t line_of(std::string_view text, uint32_t offset);

// ---------------------------------------------------------------------------------------------------------- variables

using Variables = std::map<std::string, std::string, std::less<>>;

/// A text in which variables were put in.
struct Substituted {
    std::string text;
    std::vector<std::string> missing;  ///< names without a value, in their order, each once
    std::string problem;  ///< what is wrong with the text; empty: nothing. The text is what came before.
};

/// Puts variables into a text as BuildKit does: $a, ${a}, and ${a:-b}, ${a-b}, ${a:+b}, ${a+b}, ${a:?b}, ${a?b}, ${a#b},
/// ${a##b}, ${a%b}, ${a%%b}, ${a/b/c}, ${a//b/c}. Quotes and escapes go as in the shell. What is longer than
/// limits::dockerfile_value_bytes is a problem.
Substituted substitute(std::string_view text, const Variables& variables, char escape = '\\');

/// Which variables there are at an instruction: enter() each instruction in its order, and ask.
class Scope {
 public:
    /// `arguments` are those of --build-arg; they override the defaults of ARG.
    explicit Scope(const Dockerfile& file, Variables arguments = {});
    void enter(const Instruction& instruction);
    /// With the variables behind the instruction last entered; platforms are linux/amd64 unless given. For FROM use `global` true: only ARGs before the first FROM.
    Substituted expand(std::string_view text, bool global = false);
    const Variables& variables() const { return stage_; }

 private:
    void enter_stage();
    void set_argument(const Setting& setting);

    const Dockerfile& file_;
    Variables given_, global_, stage_;
    std::vector<Variables> environments_;  ///< of finished stages that others are built on: what ENV left
    std::vector<bool> inherited_;          ///< which stages others are built on
    Variables environment_;
    uint32_t at_ = Instruction::no_stage;
    uint64_t steps_left_;
};

// ------------------------------------------------------------------------------------------------------ shell commands

/// The study's kinds of commands.
enum class Kind : uint8_t { none, dependencies, filesystem, build_execute, environment, permissions };
inline constexpr size_t kind_count = 6;

/// "Dependencies", "Filesystem", "Build/Execute", "Environment", "Permissions"; "" for none.
std::string_view kind_name(Kind kind);

/// The kind of a word in the authors' lists, exactly as written there; none for others.
/// Source: analysis/DockerOptions.py of the replication package.
Kind authors_kind(std::string_view word);

/// The kind of a command by its name: the folder and a version behind it don't count ("/usr/bin/python3.8" is python3).
/// Names in the authors' lists are what they are there; others that do the same are of the same kind.
Kind command_kind(std::string_view name);

/// One word of a command: quotes and escapes removed, variables and substitutions as written.
struct ShellWord {
    std::string text;
    Range source;
};

/// A command that is run, in its place: for `if sudo -E apt-get update; then ...`, "apt-get update".
struct ShellCommand {
    std::vector<ShellWord>
        words;  ///< the program and its arguments; redirections and assignments left out. Never empty
    std::vector<std::string> through;  ///< what only runs it, outermost first: "sudo", "env", "bash -c"
    Range source;
    Kind kind = Kind::none;  ///< by command_kind

    /// The program without its folder.
    std::string_view name() const;
};

struct ShellScript {
    std::vector<ShellCommand>
        commands;         ///< in the order in which they begin; those inside $(...) before the command around
    std::string problem;  ///< what was not understood ("a quote is not closed"); empty: nothing
};

/// Splits a text in the language of POSIX shells and bash into the commands that it runs: at operators, through if, for,
/// while, until, case, functions, ( ), { }, $( ), ` `, <( ), and through commands that run another: sh -c, sudo, env, time,
/// exec, xargs and the like; here-documents are skipped, or read where a shell is to run them. Ranges are of `text`.
/// Stops at limits::shell_words and limits::shell_depth.
ShellScript split_shell(std::string_view text);

/// The commands of a RUN instruction (shell form, exec form, here-documents) or of the RUN of an ONBUILD; of CMD and
/// ENTRYPOINT too. Others have none. `text` is what the instruction was parsed from (empty for a history); ranges are of it.
/// Of the exec form each range is the instruction's.
ShellScript shell_commands(const Instruction& instruction, std::string_view text);

/// How many commands of each kind, by Kind.
using KindCounts = std::array<uint32_t, kind_count>;

/// As the authors counted: words between blanks of the values of all instructions that are in their lists.
/// Give them what parse_as_authors answers to have their numbers.
KindCounts authors_kinds(std::span<const Instruction> instructions);

/// By command: each command of RUN that shell_commands() finds within its limits counts once, by its name (`none` has the others). `text` is what was parsed, empty for a
/// history.
KindCounts command_kinds(std::span<const Instruction> instructions, std::string_view text);

// -------------------------------------------------------------------------------------------------------- base images

/// A reference to an image, by the distribution specification:
/// https://github.com/distribution/reference/blob/main/reference.go
struct Reference {
    std::string registry;  ///< "docker.io" where none is written
    std::string
        name_space;    ///< "library" for Docker's official images, "nvidia", "a/b"; empty where there is none
    std::string name;  ///< the last part, "cuda"
    std::string tag;   ///< empty: none is written
    std::string digest;          ///< "sha256:..."; empty: none is written
    bool variable = false;       ///< `$` or a template's braces are somewhere in it
    bool variable_name = false;  ///< and in its name, so that it is not known what it names

    /// Without tag and digest, in full: "docker.io/library/python".
    std::string repository() const;
    /// The same as people write it: "python", "nvidia/cuda", "quay.io/pypa/manylinux2014_x86_64".
    std::string familiar() const;
};

/// Reads a reference; variables may stand in it. Error: unrecognised, with the rule that is broken.
Result<Reference> parse_reference(std::string_view text);

/// The study's types of base images (Figure 4b).
enum class BaseType : uint8_t {
    operating_system,
    language_runtime,
    platform_runtime,
    machine_learning_platform,
    variable,
    static_binary,
    web_computing,
    data_processing,
    database,
    interactive_computing,
    compute_resources,
    network_communication,
    monitoring_system,
};
inline constexpr size_t base_type_count = 13;

/// "Operating System", as the study spells it but for slips.
std::string_view base_type_name(BaseType type);
/// Those names with commas between; empty for none.
std::string base_type_names(std::span<const BaseType> types);

struct BaseTypes {
    std::vector<BaseType> types;  ///< the likeliest first; empty: not known
    std::string evidence;         ///< "nvidia/cuda is in the list (vendor)", "its name has the word pytorch"
};

/// What an image is by its name; tag and registry don't count. A name that is a variable is of type variable.
BaseTypes base_types(const Reference& reference);

/// The labels of Figure 4a that the authors found in a FROM's text (the command of the instruction, AS and
/// all), in the figure's order ("ubuntu", "{}/cuda"): those which
/// it contains, in lower case; nvidia and gpu also say cuda, -py also says python. Inferred: the authors' script is not
/// published.
std::vector<std::string_view> authors_base_labels(std::string_view from);

/// The types that the authors gave a FROM's text: by the study's list and by words which it contains. Inferred, as above.
std::vector<BaseType> authors_base_types(std::string_view from);

/// An image that a stage is built on. Stages that are built on other stages are left out.
struct BaseImage {
    uint32_t stage = 0;
    std::string written, resolved;       ///< as in Stage
    std::optional<Reference> reference;  ///< none for `scratch`, and for what is no reference
    BaseTypes types;                     ///< of `resolved`; `scratch` is a static binary
};

/// In the order of the stages.
std::vector<BaseImage> base_images(const Dockerfile& file);

/// What an image tells of itself.
struct ImageFacts {
    std::span<const Instruction> history;  ///< from the first layer on
    std::span<const std::pair<std::string, std::string>> labels;
    std::span<const std::string> environment;  ///< "NAME=value"
    std::string_view os_release;               ///< text of /etc/os-release; empty: none
};

/// What an image is probably built on.
struct BaseFinding {
    std::string image;  ///< "nvidia/cuda:11.8.0", "debian:12"; without a tag where none is told
    BaseTypes types;
    std::string evidence;   ///< "environment: PYTHON_VERSION=3.11.4"
    bool declared = false;  ///< by a label or an annotation that is there to tell it; the others are clues
};

/// Declared ones first, then what was put on top of others first: languages and platforms before the system below. Each
/// image once.
std::vector<BaseFinding> recognise_bases(const ImageFacts& facts);

// ------------------------------------------------------------------------------------------------------------ history

/// Reads `created_by` as builders write it: "/bin/sh -c #(nop) CMD [...]" and "/bin/sh -c COMMAND" (the
/// legacy builder, buildah), "RUN /bin/sh -c COMMAND # buildkit", "COPY a b # buildkit" (BuildKit), "COPY a b" (kaniko),
/// with the build arguments that either puts before a command ("|2 A=a B=b /bin/sh -c COMMAND"), which are
/// in `build_arguments`. Anything else comes back whole as the command, without a name.
///
/// Flags, arguments and settings are filled as parse() does, also where Go's notation stands for them ("EXPOSE
/// map[80/tcp:{}]", "CMD [\"a\" \"b\"]", "HEALTHCHECK &{...}"); settings are without quotes. The shell that ran a RUN does not
/// belong to `body()`. There are no positions.
Instruction from_history(std::string_view created_by);

/// A Dockerfile that says what a history says.
struct WrittenDockerfile {
    std::string text;
    std::vector<Lines> lines;  ///< of each step of the history; comments above it are its own
};

/// Writes a history as a Dockerfile for people: long RUNs are broken at && and ||, scripts of several lines are
/// here-documents, steps of unknown builders are comments. parse() reads it back as the same instructions.
WrittenDockerfile write_dockerfile(std::span<const Instruction> history);

}  // namespace plimsoll::dockerfile
