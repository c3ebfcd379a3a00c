// What a file's name, and the directories above it, say of its type.
#pragma once

#include "core/image/content.h"

namespace plimsoll::image {

/// A path's last part, and what rules ask of it.
class FileName {
 public:
    /// The path must stay where it is.
    explicit FileName(std::string_view path);

    std::string_view folder() const { return folder_; }  ///< all before the name, without a slash at its end
    std::string_view name() const { return name_; }
    /// What follows the last dot, in small letters; empty where it is longer than any that is known, or where the name
    /// begins with that dot.
    std::string_view extension() const { return {extension_, extension_bytes_}; }
    /// The same file without its extension and the dot before it.
    FileName without_extension() const {
        return FileName(path_.substr(0, path_.size() - (extension_bytes_ > 0 ? extension_bytes_ + 1u : 0)));
    }

 private:
    static constexpr size_t longest = 16;
    std::string_view path_, folder_, name_;
    char extension_[longest];
    uint8_t extension_bytes_ = 0;
};

/// What a rule about names asks of the content, too. `packed`: the name without the extension goes first.
enum class Holds : uint8_t { always, for_text, for_binary, packed };

/// A file's content as far as rules about names ask for it: looked at once, and only if one does.
class Content {
 public:
    /// Nothing is known of it, and every rule may hold: what is packed.
    Content() = default;
    explicit Content(bytes::Bytes head) : head_(head), state_(State::unasked) {}

    bool fits(Holds holds) {
        if (holds != Holds::for_text && holds != Holds::for_binary) return true;
        return state_ == State::unknown || is_text() == (holds == Holds::for_text);
    }
    bool is_text() {
        if (state_ == State::unasked) state_ = image::is_text(head_) ? State::text : State::binary;
        return state_ == State::text;
    }

 private:
    enum class State : uint8_t { unknown, unasked, text, binary };
    bytes::Bytes head_;
    State state_ = State::unknown;
};

/// Whether the file is a record of a package manager or of Git, by where it lies.
std::optional<FileType> by_owner(const FileName& file);

/// By the whole name, the extension, the name's beginning, or the nearest folder that says something, in that order.
std::optional<FileType> by_name(const FileName& file, Content& content);

/// The file's folder is one for programs.
bool is_in_bin(const FileName& file);

/// The file lies where distributions keep what debuggers read.
bool is_in_debug(const FileName& file);

}  // namespace plimsoll::image
