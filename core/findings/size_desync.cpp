// Files whose size is one number to some readers of the layer and another one to others.
#include "core/findings/families.h"

namespace plimsoll::findings {

void find_size_desync(const Context& context) {
    std::vector<Exhibit> exhibits;
    const auto& items = context.survey.items();
    for (uint32_t inode = 0; inode < items.size(); ++inode)
        if (const auto* entry = context.survey.entry(inode); entry && entry->sizes_disagree)
            exhibits.push_back({entry->size, items[inode].path, context.survey.inode(inode).layer});
    Finding finding;
    finding.id = "size-desync";
    finding.severity = Severity::serious;
    finding.title = "Files with two sizes: one in the tar header, another in the pax header before it";
    finding.advice =
        "Build the layer anew with a current tool. A reader that goes by the wrong size takes the inside of "
        "such a file "
        "for further files (CVE-2025-62518); Plimsoll goes by the pax header, as POSIX says.";
    context.accounting.add(std::move(finding), std::move(exhibits));
}

}  // namespace plimsoll::findings
