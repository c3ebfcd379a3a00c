// A report in which everything that can be somebody else's is made to harm.
#pragma once

#include <string>
#include <vector>

#include "tests/support/reports.h"

namespace plimsoll::test {

inline const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts = {
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "\"quoted\" 'single' & <b>bold</b>",
        "a|b|c",
        "a\\|b",
        "a\\",
        "`code` ``two`` ```three",
        "`",
        " ` ",
        "  ",
        "line\nnext\r\n# heading\n- item",
        "\\input{/etc/passwd}",
        "\\write18{id} $x^2$ %comment #1 _sub {brace} ~tilde",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\xef\xbc\x9d"
        "1+1",
        "  =1+1",
        "\t=1+1",
        "@somebody fixes #12 and GH-7, see https://example.org or www.example.org or a@b.example",
        "[link](javascript:alert(1)) ![image](http://example.org/x.png) <http://example.org>",
        "\xe2\x80\xae"
        "gnp.exe",
        "invalid \xff\xfe bytes \xc3",
        std::string("nul \0 here", 10),
        "\x1b[31mred\x1b[0m",
        "caf\xc3\xa9 \xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x98\x80",
        "--flag -- ,, '' ?` !` << >>",
        std::string(5000, 'x'),
        std::string(3000, '|'),
        std::string(3000, '`'),
        std::string(3000, '\\'),
    };
    return texts;
}

inline report::Report hostile_report(const std::string& text) {
    report::Report report = full_report();
    report.source.name = text;
    report.image.references = {text, text};
    report.image.digest = text;
    report.image.config_digest = text;
    report.image.config.created = text;
    report.image.config.user = text;
    report.image.config.platform = {text, text, text};
    report.image.config.entrypoint = {text, text};
    report.image.config.cmd = {text};
    for (auto& step : report.history) {
        step.step.created = text;
        step.made_by.instruction = text;
        step.made_by.command = text;
    }
    for (auto& layer : report.layers) layer.digest = layer.diff_id = layer.media_type = text;
    report.file_types.corrected = {{text, 1, 2}};
    report.file_types.study = {{text, 1, 2}};
    report.waste.paths = {{text, 7, {0, 1}}};
    report.largest_files = {{text, 9, 0, image::FileType::data}};
    for (auto& package : report.packages) package.name = package.version = package.location = text;
    for (auto& finding : report.findings) {
        finding.id = finding.title = finding.advice = text;
        finding.evidence = {text, text};
    }
    report.taxonomy.category.label = text;
    report.taxonomy.category.alternatives = {{text, 0.5}};
    report.taxonomy.category.evidence = {{text, text, text, 1}};
    for (auto& purpose : report.taxonomy.purposes) purpose.label = purpose.subcategory = text;
    report.taxonomy.base_images = {{text, {{}, ""}, text, false}};
    for (auto& metric : report.study.metrics)
        metric.metric = metric.heading = metric.unit = metric.sentence = text;
    report.problems = {{Problem::Severity::error, text, text}};
    return report;
}

}  // namespace plimsoll::test
