#include "core/image/json.h"

namespace plimsoll::image {
namespace {

/// What is over a limit: brackets outside strings that nest too deep, or what separates and encloses values. Counted
/// on the text, before the parser builds anything.
const char* over_limit(std::string_view text) {
    int depth = 0;
    uint64_t values = 1;
    bool in_string = false;
    for (size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        if (in_string) {
            if (letter == '\\')
                ++at;
            else if (letter == '"')
                in_string = false;
        } else if (letter == '"') {
            in_string = true;
        } else if (letter == '[' || letter == '{') {
            if (++depth > limits::json_depth) return "is nested too deep for a JSON document";
            ++values;
        } else if (letter == ',') {
            ++values;
        } else if (letter == ']' || letter == '}') {
            --depth;
        }
        if (values > limits::json_values) return "has too many values for a JSON document";
    }
    return nullptr;
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& where, uint64_t most_bytes) {
    if (text.size() > most_bytes)
        return failure(ErrorCode::over_limit, where, "is too large for a JSON document");
    if (const char* what = over_limit(text)) return failure(ErrorCode::over_limit, where, what);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return failure(ErrorCode::corrupt, where, "is not valid JSON");
    return json;
}

const Json& member(const Json& object, const char* name) {
    static const Json null;
    if (!object.is_object()) return null;
    const auto found = object.find(name);
    return found == object.end() ? null : *found;
}

std::string text_member(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}

std::vector<std::string> texts_member(const Json& object, const char* name) {
    std::vector<std::string> texts;
    const Json& value = member(object, name);
    if (!value.is_array()) return texts;
    for (const Json& item : value)
        if (item.is_string()) texts.push_back(item.get_ref<const std::string&>());
    return texts;
}

std::vector<std::string> names_member(const Json& object, const char* name) {
    std::vector<std::string> names;
    const Json& value = member(object, name);
    if (!value.is_object()) return names;
    for (auto item = value.begin(); item != value.end(); ++item) names.push_back(item.key());
    return names;
}

}  // namespace plimsoll::image
