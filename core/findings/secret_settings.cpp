// Settings whose names say that they hold secrets. Their values are nobody's business here: no evidence shows one.
#include <algorithm>

#include "core/findings/commands.h"
#include "core/findings/families.h"
#include "core/findings/secret_names.h"
#include "core/sorting.h"

namespace plimsoll::findings {
namespace {

/// "NAME=VALUE" as evidence, where it is a secret: the kind of setting and its name, and no more.
class Names {
 public:
    void look_at(std::string_view kind, std::string_view name, std::string_view value,
                 const std::string& where = "") {
        const bool is_secret =
            (is_secret_setting(name) && is_secret_value(value)) || has_password_in_url(value);
        if (is_secret) found_.push_back(std::string(kind) + " " + std::string(name) + where);
    }

    void look_at_setting(std::string_view kind, std::string_view setting) {
        const size_t equals = setting.find('=');
        if (equals != std::string_view::npos)
            look_at(kind, setting.substr(0, equals), setting.substr(equals + 1));
    }

    void add(std::string text) { found_.push_back(std::move(text)); }

    /// Each once, in the order of their texts.
    std::vector<std::string> take() {
        sort_stably(found_.begin(), found_.end());
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
        return std::move(found_);
    }

 private:
    std::vector<std::string> found_;
};

/// The build arguments that builders write before a command: "|2 A=a B=b /bin/sh -c COMMAND", with or without "RUN "
/// before it. Their values may hold blanks, so a word is an argument only if it looks like one.
std::string_view build_arguments(std::string_view created_by) {
    constexpr std::string_view run = "RUN ";
    if (created_by.starts_with(run)) created_by.remove_prefix(run.size());
    if (!created_by.starts_with('|')) return {};
    const size_t shell = created_by.find(" -c ");
    return created_by.substr(0, shell == std::string_view::npos ? created_by.size() : shell);
}

bool is_variable(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
               std::string_view::npos;
}

void look_at_words(Names& names, std::string_view kind, std::string_view text, const std::string& where) {
    for (const Command& command : commands_of(text))
        for (std::string_view word : command) {
            while (word.starts_with('-')) word.remove_prefix(1);  // --password=...
            const size_t equals = word.find('=');
            if (equals == std::string_view::npos) continue;
            const std::string_view name = word.substr(0, equals);
            if (is_variable(name)) names.look_at(kind, name, word.substr(equals + 1), where);
        }
}

}  // namespace

void find_secret_settings(const Context& context) {
    const image::Config& config = context.input.image.config;
    Names names;
    for (const std::string& setting : config.env) names.look_at_setting("ENV", setting);
    for (const auto& [name, value] : config.labels) names.look_at("LABEL", name, value);
    for (size_t step = 0; step < config.history.size(); ++step) {
        const auto& history = config.history[step];
        const std::string where = history.layer ? " (" + layer_name(*history.layer) + ")" : "";
        look_at_words(names, "ARG", build_arguments(history.created_by), where);
        if (step >= context.input.history.size()) continue;
        const auto& made_by = context.input.history[step];
        const std::string& command = made_by.command;
        if (made_by.instruction == "ARG") names.look_at_setting("ARG", command);
        if (made_by.instruction == "ENV") look_at_words(names, "ENV", command, "");
        if (made_by.instruction != "RUN") continue;
        look_at_words(names, "RUN", command, where);
        if (has_password_in_url(command)) names.add("RUN" + where + ": a password in a URL");
    }
    Finding finding;
    finding.severity = Severity::serious;
    finding.id = "secret-settings";
    finding.title = "Settings and build arguments that by their names hold secrets";
    finding.advice =
        "Use `RUN --mount=type=secret,id=...` instead of ARG and ENV for what the build needs, and `docker "
        "run --env` for "
        "what the program needs; then revoke them: `docker history` shows them to whoever has the image.";
    context.accounting.add(std::move(finding), names.take());
}

}  // namespace plimsoll::findings
