// Commands that only run another command.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::dockerfile {

/// How such a command goes on.
struct Wrapped {
    size_t at = 0;        ///< which word the other command begins with, or is
    bool script = false;  ///< that word is a script for a shell, and what follows are its parameters
    std::string name;     ///< "sudo", "bash -c"
};

/// Whether a name (without a folder) is a POSIX shell's.
bool is_shell(std::string_view name);

/// Looks at words (without quotes), of which the first is a program. Nothing where it runs no other command of these words.
std::optional<Wrapped> unwrap(const std::vector<std::string_view>& words);

/// Whether these words call a shell that reads its script from standard input: "bash", "sh -ex", "bash -s x".
bool reads_script(const std::vector<std::string_view>& words);

}  // namespace plimsoll::dockerfile
