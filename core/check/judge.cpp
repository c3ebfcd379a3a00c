#include <algorithm>
#include <cstdio>
#include <set>

#include "core/check/check.h"

namespace plimsoll::check {
namespace {

using findings::Finding;
using findings::Severity;
using report::format_bytes;
using report::format_count;
using report::Report;

/// Findings that are named in a judgement; the rest is counted.
constexpr size_t named_findings = 3;

/// Shares are told with so many digits that one which is nearly enough does not read as if it were.
std::string share(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
}

std::string named(const std::vector<const Finding*>& found) {
    std::string text;
    for (size_t at = 0; at < found.size() && at < named_findings; ++at) {
        text.append(at > 0 ? "; " : "").append(found[at]->id).append(": ").append(found[at]->title);
        if (found[at]->layer) text.append(" (layer ").append(std::to_string(*found[at]->layer)).append(")");
    }
    if (found.size() > named_findings)
        text.append("; and ").append(std::to_string(found.size() - named_findings)).append(" more");
    return text;
}

class Judge {
 public:
    Judge(const Report& report, const Rules& rules, const Report* baseline)
        : report_(report), rules_(rules), baseline_(baseline), complete_(report.complete()) {}

    Outcome judge() {
        const auto& totals = report_.totals;
        at_most("max-size", rules_.max_size, totals.file_bytes, format_bytes);
        at_most("max-stored", rules_.max_stored, totals.blob_bytes, format_bytes);
        at_most("max-hidden", rules_.max_hidden, report_.waste.hidden_bytes, format_bytes);
        at_most("max-files", rules_.max_files, totals.files, format_count);
        // How many layers there are is known even of those that cannot be read.
        if (rules_.max_layers)
            add("max-layers", report_.layers.size() > *rules_.max_layers ? Verdict::broken : Verdict::holds,
                format_count(report_.layers.size()), "at most " + format_count(*rules_.max_layers));
        if (rules_.min_efficiency)
            add("min-efficiency",
                !complete_                                          ? Verdict::unknown
                : report_.waste.efficiency < *rules_.min_efficiency ? Verdict::broken
                                                                    : Verdict::holds,
                share(report_.waste.efficiency), "at least " + share(*rules_.min_efficiency));
        for (const std::string& what : rules_.deny) deny(what);
        if (rules_.max_growth) growth(*rules_.max_growth);
        if (rules_.deny_new) deny_new(*rules_.deny_new);
        return std::move(outcome_);
    }

 private:
    void add(std::string rule, Verdict verdict, std::string found, std::string allowed) {
        if (verdict == Verdict::unknown && !complete_) found += "; not all layers could be read";
        outcome_.judgements.push_back({std::move(rule), verdict, std::move(found), std::move(allowed)});
    }

    /// Of an image that was read in part the figure is a lower bound.
    void at_most(const char* rule, const std::optional<uint64_t>& limit, uint64_t found,
                 std::string (*write)(uint64_t)) {
        if (!limit) return;
        // Rounded alike, one that is too much by little would read as if it were allowed.
        const bool alike = found != *limit && write(found) == write(*limit);
        const auto exact = [&](uint64_t value) {
            return alike && write == format_bytes ? format_count(value) + " bytes" : write(value);
        };
        add(rule,
            found > *limit ? Verdict::broken
            : complete_    ? Verdict::holds
                           : Verdict::unknown,
            exact(found), "at most " + exact(*limit));
    }

    bool allowed(const Finding& finding) const {
        return std::find(rules_.allow.begin(), rules_.allow.end(), finding.id) != rules_.allow.end();
    }

    void add_findings(std::string rule, const std::vector<const Finding*>& found) {
        const Verdict verdict = !found.empty() ? Verdict::broken
                                : complete_    ? Verdict::holds
                                               : Verdict::unknown;
        add(std::move(rule), verdict, found.empty() ? "none found" : named(found), "");
    }

    void deny(const std::string& what) {
        std::vector<const Finding*> found;
        const auto severity = parse_severity(what);
        for (const Finding& finding : report_.findings)
            if (severity ? finding.severity >= *severity && !allowed(finding) : finding.id == what)
                found.push_back(&finding);
        add_findings("deny " + what, found);
    }

    void growth(const Growth& growth) {
        const std::string limit =
            growth.bytes ? format_bytes(*growth.bytes) : share_of_hundred(growth.percent);
        if (!baseline_) return add("max-growth", Verdict::unknown, "no baseline", "at most " + limit);
        const uint64_t before = baseline_->totals.file_bytes, now = report_.totals.file_bytes;
        const double most = growth.bytes ? static_cast<double>(*growth.bytes)
                                         : static_cast<double>(before) * growth.percent / 100;
        const bool broken = now > before && static_cast<double>(now - before) > most;
        const bool both = complete_ && baseline_->complete();
        std::string words(now >= before ? "+" : "-");
        words.append(format_bytes(now > before ? now - before : before - now));
        words.append(" (").append(format_bytes(before)).append(" before)");
        if (complete_ && !both) words += "; the baseline could not be read in full";
        add("max-growth",
            !both    ? Verdict::unknown
            : broken ? Verdict::broken
                     : Verdict::holds,
            std::move(words), "at most " + limit);
    }

    void deny_new(Severity severity) {
        const std::string rule = "deny-new " + std::string(findings::name_of(severity));
        if (!baseline_) return add(rule, Verdict::unknown, "no baseline", "");
        std::set<std::string_view> before;
        for (const Finding& finding : baseline_->findings) before.insert(finding.id);
        std::vector<const Finding*> found;
        for (const Finding& finding : report_.findings)
            if (finding.severity >= severity && !before.contains(finding.id) && !allowed(finding))
                found.push_back(&finding);
        add_findings(rule, found);
    }

    static std::string share_of_hundred(double percent) {
        char text[32];
        std::snprintf(text, sizeof text, "%g %%", percent);
        return text;
    }

    const Report& report_;
    const Rules& rules_;
    const Report* baseline_;
    bool complete_;
    Outcome outcome_;
};

}  // namespace

std::string_view name_of(Verdict verdict) {
    constexpr std::string_view names[] = {"ok", "broken", "unknown"};
    return names[static_cast<size_t>(verdict)];
}

bool Outcome::holds() const { return count(Verdict::holds) == judgements.size(); }

size_t Outcome::count(Verdict verdict) const {
    return static_cast<size_t>(std::count_if(judgements.begin(), judgements.end(),
                                             [&](const Judgement& each) { return each.verdict == verdict; }));
}

Outcome judge(const Report& report, const Rules& rules, const Report* baseline) {
    return Judge(report, rules, baseline).judge();
}

}  // namespace plimsoll::check
