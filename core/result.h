// How functions that read untrusted bytes answer: a value, or an error that says what is wrong and where.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace plimsoll {

enum class ErrorCode {
    unreadable,    ///< the bytes could not be had: the disk or the browser refused
    unrecognised,  ///< the bytes are something else than what was asked for
    truncated,     ///< the bytes end too early
    corrupt,       ///< the bytes contradict themselves
    missing,       ///< something that is referred to is not there
    unsupported,   ///< valid, but not something that Plimsoll reads
    over_limit,    ///< one of limits.h was reached
    cancelled,     ///< the caller asked to stop
};

/// `where` names the place inside the input ("layer 3", "manifest.json", "offset 512"; empty: the whole of
/// it), `message` is a sentence without its full stop, for a person.
struct Error {
    ErrorCode code;
    std::string where;
    std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string where, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(where), std::move(message)});
}

inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }

/// A thing that the reader of a report has to know about the input. An `error` means that something is
/// missing from the report; a `warning` that the input is odd but was read in full.
struct Problem {
    enum class Severity : uint8_t { warning, error };
    Severity severity = Severity::error;
    std::string where;
    std::string message;
};

/// The problem that an error leaves behind where reading goes on without what it spoilt.
inline Problem as_problem(const Error& error) {
    return {Problem::Severity::error, error.where, error.message};
}

}  // namespace plimsoll
