// What package managers and libraries download and keep for the next time, which in an image never comes.
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

struct Cache {
    Place place;
    std::string_view id, title;
    std::string_view here;       ///< what to do in the instruction that leaves it; @ is that instruction
    std::string_view elsewhere;  ///< the command that clears it, where it is copied from somewhere else
};

constexpr Cache caches[] = {
    {Place::apt, "apt-cache", "Package lists and downloads of apt",
     "End @ with `rm -rf /var/lib/apt/lists/* /var/cache/apt/*`, or give it "
     "`--mount=type=cache,target=/var/cache/apt` and `--mount=type=cache,target=/var/lib/apt/lists`.",
     "rm -rf /var/lib/apt/lists/* /var/cache/apt/*"},
    {Place::apk, "apk-cache", "Package index and downloads of apk",
     "Call `apk add --no-cache` in @, without `apk update`.", "rm -rf /var/cache/apk/*"},
    {Place::dnf, "dnf-cache", "Metadata and downloads of dnf or yum",
     "End @ with `dnf clean all && rm -rf /var/cache/dnf /var/cache/yum` (`yum clean all`, `microdnf clean "
     "all`).",
     "dnf clean all"},
    {Place::other_manager, "system-package-cache", "Downloads of the distribution's package manager",
     "End @ with `zypper clean --all` or `pacman -Scc --noconfirm`.",
     "rm -rf /var/cache/zypp/* /var/cache/pacman/pkg/*"},
    {Place::pip, "pip-cache", "pip's cache of downloads and wheels",
     "Call `pip install --no-cache-dir` in @ (or set `ENV PIP_NO_CACHE_DIR=1` before it), or give it "
     "`--mount=type=cache,target=/root/.cache/pip`.",
     "pip cache purge"},
    {Place::conda, "conda-cache", "conda's downloaded packages",
     "End @ with `conda clean --all --yes`, or give it `--mount=type=cache,target=/opt/conda/pkgs`.",
     "conda clean --all --yes"},
    {Place::npm, "npm-cache", "npm's cache",
     "End @ with `npm cache clean --force`, or give it `--mount=type=cache,target=/root/.npm`.",
     "npm cache clean --force"},
    {Place::yarn, "yarn-cache", "yarn's cache",
     "End @ with `yarn cache clean`, or give it `--mount=type=cache,target=/usr/local/share/.cache/yarn`.",
     "yarn cache clean"},
    {Place::uv, "uv-cache", "uv's cache",
     "Set `ENV UV_NO_CACHE=1` before @ (or call uv with `--no-cache`), or give it "
     "`--mount=type=cache,target=/root/.cache/uv`.",
     "uv cache clean"},
    {Place::poetry, "poetry-cache", "The cache of Poetry, Pipenv or PDM",
     "Set `ENV POETRY_NO_CACHE=1` (`PIPENV_CACHE_DIR=/tmp/pipenv` for Pipenv) before @, or give it "
     "`--mount=type=cache,target=/root/.cache`.",
     "rm -rf ~/.cache/pypoetry ~/.cache/pipenv ~/.cache/pdm"},
    {Place::build_cache, "build-cache", "Caches of compilers and build systems",
     "Build in a stage of its own and `COPY --from` it only what it makes, or give @ a "
     "`--mount=type=cache` for the cache's folder.",
     "rm -rf ~/.cache/go-build ~/.cache/bazel ~/.ccache ~/.cargo/registry ~/.gradle/caches"},
    {Place::user_cache, "user-cache", "Caches in a home directory",
     "End @ with `rm -rf ~/.cache`, or give it `--mount=type=cache,target=/root/.cache`.", "rm -rf ~/.cache"},
};

std::string with(std::string_view text, const std::string& instruction) {
    const size_t at = text.find('@');
    return std::string(text.substr(0, at)) + instruction + std::string(text.substr(at + 1));
}

std::string advice_for(const Context& context, const Cache& cache, std::optional<uint32_t> layer) {
    if (layer && context.survey.is_copied(*layer)) return clear_up(context, layer, cache.elsewhere);
    return with(cache.here, instruction_of(context, layer, "each RUN that fills it"));
}

}  // namespace

void find_caches(const Context& context) {
    for (const Cache& cache : caches) {
        auto claims = claims_for(context, ShownBy::folder,
                                 [&](uint32_t, const Item& item) { return item.place == cache.place; });
        context.accounting.report({cache.id}, std::move(claims), [&](const Group& group) {
            std::string title(cache.title), advice = advice_for(context, cache, group.layer);
            if (group.hidden_bytes > 0) {
                title +=
                    group.hidden_bytes == group.bytes ? ", cleared too late" : ", in part cleared too late";
                advice += " Later layers that delete files only hide them.";
            }
            return Words{std::move(title), std::move(advice)};
        });
    }
}

/// Models may be meant to lie where the library looks for them, so this never gets serious; hidden ones are left to
/// the findings about hidden files.
void find_model_caches(const Context& context) {
    auto claims = claims_for(context, ShownBy::folder, [](uint32_t, const Item& item) {
        return item.visible && item.place == Place::model_cache;
    });
    context.accounting.report({"model-cache", Severity::warning}, std::move(claims), [&](const Group& group) {
        return Words{"Models in a library's download cache",
                     "If the program loads them from there, keep them, in an instruction before the one that "
                     "copies the code; else delete the folder in " +
                         instruction_of(context, group.layer, "the RUN that downloads them") +
                         ", or mount it when the container starts (`docker run -v`)."};
    });
}

}  // namespace plimsoll::findings
