#include "core/limits.h"
#include "core/packages/ecosystems.h"

namespace plimsoll::packages {

std::string_view name_of(Ecosystem ecosystem) {
    constexpr std::string_view names[] = {"dpkg", "apk", "conda", "python", "npm", "r", "julia", "files"};
    return names[static_cast<size_t>(ecosystem)];
}

std::string_view name_of(Role role) {
    constexpr std::string_view names[] = {"", "ml-framework", "accelerator", "model-weights"};
    return names[static_cast<size_t>(role)];
}

void Work::report(Problem::Severity severity, std::string where, std::string message) {
    if (problems.size() < limits::problems)
        problems.push_back({severity, std::move(where), std::move(message)});
}

Attribution attribute(const image::FileSystem& files, const std::vector<const image::LayerScan*>& layers) {
    const Documents documents(files, layers);
    Lookup lookup(files, layers);
    Claims claims(files);
    std::vector<Problem> problems;
    Work work{files, documents, lookup, claims, problems};
    claim_dpkg(work);
    claim_apk(work);
    claim_conda(work);
    claim_python(work);
    claim_npm(work);
    claim_r(work);
    claim_julia(work);
    claim_rest(work);
    name_rpm_databases(work);
    if (const uint64_t refused = claims.refused() + documents.left_out(); refused > 0)
        work.report(
            Problem::Severity::error, "",
            std::to_string(refused) +
                " packages and groups are left out, being too many or of too long a name: their files "
                "are in the groups of directories above them");
    Attribution result = claims.finish();
    result.problems = std::move(problems);
    return result;
}

}  // namespace plimsoll::packages
