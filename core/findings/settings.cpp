// What the configuration and the history say about the image: the user, the base image, how packages were installed.
#include "core/findings/commands.h"
#include "core/findings/families.h"
#include "core/sorting.h"

namespace plimsoll::findings {
namespace {

void find_root(const Context& context) {
    const image::Image& image = context.input.image;
    // Without a configuration nothing is known; on Windows the default is no administrator.
    if (image.config_digest.empty() || image.config.platform.os == "windows") return;
    const std::string user = image.config.user.substr(0, image.config.user.find(':'));
    if (!user.empty() && user != "root" && user != "0") return;
    Finding finding;
    finding.id = "root-user";
    finding.severity = Severity::warning;
    finding.title = "The program runs as root";
    finding.advice =
        "Add `RUN useradd --uid 1000 app` and, before ENTRYPOINT or CMD, `USER 1000`; files that the program "
        "writes get "
        "their owner from `COPY --chown=1000:1000`.";
    context.accounting.add(std::move(finding),
                           {user.empty() ? "USER is not set" : "USER " + image.config.user});
}

/// A reference that stands for another image tomorrow: no digest. The worst have no version either.
enum class Pin : uint8_t { digest, tag, nothing };

Pin pin_of(std::string_view reference) {
    if (reference.find('@') != std::string_view::npos) return Pin::digest;
    const size_t colon = reference.rfind(':');
    const bool has_tag =
        colon != std::string_view::npos && reference.find('/', colon) == std::string_view::npos;
    return has_tag && reference.substr(colon + 1) != "latest" ? Pin::tag : Pin::nothing;
}

/// Builders say what the base image was in a label; some put FROM into the history as well.
void find_unpinned_base(const Context& context) {
    const image::Config& config = context.input.image.config;
    std::vector<std::string> evidence;
    bool has_none = false;
    const auto look_at = [&](std::string_view reference, const std::string& text) {
        reference = reference.substr(0, reference.find(' '));  // FROM python:3 AS build
        if (reference.empty() || reference == "scratch" || reference.starts_with("sha256:")) return;
        const Pin pin = pin_of(reference);
        if (pin == Pin::digest) return;
        has_none = has_none || pin == Pin::nothing;
        evidence.push_back(text + std::string(reference));
    };
    const std::string label = "org.opencontainers.image.base.name";
    if (const auto base = config.labels.find(label); base != config.labels.end())
        look_at(base->second, "LABEL " + label + "=");
    for (const auto& made_by : context.input.history)
        if (made_by.instruction == "FROM") look_at(made_by.command, "FROM ");
    sort_stably(evidence.begin(), evidence.end());
    evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
    Finding finding;
    finding.id = "unpinned-base";
    finding.severity = has_none ? Severity::warning : Severity::note;
    finding.title = has_none ? "The base image has no version: another build may start from another one"
                             : "The base image has no digest: another build may start from another one";
    finding.advice =
        "Name a version and its digest, `FROM python:3.11.9-slim@sha256:...`, and let a bot raise both.";
    context.accounting.add(std::move(finding), std::move(evidence));
}

bool installs_recommended(const Command& command) {
    const std::string_view installer = installer_of(command);
    if (installer != "apt-get install" && installer != "apt install") return false;
    for (const std::string_view word : command)
        if (word.find("no-install-recommends") != std::string_view::npos ||
            word.find("Install-Recommends") != std::string_view::npos)
            return false;
    return true;
}

void find_recommended_packages(const Context& context) {
    const auto& steps = context.input.image.config.history;
    std::vector<Exhibit> exhibits;
    for (size_t step = 0; step < std::min(steps.size(), context.input.history.size()); ++step) {
        const auto& made_by = context.input.history[step];
        const auto layer = steps[step].layer;
        if (made_by.instruction != "RUN" || !layer || *layer >= context.input.image.layers.size()) continue;
        const auto commands = commands_of(made_by.command);
        if (std::any_of(commands.begin(), commands.end(), installs_recommended))
            exhibits.push_back({0, *layer, *layer});
    }
    Finding finding;
    finding.id = "recommended-packages";
    finding.severity = Severity::note;
    finding.title = "apt installs recommended packages as well";
    finding.advice =
        "Call `apt-get install --no-install-recommends` in each RUN, and name what the program does need.";
    context.accounting.add(std::move(finding), std::move(exhibits),
                           [](uint32_t layer) { return layer_name(layer) + ": RUN apt-get install"; });
}

}  // namespace

void find_settings(const Context& context) {
    find_root(context);
    find_unpinned_base(context);
    find_recommended_packages(context);
}

}  // namespace plimsoll::findings
