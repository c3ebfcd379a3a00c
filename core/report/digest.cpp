#include "core/report/digest.h"

#include "core/image/json.h"
#include "core/limits.h"

namespace plimsoll::report {
namespace {

std::string digest(const image::Json& sorted) {
    const std::string text = sorted.dump(-1, ' ', false, image::Json::error_handler_t::replace);
    bytes::Sha256 hash;
    hash.add({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    return hash.digest();
}

}  // namespace

std::string digest_of_document(const nlohmann::ordered_json& document) {
    image::Json sorted = document;
    sorted.erase("digest");
    return digest(sorted);
}

Result<Seal> seal_of(std::string_view text) {
    auto json = image::parse_json(text, "", limits::report_bytes);
    if (!json) return failure(json.error());
    if (!json->is_object()) return failure(ErrorCode::unrecognised, "", "is not a Plimsoll report");
    Seal seal;
    seal.version = image::text_member(image::member(*json, "generator"), "version");
    seal.said = image::text_member(*json, "digest");
    json->erase("digest");
    seal.computed = digest(*json);
    return seal;
}

}  // namespace plimsoll::report
