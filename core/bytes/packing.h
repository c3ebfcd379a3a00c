// Values as bytes, to go from a worker to the page. Both ends are of one build: the format has no version, and is never
// stored. Who packs a type of its own lists the type's members once, for both directions, beside the type:
//
//     template <class Archive>
//     static void members(Archive& archive, Thing& value) { archive(value.name, value.rows); }
//
// Bytes are not trusted: a length that they cannot hold, a truth that is neither true nor false, or an enumerator beyond
// the last that upto() allows, is an error; and what is made of them never takes more than they give.
#pragma once

#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/bytes/bytes.h"
#include "core/result.h"

namespace plimsoll {

template <class Archive>
void members(Archive& archive, Problem& value) {
    archive.upto(value.severity, Problem::Severity::error);
    archive(value.where, value.message);
}

namespace bytes {

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsPair : std::false_type {};
template <class A, class B>
struct IsPair<std::pair<A, B>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};
template <class T>
constexpr bool is_map = std::is_same_v<T, std::map<std::string, std::string>>;
template <class T>
constexpr bool is_plain = std::is_trivially_copyable_v<T> && !std::is_same_v<T, bool> &&
                          !IsOptional<T>::value && !IsPair<T>::value && !IsVariant<T>::value;

class Packer {
 public:
    static constexpr bool packs = true;
    std::vector<uint8_t> bytes;

    template <class... T>
    void operator()(T&... values) {
        (add(values), ...);
    }
    /// An enumerator, of which `last` is the greatest.
    template <class T>
    void upto(T& value, T last) {
        (void)last;
        raw(&value, sizeof value);
    }
    /// Nothing can be wrong.
    void require(bool) {}

 private:
    template <class T>
    void add(T& value) {
        if constexpr (std::is_empty_v<T>) {
            (void)value;  // std::monostate
        } else if constexpr (is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (std::is_same_v<T, bool>) {
            const uint8_t truth = value ? 1 : 0;
            raw(&truth, 1);
        } else if constexpr (IsOptional<T>::value) {
            bool there = value.has_value();
            add(there);
            if (there) add(*value);
        } else if constexpr (IsPair<T>::value) {
            add(value.first);
            add(value.second);
        } else if constexpr (IsVariant<T>::value) {
            auto which = static_cast<uint8_t>(value.index());
            add(which);
            std::visit([this](auto& item) { this->add(item); }, value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            block(value.data(), value.size());
        } else if constexpr (is_map<T>) {
            uint64_t count = value.size();
            add(count);
            for (auto& [name, text] : value) {
                block(name.data(), name.size());
                add(text);
            }
        } else if constexpr (IsVector<T>::value) {
            if constexpr (is_plain<typename T::value_type>) {
                block(value.data(), value.size() * sizeof(typename T::value_type));
            } else {
                uint64_t count = value.size();
                add(count);
                for (auto& item : value) add(item);
            }
        } else {
            members(*this, value);
        }
    }
    void block(const void* data, size_t size) {
        uint64_t count = size;
        raw(&count, sizeof count);
        raw(data, size);
    }
    void raw(const void* data, size_t size) {
        const auto* from = static_cast<const uint8_t*>(data);
        bytes.insert(bytes.end(), from, from + size);
    }
};

class Unpacker {
 public:
    static constexpr bool packs = false;
    explicit Unpacker(Bytes bytes) : left_(bytes) {}

    bool good() const { return good_ && left_.empty(); }

    template <class... T>
    void operator()(T&... values) {
        (take(values), ...);
    }
    template <class T>
    void upto(T& value, T last) {
        T read{};
        raw(&read, sizeof read);
        require(read <= last);
        if (good_) value = read;
    }
    /// What has to be true of what was unpacked.
    void require(bool truth) { good_ = good_ && truth; }

 private:
    template <class T>
    void take(T& value) {
        if constexpr (std::is_empty_v<T>) {
            (void)value;  // std::monostate
        } else if constexpr (is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (std::is_same_v<T, bool>) {
            uint8_t truth = 0;
            raw(&truth, 1);
            require(truth <= 1);
            value = truth == 1;
        } else if constexpr (IsOptional<T>::value) {
            bool there = false;
            take(there);
            if (there) take(value.emplace());
        } else if constexpr (IsPair<T>::value) {
            take(value.first);
            take(value.second);
        } else if constexpr (IsVariant<T>::value) {
            uint8_t which = 0;
            take(which);
            require(which < std::variant_size_v<T>);
            if (good_) alternative(value, which, std::make_index_sequence<std::variant_size_v<T>>());
        } else if constexpr (std::is_same_v<T, std::string>) {
            value.resize(count(1));
            raw(value.data(), value.size());
        } else if constexpr (is_map<T>) {
            for (size_t items = count(1); items > 0 && good_; --items) {
                std::string name;
                take(name);
                take(value[name]);
            }
        } else if constexpr (IsVector<T>::value) {
            using Item = typename T::value_type;
            if constexpr (is_plain<Item>) {
                value.resize(count(1) / sizeof(Item));
                raw(value.data(), value.size() * sizeof(Item));
            } else {
                // One by one: a count of millions that nothing follows takes no memory.
                for (size_t items = count(1); items > 0 && good_; --items) take(value.emplace_back());
            }
        } else {
            members(*this, value);
        }
    }
    template <class T, size_t... Index>
    void alternative(T& value, uint8_t which, std::index_sequence<Index...>) {
        ((which == Index ? take(value.template emplace<Index>()) : void()), ...);
    }
    /// A count of things that take at least so many bytes each; never more than there can be.
    size_t count(uint64_t each) {
        uint64_t count = 0;
        raw(&count, sizeof count);
        if (count <= left_.size() / each) return static_cast<size_t>(count);
        good_ = false;
        return 0;
    }
    void raw(void* data, size_t size) {
        good_ = good_ && size <= left_.size();
        if (!good_) return;  // what follows a gap would be taken for something else
        if (size > 0) std::memcpy(data, left_.data(), size);
        left_ = left_.subspan(size);
    }

    Bytes left_;
    bool good_ = true;
};

template <class T>
std::vector<uint8_t> packed(const T& value) {
    Packer packer;
    members(packer, const_cast<T&>(value));  // a Packer only reads
    return std::move(packer.bytes);
}

/// Error: the bytes are not what packed() made.
template <class T>
Result<T> unpacked(Bytes bytes) {
    T value;
    Unpacker unpacker(bytes);
    members(unpacker, value);
    if (!unpacker.good())
        return failure(ErrorCode::corrupt, "", "a message between worker and page is damaged");
    return value;
}

}  // namespace bytes
}  // namespace plimsoll
