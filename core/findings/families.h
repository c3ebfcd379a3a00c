// The families of findings. Each looks at one thing, and reports through the accounting.
#pragma once

#include "core/findings/accounting.h"
#include "core/findings/fates.h"
#include "core/findings/survey.h"

namespace plimsoll::findings {

struct Context {
    const Input& input;
    const Survey& survey;
    const Fates& fates;
    Accounting& accounting;
};

void find_caches(const Context& context);            // caches.cpp
void find_model_caches(const Context& context);      // caches.cpp
void find_version_control(const Context& context);   // leftovers.cpp
void find_leftovers(const Context& context);         // leftovers.cpp
void find_documentation(const Context& context);     // leftovers.cpp
void find_hidden_files(const Context& context);      // hidden.cpp
void find_training_state(const Context& context);    // model_files.cpp
void find_repeated_formats(const Context& context);  // model_files.cpp
void find_pickles(const Context& context);           // model_files.cpp
void find_cuda_copies(const Context& context);       // accelerators.cpp
void find_framework_copies(const Context& context);  // accelerators.cpp
void find_build_tools(const Context& context);       // build_tools.cpp
void find_python_files(const Context& context);      // python_files.cpp
void find_duplicates(const Context& context);        // duplicates.cpp
void find_build_order(const Context& context);       // build_order.cpp
void find_secret_files(const Context& context);      // secret_files.cpp
void find_secret_settings(const Context& context);   // secret_settings.cpp
void find_settings(const Context& context);          // settings.cpp
void find_permissions(const Context& context);       // permissions.cpp
void find_size_desync(const Context& context);       // size_desync.cpp

/// Claims for all files that `belongs(inode number, item)` picks, in the layers that ship them, with the folder that
/// makes their place as evidence, or with their own path.
enum class ShownBy : uint8_t { folder, path };
template <class Belongs>
std::vector<Claim> claims_for(const Context& context, ShownBy shown_by, Belongs belongs) {
    std::vector<Claim> claims;
    const auto& items = context.survey.items();
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        const Item& item = items[inode];
        if (!context.accounting.is_free(inode) || !belongs(inode, item)) continue;
        claims.push_back({inode, shown_by == ShownBy::folder ? item.folder : item.path,
                          context.survey.inode(inode).layer});
    }
    return claims;
}

/// "End the RUN of layer 3 with `COMMAND`", and the alternative (which starts with ", or"); of what is copied: where to
/// run that command. A sentence with its full stop.
std::string clear_up(const Context& context, std::optional<uint32_t> layer, std::string_view command,
                     std::string_view alternative = "");

/// "the RUN of layer 3", "the instruction of layer 3" where the history does not tell; without a layer `otherwise`.
std::string instruction_of(const Context& context, std::optional<uint32_t> layer, std::string_view otherwise);

}  // namespace plimsoll::findings
