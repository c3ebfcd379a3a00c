// Feeds Dockerfiles: both readings of them, their commands, variables, base images; and the same bytes as lines of a history,
// which is written as a Dockerfile and read back.
#include "core/dockerfile/dockerfile.h"
#include "tests/fuzz/feed.h"

using namespace plimsoll;
using namespace plimsoll::dockerfile;

namespace {

void check_range(Range range, std::string_view text) {
    fuzz::require(range.begin <= range.end && range.end <= text.size(), "a range leaves the text");
}

void check_instruction(const Instruction& one, std::string_view text) {
    check_range(one.source, text);
    fuzz::require(one.lines.first >= 1 && one.lines.first <= one.lines.last, "lines are in no order");
    fuzz::require(one.body_at <= one.command.size(), "flags leave the command");
    for (const HereDocument& document : one.here_documents) check_range(document.content, text);
    const ShellScript script = shell_commands(one, text);
    for (const ShellCommand& command : script.commands) {
        fuzz::require(!command.words.empty(), "a command has no words");
        check_range(command.source, text);
        for (const ShellWord& word : command.words) check_range(word.source, text);
    }
}

void check_file(std::string_view text) {
    const Dockerfile file = parse(text);
    Scope scope(file);
    for (const Instruction& one : file.instructions) {
        check_instruction(one, text);
        scope.enter(one);
        scope.expand(one.command);
    }
    for (const Stage& stage : file.stages) {
        fuzz::require(stage.first < stage.last && stage.last <= file.instructions.size(),
                      "a stage leaves the file");
        for (const StageUse& use : stage.uses)
            fuzz::require(!use.stage || *use.stage < file.stages.size(),
                          "a stage uses one that is not there");
    }
    base_images(file);
    command_kinds(file.instructions, text);
    const Dockerfile authors = parse_as_authors(text);
    for (const Instruction& one : authors.instructions) {
        check_range(one.source, text);
        fuzz::require(!one.instruction.empty(), "the authors read an instruction without a name");
        authors_base_types(one.command);
        authors_base_labels(one.command);
    }
    authors_kinds(authors.instructions);
}

void check_history(std::string_view text) {
    std::vector<Instruction> history;
    std::vector<std::string> names;
    // Steps are parted by a byte that no other reading cares about.
    while (!text.empty()) {
        const std::string_view step = text.substr(0, text.find('\x01'));
        text.remove_prefix(std::min(text.size(), step.size() + 1));
        history.push_back(from_history(step));
        if (!history.back().instruction.empty()) names.push_back(history.back().instruction);
    }
    const WrittenDockerfile written = write_dockerfile(history);
    fuzz::require(written.lines.size() == history.size(), "a step has no lines");
    const Dockerfile back = parse(written.text);
    std::vector<std::string> read;
    for (const Instruction& one : back.instructions) read.push_back(one.instruction);
    if (!history.empty() && history[0].instruction != "FROM") read.erase(read.begin());
    if (!history.empty()) fuzz::require(read == names, "a history is written as another Dockerfile");
    recognise_bases({history, {}, {}, text});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_file(text);
    check_history(text);
    split_shell(text);
    parse_reference(text);
    return 0;
}
