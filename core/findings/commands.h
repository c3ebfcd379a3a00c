// Words of a RUN instruction. This is no shell: it knows quotes and where one command ends and the next begins, which
// is enough to see what is called and with which options.
#pragma once

#include <string_view>
#include <vector>

namespace plimsoll::findings {

/// The words of one command, quotes and all.
using Command = std::vector<std::string_view>;

/// The commands of a line, in their order, split where &&, ||, ;, |, & and newlines stand outside quotes.
std::vector<Command> commands_of(std::string_view line);

/// The program that a command calls, without its folder, and behind what only prepares the call (A=b, sudo, env);
/// empty where there is none.
std::string_view program_of(const Command& command);

/// What installs packages in that command, as people call it ("apt-get install", "pip install"); empty if nothing does.
std::string_view installer_of(const Command& command);

/// Whether some word is that one.
bool has_word(const Command& command, std::string_view word);

}  // namespace plimsoll::findings
