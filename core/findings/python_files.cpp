// What Python packages bring along that a program does without.
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

std::string_view value_of(const std::vector<std::string>& env, std::string_view name) {
    for (const std::string& setting : env)
        if (setting.starts_with(name) && setting.size() > name.size() && setting[name.size()] == '=')
            return std::string_view(setting).substr(name.size() + 1);
    return {};
}

/// Which optimised bytecode the container's Python reads: 0 for none. PYTHONOPTIMIZE is a level, and 1 for any text.
int optimisation_level(const image::Config& config) {
    for (const auto* words : {&config.entrypoint, &config.cmd})
        for (const std::string& word : *words) {
            if (word.find("-OO") != std::string::npos) return 2;
            if (word == "-O" || word.find(" -O ") != std::string::npos) return 1;
        }
    const std::string_view level = value_of(config.env, "PYTHONOPTIMIZE");
    return level.empty() || level == "0" ? 0 : level == "2" ? 2 : 1;
}

/// `__pycache__/module.cpython-311.opt-2.pyc` is read by Python with -OO alone, among tests as elsewhere.
void find_unused_bytecode(const Context& context) {
    const int read = optimisation_level(context.input.image.config);
    const auto& paths = context.input.files.paths();
    auto claims = claims_for(context, ShownBy::path, [&](uint32_t inode, const Item& item) {
        const std::string_view name = context.survey.name(inode);
        const bool is_unused =
            (read != 1 && name.ends_with(".opt-1.pyc")) || (read != 2 && name.ends_with(".opt-2.pyc"));
        return item.visible && is_unused && paths.name(paths.nodes[item.path].parent) == "__pycache__";
    });
    for (Claim& claim : claims) claim.evidence = paths.nodes[claim.evidence].parent;
    context.accounting.report(
        {"unused-bytecode", Severity::warning}, std::move(claims), [&](const Group& group) {
            return Words{"Python bytecode for -O or -OO, which the image's command does not use",
                         "Compile without `-O` and `-OO` (and without `--optimize`) in " +
                             instruction_of(context, group.layer, "the RUN that does") +
                             ", or set `ENV PYTHONOPTIMIZE` so that Python reads it."};
        });
}

void find_tests(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder, [](uint32_t, const Item& item) {
        return item.visible && item.place == Place::tests;
    });
    context.accounting.report(
        {"python-tests", Severity::note, worth_a_trade}, std::move(claims), [&](const Group& group) {
            return Words{
                "Tests of installed Python packages",
                clear_up(context, group.layer,
                         "find / -xdev -path '*-packages/*' -type d -name tests -prune -exec rm -rf {} +") +
                    " Try the program afterwards: a few packages read their own tests."};
        });
}

void find_bytecode(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder, [](uint32_t, const Item& item) {
        return item.visible && item.place == Place::pycache;
    });
    const bool is_off = !value_of(context.input.image.config.env, "PYTHONDONTWRITEBYTECODE").empty();
    context.accounting.report(
        {"python-bytecode", Severity::note, worth_a_trade}, std::move(claims), [&](const Group& group) {
            return Words{
                "Compiled Python, which Python can make again",
                clear_up(context, group.layer,
                         "find / -xdev -type d -name __pycache__ -prune -exec rm -rf {} +",
                         is_off ? ", or call `pip install --no-compile`: PYTHONDONTWRITEBYTECODE, which "
                                  "is set, does not keep pip from compiling"
                                : ", or call `pip install --no-compile`") +
                    " Each start of the program then takes longer."};
        });
}

}  // namespace

void find_python_files(const Context& context) {
    find_unused_bytecode(context);
    find_tests(context);
    find_bytecode(context);
}

}  // namespace plimsoll::findings
