// Modes that give more than a program in a container needs.
#include "core/findings/families.h"

namespace plimsoll::findings {
namespace {

using image::Paths;

constexpr uint32_t set_user = 04000, set_group = 02000, sticky = 01000, written_by_all = 0002;

/// What distributions install that way. A package claims most; these are known where no package does.
constexpr std::string_view usual_programs[] = {"at",
                                               "bbsuid",
                                               "bsd-write",
                                               "chage",
                                               "chfn",
                                               "chsh",
                                               "crontab",
                                               "dbus-daemon-launch-helper",
                                               "dotlockfile",
                                               "expiry",
                                               "fusermount",
                                               "fusermount3",
                                               "gpasswd",
                                               "mount",
                                               "newgidmap",
                                               "newgrp",
                                               "newuidmap",
                                               "pam_timestamp_check",
                                               "passwd",
                                               "ping",
                                               "ping6",
                                               "pkexec",
                                               "polkit-agent-helper-1",
                                               "ssh-agent",
                                               "ssh-keysign",
                                               "su",
                                               "sudo",
                                               "sudoedit",
                                               "suexec",
                                               "umount",
                                               "unix_chkpwd",
                                               "utempter",
                                               "wall",
                                               "write"};

bool is_usual(std::string_view name) {
    return std::find(std::begin(usual_programs), std::end(usual_programs), name) != std::end(usual_programs);
}

void find_set_user_files(const Context& context) {
    std::vector<Exhibit> exhibits;
    const auto& items = context.survey.items();
    for (uint32_t inode = 0; inode < items.size(); ++inode) {
        if (!items[inode].visible || items[inode].packaged || is_usual(context.survey.name(inode))) continue;
        const auto* entry = context.survey.entry(inode);
        if (!entry || (entry->mode & (set_user | set_group)) == 0) continue;
        exhibits.push_back({entry->size, items[inode].path, context.survey.inode(inode).layer});
    }
    Finding finding;
    finding.id = "set-user-files";
    finding.severity = Severity::warning;
    finding.title =
        "Programs that run with the rights of their owner (setuid, setgid), and that no package installed";
    finding.advice =
        "Take the bit away in the RUN that installs them (`chmod a-s`), or use `COPY --chmod=755`.";
    context.accounting.add(std::move(finding), std::move(exhibits));
}

/// Below /tmp and the like everybody may write, and a sticky folder guards what is in it.
bool is_open_place(const Paths& paths, uint32_t path) {
    for (const std::string_view folder : {"/tmp", "/var/tmp", "/run/lock", "/var/lock", "/dev/shm"})
        if (ends_with(paths, path, folder)) return true;
    return false;
}

void find_world_writable(const Context& context) {
    const auto& files = context.input.files;
    const auto& paths = files.paths();
    using Kind = image::FileSystem::Kind;
    std::vector<bool> is_open(paths.size());
    std::vector<Exhibit> exhibits;
    for (uint32_t path = 1; path < paths.size(); ++path) {
        is_open[path] = is_open[paths.nodes[path].parent] || is_open_place(paths, path);
        const Kind kind = files.kind(path);
        if (is_open[path] || (kind != Kind::file && kind != Kind::directory)) continue;
        const uint32_t layer =
            kind == Kind::file ? files.inodes()[files.inode(path)].layer : files.layer(path);
        const uint32_t number =
            kind == Kind::file ? files.inodes()[files.inode(path)].entry : files.entry(path);
        if (layer >= context.input.layers.size() || !context.input.layers[layer]) continue;
        const auto& entries = context.input.layers[layer]->index.entries;
        if (number >= entries.size() || (entries[number].mode & written_by_all) == 0) continue;
        if (kind == Kind::directory && (entries[number].mode & sticky) != 0) continue;
        exhibits.push_back({files.size(path), path, layer});
    }
    Finding finding;
    finding.id = "world-writable-files";
    finding.severity = Severity::note;
    finding.title = "Files and folders that every user may change";
    finding.advice =
        "Instead of `chmod 777` give them to the user that runs the program: `COPY --chown=1000:1000`, or "
        "`chown` in the "
        "RUN that makes them.";
    context.accounting.add(std::move(finding), std::move(exhibits));
}

}  // namespace

void find_permissions(const Context& context) {
    find_set_user_files(context);
    find_world_writable(context);
}

}  // namespace plimsoll::findings
