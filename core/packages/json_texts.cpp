#include "core/packages/json_texts.h"

#include "core/image/json.h"

namespace plimsoll::packages {
namespace {

using image::Json;

/// What the parser calls; each answers whether to go on.
class Visitor final : public Json::json_sax_t {
 public:
    explicit Visitor(const std::function<bool(const std::string&, std::string&)>& visit) : visit_(visit) {}

    bool stopped = false;

    bool start_object(std::size_t) override { return enter(false); }
    bool start_array(std::size_t) override { return enter(depth_ == 1); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }

    bool key(std::string& name) override {
        if (depth_ == 1) member_ = std::move(name);
        return true;
    }

    bool string(std::string& text) override {
        if (depth_ != 1 && !(depth_ == 2 && in_member_array_)) return true;
        stopped = !visit_(member_, text);
        return !stopped;
    }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const std::string&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

 private:
    bool enter(bool member_array) {
        ++depth_;
        if (depth_ == 2) in_member_array_ = member_array;
        return true;
    }
    bool leave() {
        --depth_;
        return true;
    }

    const std::function<bool(const std::string&, std::string&)>& visit_;
    std::string member_;
    uint64_t depth_ = 0;
    bool in_member_array_ = false;
};

}  // namespace

bool visit_texts(std::string_view json,
                 const std::function<bool(const std::string& member, std::string& text)>& visit) {
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    Visitor visitor(visit);
    return Json::sax_parse(json, &visitor) || visitor.stopped;
}

}  // namespace plimsoll::packages
