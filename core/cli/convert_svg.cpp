#include "core/cli/convert_svg.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "core/limits.h"

extern char** environ;

namespace plimsoll::cli {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// Files without a name instead of pipes: nobody waits for anybody to read or write, and no signal ends us where the child
/// ends before it has read everything.
File nameless_file() {
    File file(std::tmpfile());
    if (file) fcntl(fileno(file.get()), F_SETFD, FD_CLOEXEC);
    return file;
}

/// All that a file has, up to `most` bytes; false: there is more, or it cannot be read.
bool read_all(std::FILE* file, size_t most, std::string& text) {
    std::rewind(file);
    char buffer[1 << 16];
    for (size_t got; (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
        if (text.size() + got > most) return false;
        text.append(buffer, got);
    }
    return std::ferror(file) == 0;
}

/// The first line of what a program complains of.
std::string first_line(std::FILE* file) {
    std::string text;
    read_all(file, 1 << 16, text);
    return text.substr(0, text.find('\n')).substr(0, 300);
}

}  // namespace

tl::expected<std::string, std::string> converted(std::string_view input, const char* const* arguments) {
    const std::string program = arguments[0];
    const File in = nameless_file(), out = nameless_file(), complaints = nameless_file();
    if (!in || !out || !complaints || std::fwrite(input.data(), 1, input.size(), in.get()) != input.size() ||
        std::fflush(in.get()) != 0)
        return tl::unexpected(std::string("no temporary file can be written: ") + std::strerror(errno));
    std::rewind(in.get());

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(in.get()), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(out.get()), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(complaints.get()), STDERR_FILENO);
    pid_t child = 0;
    // The arguments are not changed: the type of the function is older than const.
    const int refused =
        posix_spawnp(&child, arguments[0], &actions, nullptr, const_cast<char* const*>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);

    int status = 0;
    if (refused == 0)
        while (waitpid(child, &status, 0) < 0)
            if (errno != EINTR)
                return tl::unexpected(program + " cannot be waited for: " + std::strerror(errno));
    // Some systems find out in the child that there is no such program: it ends with 127.
    if (refused == ENOENT || (refused == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127))
        return tl::unexpected("the program " + program + " is not installed");
    if (refused != 0) return tl::unexpected(program + " cannot be run: " + std::strerror(refused));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        const std::string said = first_line(complaints.get());
        return tl::unexpected(program + " failed" + (said.empty() ? std::string() : ": " + said));
    }
    std::string result;
    if (!read_all(out.get(), limits::picture_bytes, result))
        return tl::unexpected("what " + program + " wrote cannot be read");
    return result;
}

tl::expected<std::string, std::string> png_of(std::string_view svg) {
    const char* const arguments[] = {"rsvg-convert", "--format", "png", "--zoom", "2", nullptr};
    auto png = converted(svg, arguments);
    if (!png && png.error().ends_with("is not installed"))
        return tl::unexpected(
            png.error() +
            ": PNG needs it (Debian and Ubuntu: apt-get install librsvg2-bin; macOS: brew install "
            "librsvg), --format svg does not");
    if (png && !png->starts_with("\x89PNG\r\n\x1a\n"))
        return tl::unexpected(std::string("what rsvg-convert wrote is no PNG"));
    return png;
}

}  // namespace plimsoll::cli
