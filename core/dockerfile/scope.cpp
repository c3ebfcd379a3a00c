// Which variables there are at which instruction: https://docs.docker.com/reference/dockerfile/#scope
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/substitute.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

/// What BuildKit defines before the first FROM, for a build on and for the commonest platform.
const Variables& platform_arguments() {
    static const Variables arguments = {{"BUILDPLATFORM", "linux/amd64"},
                                        {"BUILDOS", "linux"},
                                        {"BUILDARCH", "amd64"},
                                        {"BUILDVARIANT", ""},
                                        {"TARGETPLATFORM", "linux/amd64"},
                                        {"TARGETOS", "linux"},
                                        {"TARGETARCH", "amd64"},
                                        {"TARGETVARIANT", ""}};
    return arguments;
}

}  // namespace

Scope::Scope(const Dockerfile& file, Variables arguments)
    : file_(file),
      given_(std::move(arguments)),
      global_(platform_arguments()),
      steps_left_(limits::dockerfile_steps) {
    for (const auto& [name, value] : given_)
        if (const auto found = global_.find(name); found != global_.end()) found->second = value;
}

void Scope::enter(const Instruction& instruction) {
    if (instruction.instruction == "FROM") {
        enter_stage();
    } else if (instruction.instruction == "ARG") {
        for (const Setting& setting : instruction.settings) set_argument(setting);
    } else if (instruction.instruction == "ENV" && at_ != Instruction::no_stage) {
        // All values of one ENV are made with the variables before it.
        std::vector<std::pair<std::string, std::string>> values;
        for (const Setting& setting : instruction.settings)
            values.emplace_back(expand(setting.name).text, expand(setting.value).text);
        for (auto& [name, value] : values) {
            stage_[name] = value;
            environment_[std::move(name)] = std::move(value);
        }
    }
}

Substituted Scope::expand(std::string_view text, bool global) {
    return substitute_within(text, global || at_ == Instruction::no_stage ? global_ : stage_, file_.escape,
                             steps_left_);
}

void Scope::enter_stage() {
    const bool first = at_ == Instruction::no_stage;
    if (!first) {
        if (at_ < inherited_.size() && inherited_[at_]) environments_[at_] = std::move(environment_);
    } else {
        environments_.resize(file_.stages.size());
        inherited_.resize(file_.stages.size());
        for (const Stage& stage : file_.stages)
            if (stage.base_stage) inherited_[*stage.base_stage] = true;
    }
    at_ = first ? 0 : at_ + 1;
    environment_.clear();
    if (at_ < file_.stages.size()) {
        const auto base = file_.stages[at_].base_stage;
        if (base && *base < environments_.size()) {
            const Variables& inherited = environments_[*base];
            uint64_t bytes = 0;
            for (const auto& [name, value] : inherited) bytes += name.size() + value.size() + 1;
            if (bytes <= steps_left_) {
                steps_left_ -= bytes;
                environment_ = inherited;
            }
        }
    }
    stage_ = environment_;
}

void Scope::set_argument(const Setting& setting) {
    const bool global = at_ == Instruction::no_stage;
    const auto given = given_.find(setting.name);
    if (global) {
        if (given != given_.end())
            global_[setting.name] = given->second;
        else if (setting.has_value)
            global_[setting.name] = expand(setting.value).text;
        return;
    }
    if (environment_.contains(setting.name)) return;  // ENV has the last word
    if (given != given_.end()) {
        stage_[setting.name] = given->second;
    } else if (setting.has_value) {
        stage_[setting.name] = expand(setting.value).text;
    } else if (const auto found = global_.find(setting.name); found != global_.end()) {
        if (found->second.size() > steps_left_) return;
        steps_left_ -= found->second.size();
        stage_[setting.name] = found->second;
    }
}

}  // namespace plimsoll::dockerfile
