// The readers of the databases: each claims what its ecosystem put into the file system.
#pragma once

#include <string>
#include <vector>

#include "core/packages/claims.h"
#include "core/packages/documents.h"
#include "core/packages/lookup.h"

namespace plimsoll::packages {

/// What a reader works with.
struct Work {
    const image::FileSystem& files;
    const Documents& documents;
    Lookup& lookup;
    Claims& claims;
    std::vector<Problem>& problems;

    void report(Problem::Severity severity, std::string where, std::string message);
};

// In the order in which they claim.
void claim_dpkg(Work& work);
void claim_apk(Work& work);
void claim_conda(Work& work);
void claim_python(Work& work);
void claim_npm(Work& work);
void claim_r(Work& work);
void claim_julia(Work& work);

/// All that is left, in groups.
void claim_rest(Work& work);

/// Says which RPM databases there are: they are not read, so what RPM installed is in the groups.
void name_rpm_databases(Work& work);

}  // namespace plimsoll::packages
