#include "core/findings/accounting.h"

#include <tuple>

#include "core/limits.h"
#include "core/sorting.h"
#include "core/utf8.h"

namespace plimsoll::findings {
namespace {

/// The heaviest first, equal ones in the order of their numbers; those of one number are one.
std::vector<Exhibit> heaviest_first(std::vector<Exhibit> exhibits) {
    sort_stably(exhibits.begin(), exhibits.end(),
                [](const Exhibit& a, const Exhibit& b) { return a.evidence < b.evidence; });
    size_t kept = 0;
    for (const Exhibit& exhibit : exhibits) {
        if (kept > 0 && exhibits[kept - 1].evidence == exhibit.evidence)
            exhibits[kept - 1].weight += exhibit.weight;
        else
            exhibits[kept++] = exhibit;
    }
    exhibits.resize(kept);
    sort_stably(exhibits.begin(), exhibits.end(), [](const Exhibit& a, const Exhibit& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.evidence < b.evidence;
    });
    return exhibits;
}

/// A text for a list. What is longer than any path that a kernel takes is cut.
std::string cut(std::string text) {
    if (text.size() > limits::finding_evidence_bytes) {
        size_t end = limits::finding_evidence_bytes;
        while (end > 0 && continues_character(text[end])) --end;  // not inside a character
        text.resize(end);
        text += "...";
    }
    return text;
}

}  // namespace

Accounting::Accounting(const Input& input) : files_(input.files), taken_(input.files.inodes().size()) {
    for (const auto& inode : files_.inodes()) shipped_ += inode.size;
}

uint64_t Accounting::take(uint32_t inode) {
    if (taken_[inode]) return 0;
    taken_[inode] = true;
    return files_.inodes()[inode].size;
}

Severity Accounting::severity_of(uint64_t bytes) const {
    if (bytes >= serious_bytes && bytes >= shipped_ / serious_share) return Severity::serious;
    if (bytes >= warning_bytes && bytes >= shipped_ / warning_share) return Severity::warning;
    return Severity::note;
}

std::string Accounting::text_of(uint32_t evidence, const TextOf& text) const {
    return cut(text ? text(evidence) : files_.paths().text(evidence));
}

void Accounting::report(const Kind& kind, std::vector<Claim> claims, const WordsFor& words,
                        const TextOf& text) {
    const auto& inodes = files_.inodes();
    sort_stably(claims.begin(), claims.end(),
                [](const Claim& a, const Claim& b) { return a.layer < b.layer; });
    std::vector<Group> groups;
    const auto add = [&](Group& group, const Claim& claim) {
        const auto& inode = inodes[claim.inode];
        if (group.claims.empty() || inode.size > inodes[group.heaviest].size) group.heaviest = claim.inode;
        group.claims.push_back(claim);
        group.bytes += inode.size;
        if (inode.links == 0) group.hidden_bytes += inode.size;
    };
    for (const Claim& claim : claims) {
        if (take(claim.inode) == 0) continue;
        if (groups.empty() || groups.back().layer != claim.layer) groups.emplace_back().layer = claim.layer;
        add(groups.back(), claim);
    }
    sort_stably(groups.begin(), groups.end(),
                [](const Group& a, const Group& b) { return a.bytes > b.bytes; });
    const uint64_t least = kind.least.of(shipped_);
    Group rest;
    for (size_t number = 0; number < groups.size(); ++number) {
        Group& group = groups[number];
        if (number < limits::finding_layers && group.bytes >= least) {
            write(kind, group, words, text);
            continue;
        }
        rest.layer = rest.claims.empty() ? group.layer : std::nullopt;
        for (const Claim& claim : group.claims) add(rest, claim);
    }
    if (rest.claims.empty()) return;
    if (rest.bytes >= least)
        write(kind, rest, words, text);
    else
        for (const Claim& claim : rest.claims) taken_[claim.inode] = false;
}

void Accounting::write(const Kind& kind, const Group& group, const WordsFor& words, const TextOf& text) {
    auto [title, advice] = words(group);
    Finding finding;
    finding.id = kind.id;
    finding.severity = std::min(kind.worst, severity_of(group.bytes));
    finding.title = std::move(title);
    finding.bytes = group.bytes;
    finding.advice = std::move(advice);
    std::vector<Exhibit> exhibits;
    exhibits.reserve(group.claims.size());
    for (const Claim& claim : group.claims)
        exhibits.push_back({files_.inodes()[claim.inode].size, claim.evidence, 0});
    add(std::move(finding), std::move(exhibits), text);
    findings_.back().layer = group.layer;
}

void Accounting::add(Finding finding, std::vector<Exhibit> exhibits, const TextOf& text) {
    if (exhibits.empty()) return;
    finding.layer = exhibits.front().layer;
    for (const Exhibit& exhibit : exhibits)
        if (exhibit.layer != finding.layer) finding.layer.reset();
    exhibits = heaviest_first(std::move(exhibits));
    finding.evidence_count = exhibits.size();
    for (size_t row = 0; row < std::min(exhibits.size(), limits::finding_evidence); ++row)
        finding.evidence.push_back(text_of(exhibits[row].evidence, text));
    findings_.push_back(std::move(finding));
}

void Accounting::add(Finding finding, std::vector<std::string> evidence) {
    if (evidence.empty()) return;
    finding.evidence_count = evidence.size();
    if (evidence.size() > limits::finding_evidence) evidence.resize(limits::finding_evidence);
    for (std::string& each : evidence) finding.evidence.push_back(cut(std::move(each)));
    findings_.push_back(std::move(finding));
}

std::vector<Finding> Accounting::sorted() {
    const auto key = [](const Finding& finding) {
        return std::tuple(~finding.bytes, -static_cast<int>(finding.severity), std::string_view(finding.id),
                          finding.layer.value_or(UINT32_MAX));
    };
    sort_stably(findings_.begin(), findings_.end(),
                [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    return std::move(findings_);
}

}  // namespace plimsoll::findings
