// Whether an image keeps the rules that its makers set, for a pipeline that stops where it does not.
//
//     auto rules = check::rules_from_json(text, "rules.json");
//     check::Outcome outcome = check::judge(report, *rules, nullptr);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings/findings.h"
#include "core/report/report.h"

namespace plimsoll::check {

inline constexpr const char* rules_schema = "plimsoll.rules/1";

/// How much larger than its baseline an image may be.
struct Growth {
    double percent = 0;  ///< of the baseline's size; counts where `bytes` is none
    std::optional<uint64_t> bytes;
};

/// What may grow where a baseline is given and nothing is said: builds of one Dockerfile differ by some files' dates and logs.
inline constexpr Growth usual_growth{1, std::nullopt};

/// Each that is there is a rule; the report's members have the definitions.
struct Rules {
    std::optional<uint64_t> max_size;      ///< totals.file_bytes, about what `docker images` shows
    std::optional<uint64_t> max_stored;    ///< totals.blob_bytes: what a registry keeps and a pull loads
    std::optional<uint64_t> max_hidden;    ///< waste.hidden_bytes
    std::optional<uint64_t> max_files;     ///< totals.files
    std::optional<uint64_t> max_layers;    ///< totals.layers
    std::optional<double> min_efficiency;  ///< waste.efficiency, 0 to 1
    std::vector<std::string> deny;         ///< kinds of findings; or a severity: it and what is graver
    std::vector<std::string> allow;    ///< kinds of findings that neither a severity nor `deny_new` denies
    std::optional<Growth> max_growth;  ///< of totals.file_bytes over the baseline's
    std::optional<findings::Severity>
        deny_new;  ///< no finding as grave or graver of a kind that the baseline lacks

    bool any() const;
    bool needs_baseline() const { return max_growth || deny_new; }
};

/// "4GB", "200 MB", "1.5GiB", "4000000000": bytes. kB, MB, GB and TB count by 1,000, KiB, MiB, GiB and TiB by 1,024.
/// Error: the sentence that says what is wrong with it.
tl::expected<uint64_t, std::string> parse_size(std::string_view text);

/// "5%" or a size.
tl::expected<Growth, std::string> parse_growth(std::string_view text);

/// 0 to 1.
tl::expected<double, std::string> parse_share(std::string_view text);

/// A count: digits alone.
tl::expected<uint64_t, std::string> parse_count(std::string_view text);

/// "note", "warning", "serious".
tl::expected<findings::Severity, std::string> parse_severity(std::string_view text);

/// Adds what a comma-separated list names. Error: there is no such kind of finding, nor severity where they may stand.
tl::expected<void, std::string> add_kinds(std::vector<std::string>& kinds, std::string_view list,
                                          bool severities);

/// Rules as a file has them (assets/rules.schema.json): members are those of Rules, sizes are numbers or texts. A member
/// that is not known is an error, so that none is believed to hold which nobody checks. Errors name `where` and the member.
Result<Rules> rules_from_json(std::string_view text, const std::string& where);

/// Unknown: what could not be read might break the rule.
enum class Verdict : uint8_t { holds, broken, unknown };

/// "ok", "broken", "unknown".
std::string_view name_of(Verdict verdict);

struct Judgement {
    std::string rule;  ///< "max-size", "deny secret-files": as the command names it
    Verdict verdict = Verdict::holds;
    std::string found, allowed;  ///< "1.70 GB", "at most 4.00 GB"; nothing where it is that none is allowed
};

struct Outcome {
    std::vector<Judgement> judgements;  ///< one for each rule, in the order of Rules
    /// All rules hold.
    bool holds() const;
    size_t count(Verdict verdict) const;
};

/// `baseline`: an earlier image's report; null where there is none, and then rules that need one are unknown.
Outcome judge(const report::Report& report, const Rules& rules, const report::Report* baseline);

}  // namespace plimsoll::check
