// The same content under several paths of the final file system. Only what was hashed can tell.
#include "core/findings/families.h"

#include "core/sorting.h"

namespace plimsoll::findings {

/// The first of equal files is the one to keep; all others are claimed. Hard links are one file and no duplicates.
void find_duplicates(const Context& context) {
    struct Row {
        const image::ContentHash* hash;
        uint32_t inode;
    };
    std::vector<Row> rows;
    const auto& items = context.survey.items();
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        if (!items[inode].visible || !context.accounting.is_free(inode) ||
            context.survey.inode(inode).size < duplicate_bytes)
            continue;
        if (const auto* hash = context.survey.content(inode)) rows.push_back({hash, inode});
    }
    sort_stably(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return *a.hash != *b.hash ? *a.hash < *b.hash : a.inode < b.inode;
    });
    std::vector<Claim> claims;
    for (size_t row = 1; row < rows.size(); ++row)
        if (*rows[row].hash == *rows[row - 1].hash)
            claims.push_back(
                {rows[row].inode, items[rows[row].inode].path, context.survey.inode(rows[row].inode).layer});
    sort_stably(claims.begin(), claims.end(),
                [](const Claim& a, const Claim& b) { return a.inode < b.inode; });
    context.accounting.report(
        {"duplicate-files", Severity::warning}, std::move(claims), [&](const Group& group) {
            return Words{
                "Files whose content another path has as well",
                "Keep one copy, and make the others links to it (`ln -s`, or `ln` in the same RUN) in " +
                    instruction_of(context, group.layer, "the instructions that ship them") + "."};
        });
}

}  // namespace plimsoll::findings
