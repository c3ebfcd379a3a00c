// From an image's history back to the instructions of the Dockerfile that it was built with.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::dockerfile {

/// One instruction: "RUN" and "apt-get update", say. `instruction` is empty where the builder left no name.
struct Instruction {
    std::string instruction, command;
};

/// Reads `created_by` as builders write it: "/bin/sh -c #(nop) CMD [...]" and "/bin/sh -c COMMAND" (the
/// legacy builder, kaniko, buildah), "RUN /bin/sh -c COMMAND # buildkit", "COPY a b # buildkit" (BuildKit),
/// with the build arguments that either puts before a command ("|2 A=a B=b /bin/sh -c COMMAND"), which are
/// left out. Anything else comes back whole as the command.
Instruction from_history(std::string_view created_by);

}  // namespace plimsoll::dockerfile
