#include "core/image/transfer.h"

#include <cstring>
#include <type_traits>

namespace plimsoll::image {
namespace {

// A type's members are listed once, for both directions.
template <class Archive>
void members(Archive& archive, Problem& value) {
    archive(value.severity, value.where, value.message);
}
template <class Archive>
void members(Archive& archive, Platform& value) {
    archive(value.os, value.architecture, value.variant);
}
template <class Archive>
void members(Archive& archive, HistoryStep& value) {
    archive(value.created, value.created_by, value.empty_layer, value.layer);
}
template <class Archive>
void members(Archive& archive, Config& value) {
    archive(value.created, value.user, value.working_dir, value.platform, value.env, value.entrypoint,
            value.cmd, value.exposed_ports, value.volumes, value.labels, value.diff_ids, value.history);
}
template <class Archive>
void members(Archive& archive, Blob& value) {
    archive(value.entry, value.file, value.offset, value.bytes, value.present);
}
template <class Archive>
void members(Archive& archive, Layer& value) {
    archive(value.blob, value.digest, value.diff_id, value.media_type, value.urls);
}
template <class Archive>
void members(Archive& archive, ImageName& value) {
    archive(value.references, value.digest, value.platform);
}
template <class Archive>
void members(Archive& archive, Image& value) {
    archive(value.source_name, value.source_bytes, value.source_compression, value.layout, value.references,
            value.digest, value.media_type, value.config_digest, value.config_bytes, value.config,
            value.platforms, value.images, value.shown, value.blobs, value.layers, value.problems);
}
template <class Archive>
void members(Archive& archive, LayerScan::Document& value) {
    archive(value.entry, value.text);
}
template <class Archive>
void members(Archive& archive, LayerScan& value) {
    archive(value.index.paths.nodes, value.index.paths.names, value.index.links, value.index.entries,
            value.measures, value.documents, value.contents, value.compression, value.complete, value.digest,
            value.diff_id, value.problems);
}

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
constexpr bool is_map = std::is_same_v<T, std::map<std::string, std::string>>;
template <class T>
constexpr bool is_plain = std::is_trivially_copyable_v<T> && !IsOptional<T>::value;

class Packer {
 public:
    std::vector<uint8_t> bytes;

    template <class... T>
    void operator()(T&... values) {
        (add(values), ...);
    }

 private:
    template <class T>
    void add(T& value) {
        if constexpr (is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (IsOptional<T>::value) {
            bool there = value.has_value();
            add(there);
            if (there) add(*value);
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
    explicit Unpacker(bytes::Bytes bytes) : left_(bytes) {}

    bool good() const { return good_ && left_.empty(); }

    template <class... T>
    void operator()(T&... values) {
        (take(values), ...);
    }

 private:
    template <class T>
    void take(T& value) {
        if constexpr (is_plain<T>) {
            raw(&value, sizeof value);
        } else if constexpr (IsOptional<T>::value) {
            bool there = false;
            take(there);
            if (there) take(value.emplace());
        } else if constexpr (std::is_same_v<T, std::string>) {
            value.resize(count(1));
            raw(value.data(), value.size());
        } else if constexpr (is_map<T>) {
            for (size_t items = count(1); items > 0; --items) {
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
                value.resize(count(1));
                for (Item& item : value) take(item);
            }
        } else {
            members(*this, value);
        }
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

    bytes::Bytes left_;
    bool good_ = true;
};

template <class T>
std::vector<uint8_t> packed(const T& value) {
    Packer packer;
    members(packer, const_cast<T&>(value));  // a Packer only reads
    return std::move(packer.bytes);
}

template <class T>
Result<T> unpacked(bytes::Bytes bytes) {
    T value;
    Unpacker unpacker(bytes);
    members(unpacker, value);
    if (!unpacker.good())
        return failure(ErrorCode::corrupt, "", "a message between worker and page is damaged");
    return value;
}

}  // namespace

std::vector<uint8_t> pack(const Image& image) { return packed(image); }
std::vector<uint8_t> pack(const LayerScan& scan) { return packed(scan); }
Result<Image> unpack_image(bytes::Bytes bytes) { return unpacked<Image>(bytes); }
Result<LayerScan> unpack_scan(bytes::Bytes bytes) { return unpacked<LayerScan>(bytes); }

}  // namespace plimsoll::image
