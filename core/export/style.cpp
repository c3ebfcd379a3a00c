#include "core/export/style.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <span>

#include "core/bytes/bytes.h"
#include "core/charts/charts.h"

namespace plimsoll::exports {
namespace {

constexpr const char* rules = R"(
:root{--page:#f5f6f8;--card:#ffffff;--raised:#eef1f5;--line:#d8dee6;--text:#18202b;--muted:#566273;--link:#1f66a0;--good:#0b7a55;--warning:#9a6700;--bad:#c62828;color-scheme:light}
@media screen and (prefers-color-scheme:dark){:root{--page:#0e1217;--card:#151b22;--raised:#1d252f;--line:#2b3541;--text:#e7ecf2;--muted:#9aa7b6;--link:#7cc0f0;--good:#3ecf9a;--warning:#f2b441;--bad:#ff6b6b;color-scheme:dark}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:14px/20px Inter,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1080px;padding:24px 16px 48px}
h1{font-size:26px;line-height:32px;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:18px;line-height:24px;margin:0 0 4px}
p{margin:4px 0}
a{color:var(--link)}
code{font:12.5px/18px "JetBrains Mono",ui-monospace,"DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
h1 code{font:inherit}
.muted,caption,figcaption,dd.what{color:var(--muted)}
nav{margin:16px 0}
nav a{display:inline-block;margin:0 16px 4px 0}
section{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:12px 0;padding:14px 16px}
.figures{display:grid;list-style:none;padding:0;gap:12px;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));margin:16px 0}
.figures li{color:var(--muted);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
.figures strong{color:var(--text);display:block;font-size:22px;font-weight:600;line-height:28px;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
caption{caption-side:top;text-align:left;padding:0 0 8px}
th,td{border-bottom:1px solid var(--line);padding:6px 12px 6px 0;text-align:left;vertical-align:top}
thead th{border-bottom-color:var(--muted);color:var(--muted);font-size:12.5px;font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
.n{text-align:right;white-space:nowrap}
.long{min-width:240px}
.word{white-space:nowrap}
td ul{list-style:none;margin:0;padding:0}
td li{margin:0 0 2px}
figure{margin:8px 0 0}
figcaption{margin:0 0 8px}
svg{display:block;height:auto;margin:0 -12px;width:calc(100% + 24px)}
.narrow{display:none}
.findings{list-style:none;margin:8px 0 0;padding:0}
.findings li{border-top:1px solid var(--line);padding:10px 0}
.findings h3{font-size:14px;line-height:20px;margin:0}
.findings ul{margin:4px 0 0;padding:0 0 0 16px}
.findings ul li{border:0;padding:0}
.severity{border:1px solid currentColor;border-radius:6px;font-size:12px;font-weight:600;margin-right:8px;padding:1px 7px}
.serious{color:var(--bad)}
.warning{color:var(--warning)}
.note{color:var(--muted)}
.partly{border-color:var(--bad)}
summary{cursor:pointer}
details>summary{margin:2px 0}
dl.columns{display:grid;gap:2px 16px;grid-template-columns:max-content 1fr;margin:8px 0 0}
dl.columns dd{margin:0}
footer{color:var(--muted);margin-top:24px}
@media (max-width:699px){.wide{display:none}.narrow{display:block}body{padding:16px 10px 32px}section{padding:12px}h1{font-size:20px;line-height:26px}dl.columns{grid-template-columns:1fr}.figures{grid-template-columns:1fr 1fr}.figures strong{font-size:18px;line-height:24px}}
@media print{html{background:#ffffff;font-size:11px;line-height:15px}body{max-width:none;padding:0}nav{display:none}section{border:0;padding:0;margin:16px 0}.scroll{overflow:visible}tr,figure,.findings li{break-inside:avoid}.wide{display:block}.narrow{display:none}.long{min-width:0}}
)";

std::string hex(uint32_t colour) {
    char text[16];
    std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(colour & 0xffffff));
    return text;
}

/// Drawings have their light colours in attributes, which a style sheet stands above.
std::string dark_drawings() {
    std::string text = "@media screen and (prefers-color-scheme:dark){\n";
    for (size_t at = 0; at < charts::ink_count; ++at) {
        const auto ink = static_cast<charts::Ink>(at);
        const std::string light = hex(charts::colour(ink, charts::Theme::light)),
                          dark = hex(charts::colour(ink, charts::Theme::dark));
        text.append("svg [fill=\"").append(light).append("\"]{fill:").append(dark).append("}");
        text.append("svg [stroke=\"").append(light).append("\"]{stroke:").append(dark).append("}\n");
    }
    return text.append("}\n");
}

std::string base64(std::span<const uint8_t> bytes) {
    constexpr const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (size_t at = 0; at < bytes.size(); at += 3) {
        uint32_t group = 0;
        for (size_t byte = 0; byte < 3; ++byte)
            group = group << 8 | (at + byte < bytes.size() ? bytes[at + byte] : 0u);
        for (size_t digit = 0; digit < 4; ++digit)
            text.push_back(at + digit <= bytes.size() ? digits[group >> (18 - 6 * digit) & 63] : '=');
    }
    return text;
}

}  // namespace

std::string style() { return rules + dark_drawings(); }

std::string policy() {
    const std::string text = style();
    bytes::Sha256 hash;
    hash.add({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    return std::string("default-src 'none'; style-src 'sha256-") + base64(hash.sum()) +
           "'; base-uri 'none'; form-action 'none'";
}

}  // namespace plimsoll::exports
