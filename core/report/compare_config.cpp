#include <map>
#include <nlohmann/json.hpp>

#include "core/report/compare_parts.h"

namespace plimsoll::report {
namespace {

using Values = std::map<std::string, std::string>;

/// Settings that are on one side only, or differ.
class Rows {
 public:
    void add(const char* setting, const std::string& name, std::optional<std::string> a,
             std::optional<std::string> b) {
        if (a != b) rows.push_back({setting, name, std::move(a), std::move(b)});
    }

    /// One text; an empty one is not set.
    void add_text(const char* setting, const std::string& a, const std::string& b) {
        const auto set = [](const std::string& text) {
            return text.empty() ? std::nullopt : std::optional(text);
        };
        add(setting, "", set(a), set(b));
    }

    /// A command, shown as in a Dockerfile's exec form.
    void add_command(const char* setting, const std::vector<std::string>& a,
                     const std::vector<std::string>& b) {
        const auto form = [](const std::vector<std::string>& words) {
            using Json = nlohmann::json;
            return words.empty() ? std::string()
                                 : Json(words).dump(-1, ' ', false, Json::error_handler_t::replace);
        };
        add_text(setting, form(a), form(b));
    }

    void add_values(const char* setting, const Values& a, const Values& b) {
        Values names = a;
        names.insert(b.begin(), b.end());
        const auto value = [](const Values& values, const std::string& name) {
            const auto found = values.find(name);
            return found == values.end() ? std::nullopt : std::optional(found->second);
        };
        for (const auto& [name, any] : names) add(setting, name, value(a, name), value(b, name));
    }

    std::vector<Comparison::ConfigRow> rows;
};

/// Of a variable that is set twice, the last one holds.
Values variables(const std::vector<std::string>& env) {
    Values values;
    for (const std::string& variable : env) {
        const size_t equals = variable.find('=');
        values[variable.substr(0, equals)] =
            equals == std::string::npos ? std::string() : variable.substr(equals + 1);
    }
    return values;
}

/// Names that are there or not: each is its own value.
Values present(const std::vector<std::string>& names) {
    Values values;
    for (const std::string& name : names) values[name] = name;
    return values;
}

}  // namespace

std::vector<Comparison::ConfigRow> compare_config(const image::Config& a, const image::Config& b) {
    Rows rows;
    rows.add_text("platform", a.platform.text(), b.platform.text());
    rows.add_text("created", a.created, b.created);
    rows.add_values("env", variables(a.env), variables(b.env));
    rows.add_command("entrypoint", a.entrypoint, b.entrypoint);
    rows.add_command("cmd", a.cmd, b.cmd);
    rows.add_text("user", a.user, b.user);
    rows.add_text("working_dir", a.working_dir, b.working_dir);
    rows.add_values("exposed_ports", present(a.exposed_ports), present(b.exposed_ports));
    rows.add_values("volumes", present(a.volumes), present(b.volumes));
    rows.add_values("labels", a.labels, b.labels);
    return std::move(rows.rows);
}

}  // namespace plimsoll::report
