// Packages that are a directory each: npm's, R's, Julia's.
#include "tests/support/weighed.h"

using namespace plimsoll;
using namespace plimsoll::test;
using packages::Ecosystem;

namespace {

std::string row(const std::string& what, uint64_t bytes, int files) {
    return what + ": " + std::to_string(bytes) + " bytes, " + std::to_string(files) + " files, layer 0";
}

}  // namespace

TEST_CASE("An npm package has all below it but packages inside it") {
    const std::string outer = R"({"name":"outer","version":"1.0.0"})",
                      inner = R"({"version":"2.0.0","name":"inner"})";
    const Weighed image{Tar()
                            .file("app/node_modules/outer/package.json", outer)
                            .file("app/node_modules/outer/dist/index.js", 100)
                            .file("app/node_modules/outer/dist/package.json", R"({"type":"module"})")
                            .file("app/node_modules/outer/node_modules/inner/package.json", inner)
                            .file("app/node_modules/outer/node_modules/inner/a.js", 10)
                            .file("app/node_modules/outer/node_modules/.package-lock.json", "{}")
                            .file("app/node_modules/.package-lock.json", "{}")
                            .file("app/node_modules/no-package/index.js", 1)
                            .file("app/package.json", R"({"name":"app"})")};
    CHECK(image.rows(Ecosystem::npm) ==
          Rows{row("outer 1.0.0 at /app/node_modules/outer", outer.size() + 100 + 17 + 2, 4),
               row("inner 2.0.0 at /app/node_modules/outer/node_modules/inner", inner.size() + 10, 2)});
    CHECK(image.owner("app/package.json") == "files /app");
    CHECK(image.owner("app/node_modules/no-package/index.js") == "files /app");
    CHECK(image.owner("app/node_modules/.package-lock.json") == "files /app");
}

TEST_CASE("npm packages have scopes, and the name of their directory where they tell none") {
    const std::string tensors = R"({"dependencies":{"name":"x"},"name":"@tensorflow/tfjs","version":"4"})";
    const Weighed image{Tar()
                            .file("node_modules/@tensorflow/tfjs/package.json", tensors)
                            .file("node_modules/@own/broken/package.json", "{not json")
                            .file("node_modules/bare/package.json", R"({"version":7,"name":{"x":"y"}})")
                            .file("node_modules/.cache/tool/package.json", "{}")
                            .file("node_modules/.pnpm/z@1/node_modules/z/package.json", R"({"name":"z"})")};
    CHECK(image.rows(Ecosystem::npm) ==
          Rows{row("@tensorflow/tfjs 4 at /node_modules/@tensorflow/tfjs (ml-framework)", tensors.size(), 1),
               row("bare at /node_modules/bare", 30, 1),
               row("z at /node_modules/.pnpm/z@1/node_modules/z", 12, 1),
               row("@own/broken at /node_modules/@own/broken", 9, 1)});
}

TEST_CASE("An R package is a directory of a library whose DESCRIPTION says a name and a version") {
    const std::string description = "Package: xgboost\nTitle: x\nVersion: 1.7.5.1\nDepends: R\n    (>= 3)\n";
    const Weighed image{Tar()
                            .file("usr/local/lib/R/site-library/xgboost/DESCRIPTION", description)
                            .file("usr/local/lib/R/site-library/xgboost/libs/xgboost.so", 500)
                            .file("usr/lib/R/library/base/DESCRIPTION", "Package: base\nVersion: 4.2\n")
                            .file("usr/lib/R/library/prose/DESCRIPTION", "This is about libraries.\n")
                            .file("usr/lib/R/library/half/DESCRIPTION", "Package: half\n")};
    CHECK(image.rows(Ecosystem::r) ==
          Rows{row("xgboost 1.7.5.1 at /usr/local/lib/R/site-library/xgboost (ml-framework)",
                   description.size() + 500, 2),
               row("base 4.2 at /usr/lib/R/library/base", 27, 1)});
}

TEST_CASE("A Julia package is a directory of a depot, named by its project") {
    const std::string project =
        "# a project\nuuid = \"587475ba\"\nname = \"Flux\"\nauthors = [\"x\"]\n"
        "version = \"0.13.4\"\n\n[deps]\nversion = \"no\"\n";
    const Weighed image{
        Tar()
            .file("root/.julia/packages/Flux/7nTyc/Project.toml", project)
            .file("root/.julia/packages/Flux/7nTyc/src/Flux.jl", 50)
            .file("opt/julia/share/julia/stdlib/v1.9/Dates/Project.toml", "name=\"Dates\"\n")
            .file("srv/packages/app/longer/Project.toml", "name = \"app\"\n")
            .file("root/.julia/packages/None/AbCd1/Project.toml", "[deps]\nname = \"None\"\n")};
    CHECK(image.rows(Ecosystem::julia) ==
          Rows{row("Flux 0.13.4 at /root/.julia/packages/Flux/7nTyc (ml-framework)", project.size() + 50, 2),
               row("Dates at /opt/julia/share/julia/stdlib/v1.9/Dates", 13, 1)});
}
