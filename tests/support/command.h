// The command, run inside the tests' own process.
#pragma once

#include <fcntl.h>
#include <unistd.h>
#include <catch2/catch_test_macros.hpp>

#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "core/cli/cli.h"

namespace plimsoll::test {

struct Outcome {
    int status;
    std::string out, error;
    bool operator==(const Outcome&) const = default;
};

inline Outcome run(const std::vector<std::string>& arguments) {
    std::ostringstream out, error;
    const int status = cli::run(arguments, out, error);
    return {status, out.str(), error.str()};
}

/// Standard input is that file or pipe, which it takes over, for as long as this is there.
class Input {
 public:
    explicit Input(int descriptor) : saved_(dup(STDIN_FILENO)) {
        dup2(descriptor, STDIN_FILENO);
        close(descriptor);
    }
    ~Input() {
        dup2(saved_, STDIN_FILENO);
        close(saved_);
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

 private:
    int saved_;
};

/// What the command says where standard input is a pipe with that in it.
inline Outcome run_piped(const std::string& content, const std::vector<std::string>& arguments) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    std::thread writer([&] {
        for (size_t at = 0; at < content.size();) {
            const ssize_t written = write(ends[1], content.data() + at, content.size() - at);
            if (written <= 0) break;
            at += static_cast<size_t>(written);
        }
        close(ends[1]);
    });
    Outcome outcome;
    {
        const Input input(ends[0]);
        outcome = run(arguments);
    }  // nobody reads any longer, so that the writer ends whatever is left
    writer.join();
    return outcome;
}

}  // namespace plimsoll::test
