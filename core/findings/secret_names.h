// Names that secrets go by: of files, and of settings.
#pragma once

#include <string_view>

#include "core/image/paths.h"

namespace plimsoll::findings {

enum class Secrecy : uint8_t {
    none,
    key,       ///< a private key or a key store, by its name: may be a sample, where samples are
    personal,  ///< a file of credentials that a tool keeps: never a sample, but packages may have one without any
};

/// What the file at that path seems to be, told by its name and the folders above it.
Secrecy secrecy_of(const image::Paths& paths, uint32_t path);

/// Whether an environment variable, label or build argument of that name holds a secret: one of its words says so
/// (OPENAI_API_KEY, db.password), and none that it is the place or kind of one (TOKEN_FILE, MAX_TOKENS).
bool is_secret_setting(std::string_view name);

/// Whether the value can be one: no path, no number or switch, no reference to another variable.
bool is_secret_value(std::string_view value);

/// Whether the text holds a user and a password for some host (https://me:secret@example.org).
bool has_password_in_url(std::string_view text);

}  // namespace plimsoll::findings
