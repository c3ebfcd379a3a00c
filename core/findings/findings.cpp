#include "core/findings/findings.h"

#include "core/findings/families.h"

namespace plimsoll::findings {

std::string_view name_of(Severity severity) {
    constexpr std::string_view names[] = {"note", "warning", "serious"};
    return names[static_cast<size_t>(severity)];
}

std::vector<Finding> find(const Input& input) {
    const Survey survey(input);
    const Fates fates = fates_of(input, survey);
    Accounting accounting(input);
    const Context context{input, survey, fates, accounting};

    // Who asks first gets a file's bytes: what has a plain cause and cure before what has a general one, what nobody
    // needs before what somebody may want.
    find_caches(context);
    find_version_control(context);
    find_hidden_files(context);
    find_training_state(context);
    find_leftovers(context);
    find_cuda_copies(context);
    find_framework_copies(context);
    find_repeated_formats(context);
    find_build_tools(context);
    find_python_files(context);
    find_documentation(context);
    find_model_caches(context);
    find_duplicates(context);

    // These are not about bytes.
    find_secret_files(context);
    find_secret_settings(context);
    find_build_order(context);
    find_pickles(context);
    find_settings(context);
    find_permissions(context);
    find_size_desync(context);
    return accounting.sorted();
}

std::string instruction_of(const Context& context, std::optional<uint32_t> layer,
                           std::string_view otherwise) {
    if (!layer) return std::string(otherwise);
    const auto* made_by = context.survey.made_by(*layer);
    const bool known = made_by && !made_by->instruction.empty();
    return "the " + (known ? made_by->instruction : "instruction") + " of " + layer_name(*layer);
}

std::string clear_up(const Context& context, std::optional<uint32_t> layer, std::string_view command,
                     std::string_view alternative) {
    std::string quoted(1, '`');
    quoted.append(command).append("`");
    // A copying instruction cannot clean up: what it copies has to be clean.
    if (layer && context.survey.is_copied(*layer))
        return "Run " + quoted + " where the content of " + layer_name(*layer) +
               " is made: " + instruction_of(context, layer, "") + " takes over what is there.";
    return "End " + instruction_of(context, layer, "each RUN that leaves them") + " with " + quoted +
           std::string(alternative) + ".";
}

}  // namespace plimsoll::findings
