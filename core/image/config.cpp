#include "core/image/config.h"

#include <algorithm>

namespace plimsoll::image {
namespace {

/// Gives each step that made a layer that layer's number. False where the counts disagree.
bool number_layers(std::vector<HistoryStep>& history, size_t layers) {
    uint32_t layer = 0;
    for (HistoryStep& step : history) {
        if (step.empty_layer) continue;
        if (layer < layers) step.layer = layer;
        ++layer;
    }
    return history.empty() || layer == layers;
}

void check(const char* what, size_t count, size_t layers, std::vector<Problem>& problems) {
    problems.push_back(
        {Problem::Severity::warning, "configuration",
         "has " + std::to_string(count) + " " + what + " for " + std::to_string(layers) + " layers"});
}

}  // namespace

Config read_config(const Json& json, size_t layers, std::vector<Problem>& problems) {
    Config config;
    config.created = text_member(json, "created");
    config.platform = read_platform(json);
    const Json& run = member(json, "config");
    config.user = text_member(run, "User");
    config.working_dir = text_member(run, "WorkingDir");
    config.env = texts_member(run, "Env");
    config.entrypoint = texts_member(run, "Entrypoint");
    config.cmd = texts_member(run, "Cmd");
    config.exposed_ports = names_member(run, "ExposedPorts");
    config.volumes = names_member(run, "Volumes");
    for (const std::string& label : names_member(run, "Labels"))
        config.labels[label] = text_member(member(run, "Labels"), label.c_str());
    config.diff_ids = texts_member(member(json, "rootfs"), "diff_ids");
    if (config.diff_ids.size() != layers) check("diff_ids", config.diff_ids.size(), layers, problems);

    const Json& history = member(json, "history");
    if (history.is_array()) {
        for (const Json& step : history) {
            const Json& empty = member(step, "empty_layer");
            config.history.push_back({text_member(step, "created"), text_member(step, "created_by"),
                                      empty.is_boolean() && empty.get<bool>(), std::nullopt});
        }
    }
    if (!number_layers(config.history, layers)) {
        const auto made = std::count_if(config.history.begin(), config.history.end(),
                                        [](const HistoryStep& step) { return !step.empty_layer; });
        check("history steps with a layer", static_cast<size_t>(made), layers, problems);
    }
    return config;
}

Platform read_platform(const Json& json) {
    return {text_member(json, "os"), text_member(json, "architecture"), text_member(json, "variant")};
}

std::string Platform::text() const {
    std::string text = os;
    if (!architecture.empty()) text += (text.empty() ? "" : "/") + architecture;
    if (!variant.empty()) text += "/" + variant;
    return text;
}

std::optional<Platform> parse_platform(std::string_view text) {
    const size_t first = text.find('/');
    if (first == 0 || first == std::string_view::npos) return std::nullopt;
    Platform platform;
    platform.os = text.substr(0, first);
    text.remove_prefix(first + 1);
    const size_t second = text.find('/');
    platform.architecture = text.substr(0, second);
    if (second != std::string_view::npos) platform.variant = text.substr(second + 1);
    const bool odd = platform.architecture.empty() || platform.variant.find('/') != std::string::npos ||
                     (second != std::string_view::npos && platform.variant.empty());
    return odd ? std::nullopt : std::optional(platform);
}

}  // namespace plimsoll::image
