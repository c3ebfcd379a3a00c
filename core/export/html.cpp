// The report as one document in HTML.
#include <algorithm>

#include "core/export/style.h"
#include "core/export/words.h"

namespace plimsoll::exports {
namespace {

/// Letters of one text: commands are longer than anybody reads.
constexpr size_t text_bytes = 2'000;

/// Rows of a table that are shown without being asked for.
constexpr size_t open_rows = 25;

std::string escaped(std::string_view text) {
    std::string result;
    for (const char letter : text) switch (letter) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            case '\'':
                result += "&#39;";
                break;
            default:
                result += letter;
        }
    return result;
}

std::string said(std::string_view text) { return escaped(cut(report::printable(text), text_bytes)); }

std::string code(std::string_view text) { return std::string("<code>") + said(text) + "</code>"; }

/// A sentence, whose code stands between backquotes.
std::string sentence(std::string_view text) {
    std::string result;
    for (const Piece& piece : pieces_of(cut(report::printable(text), text_bytes)))
        result += piece.code ? std::string("<code>") + escaped(piece.text) + "</code>" : escaped(piece.text);
    return result;
}

/// Numbers are in the document exactly as well, for programs, and sizes for who points at them.
std::string number(const Column& column, const Value& value) {
    std::string text = std::string("<data value=\"") + escaped(exact(value)) + "\"";
    if (const Bytes* bytes = std::get_if<Bytes>(&value); bytes && bytes->bytes >= 1000)
        text += std::string(" title=\"") + report::format_count(bytes->bytes) + " bytes\"";
    return text + ">" + escaped(readable(column, value)) + "</data>";
}

std::string content(const Column& column, const Value& value) {
    if (std::holds_alternative<Bytes>(value) || std::holds_alternative<Count>(value) ||
        std::holds_alternative<LayerNumber>(value) || std::holds_alternative<Share>(value) ||
        std::holds_alternative<Number>(value))
        return number(column, value);
    if (const Text* text = std::get_if<Text>(&value); text && is_theirs(value)) return code(text->text);
    if (const Texts* texts = std::get_if<Texts>(&value); texts && is_theirs(value)) {
        if (texts->texts.size() == 1) return code(texts->texts.front());
        std::string list = "<ul>";
        for (size_t at = 0; at < texts->texts.size() && at < html_rows; ++at)
            list += std::string("<li>") + code(texts->texts[at]) + "</li>";
        list += "</ul>";
        if (texts->texts.size() <= 3) return list;
        return std::string("<details><summary>") + counted(texts->texts.size(), "line", "lines") +
               "</summary>" + list + "</details>";
    }
    return said(readable(column, value));
}

std::string class_of(const Table& table, size_t column) {
    if (table.columns[column].number) return " class=\"n\"";
    size_t longest = 0;
    for (size_t row = 0; row < table.rows.size() && row < html_rows; ++row)
        longest = std::max(longest, readable(table.columns[column], table.rows[row][column]).size());
    return longest > 40 ? " class=\"long\"" : longest <= 24 ? " class=\"word\"" : "";
}

std::string header_of(const Column& column) {
    std::string text = escaped(column.heading);
    if (column.number && column.unit == "%") text += ", %";
    return text;
}

std::string grid(const Table& table) {
    const auto columns = columns_of(table, in_full);
    std::vector<std::string> classes(table.columns.size());
    for (const size_t at : columns) classes[at] = class_of(table, at);
    std::string text = std::string("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"") +
                       escaped(table.title) + "\">\n<table id=\"table-" + table.name + "\">\n<caption>" +
                       escaped(table.note.empty() ? table.title : table.note);
    if (table.rows.size() > html_rows)
        text += std::string(" The first ") + report::format_count(html_rows) + " of " +
                report::format_count(table.rows.size()) + " rows are here.";
    text += "</caption>\n<thead>\n<tr>";
    for (const size_t at : columns) {
        const Column& column = table.columns[at];
        text += std::string("<th scope=\"col\"") + classes[at] + " title=\"" + escaped(column.definition) +
                "\">" + header_of(column) + "</th>";
    }
    text += "</tr>\n</thead>\n<tbody>\n";
    // The first column of words names the row.
    size_t naming = columns.front();
    for (const size_t at : columns)
        if (!table.columns[at].number) {
            naming = at;
            break;
        }
    for (size_t row = 0; row < table.rows.size() && row < html_rows; ++row) {
        text += "<tr>";
        for (const size_t at : columns) {
            const char* element = at == naming ? "th" : "td";
            text += std::string("<") + element + (at == naming ? " scope=\"row\"" : "") + classes[at] + ">" +
                    content(table.columns[at], table.rows[row][at]) + "</" + element + ">";
        }
        text += "</tr>\n";
    }
    text +=
        "</tbody>\n</table>\n</div>\n<details><summary class=\"muted\">What the columns mean</summary>\n<dl "
        "class=\"columns\">\n";
    for (const size_t at : columns)
        text += std::string("<dt>") + header_of(table.columns[at]) + "</dt><dd class=\"what\">" +
                escaped(table.columns[at].definition) + "</dd>\n";
    return text + "</dl>\n</details>\n";
}

std::string drawing(const report::Report& report, charts::ReportChart chart, double width, const char* name) {
    charts::Options options;
    options.width = width;
    options.heading = false;
    const charts::Scene scene = charts::draw(report, chart, options);
    std::string svg = charts::to_svg(scene, charts::Theme::light);
    svg.erase(0, svg.find("<svg"));
    return std::string("<figure class=\"") + std::string(name) + "\">\n<figcaption>" +
           said(scene.description) + "</figcaption>\n" + svg + "</figure>\n";
}

/// For a wide window and for a telephone: the style shows one of them.
std::string drawings(const report::Report& report, charts::ReportChart chart) {
    return drawing(report, chart, 880, "wide") + drawing(report, chart, 360, "narrow");
}

std::string section(const std::string& id, const std::string& title, const std::string& body) {
    return std::string("<section id=\"") + id + "\">\n<h2>" + escaped(title) + "</h2>\n" + body +
           "</section>\n";
}

std::string table_body(const Table& table) {
    if (table.rows.empty()) return "<p class=\"muted\">None.</p>\n";
    if (table.rows.size() <= open_rows) return grid(table);
    return std::string("<details><summary>") + counted(table.rows.size(), "row", "rows") + "</summary>\n" +
           grid(table) + "</details>\n";
}

std::string findings_body(const report::Report& report) {
    if (report.findings.empty()) return "<p class=\"muted\">None.</p>\n";
    std::vector<const findings::Finding*> order;
    for (const auto& finding : report.findings) order.push_back(&finding);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* left, const auto* right) { return left->severity > right->severity; });
    if (order.size() > html_rows) order.resize(html_rows);
    const Column bytes{"bytes", "", "bytes", ""}, layer{"layer", "", "", ""};
    std::string text = "<ol class=\"findings\">\n";
    for (const findings::Finding* finding : order) {
        const std::string severity(findings::name_of(finding->severity));
        text += std::string("<li><h3><span class=\"severity ") + severity + "\">" + severity + "</span>" +
                said(finding->title) + "</h3>\n<p>";
        if (finding->bytes > 0) text += number(bytes, Bytes{finding->bytes}) + " could be saved. ";
        if (finding->layer)
            text += std::string("Layer ") + number(layer, LayerNumber{*finding->layer}) + ". ";
        text += sentence(finding->advice) + "</p>\n";
        if (!finding->evidence.empty()) {
            text += std::string("<details><summary class=\"muted\">") +
                    counted(finding->evidence_count, "place", "places") + "</summary>\n<ul>";
            for (const std::string& each : finding->evidence)
                text += std::string("<li>") + code(each) + "</li>";
            if (finding->evidence_count > finding->evidence.size())
                text += std::string("<li>and ") +
                        report::format_count(finding->evidence_count - finding->evidence.size()) +
                        " more</li>";
            text += "</ul></details>\n";
        }
        text += "</li>\n";
    }
    return text + "</ol>\n";
}

std::string figure(const char* name, const Value& value) {
    return std::string("<li>") + name + " <strong>" + number(Column{}, value) + "</strong></li>\n";
}

std::string head(const report::Report& report) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
           "http-equiv=\"Content-Security-Policy\" "
           "content=\"" +
           policy() +
           "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
           "name=\"referrer\" "
           "content=\"no-referrer\">\n<meta name=\"generator\" content=\"Plimsoll " +
           report::version() + "\">\n<title>" + said(title_of(report)) +
           " \xe2\x80\x93 Plimsoll</title>\n<style>" + style() + "</style>\n</head>\n";
}

std::string header(const report::Report& report, const HtmlOptions& options) {
    const image::Image& image = report.image;
    std::string text = std::string("<header>\n<h1>") + code(title_of(report)) + "</h1>\n<p class=\"muted\">";
    const std::string& digest = image.digest.empty() ? image.config_digest : image.digest;
    if (!digest.empty()) text += code(digest) + "<br>\n";
    text += std::string("Report by Plimsoll ") + report::version();
    if (!options.date.empty()) text += std::string(" of ") + said(options.date);
    if (!report.source.name.empty()) text += std::string(" on the archive ") + code(report.source.name);
    text += ".</p>\n</header>\n<ul class=\"figures\">\n";
    text += figure("In the container", Bytes{report.filesystem.bytes});
    text += figure("Shipped", Bytes{report.totals.file_bytes});
    text += figure("Stored", Bytes{report.totals.blob_bytes});
    text += figure("Hidden", Bytes{report.waste.hidden_bytes});
    text += figure("Efficiency", Share{report.waste.efficiency});
    text += figure("Layers", Count{report.layers.size()});
    return text + "</ul>\n";
}

}  // namespace

std::string html_of(const report::Report& report, const HtmlOptions& options) {
    using charts::ReportChart;
    const Tables tables = tables_of(report);
    const auto table = [&](const char* name) -> const Table& { return *find(tables, name); };
    struct Part {
        const char *id, *title;
        std::string body;
    };
    std::vector<Part> parts;
    if (!table("problems").rows.empty())
        parts.push_back({"problems", "Problems", table_body(table("problems"))});
    parts.push_back({"load", "The load", drawings(report, ReportChart::load)});
    parts.push_back({"findings", "Findings", findings_body(report)});
    parts.push_back(
        {"layers", "Layers", drawings(report, ReportChart::layers) + table_body(table("layers"))});
    parts.push_back(
        {"packages", "Packages", drawings(report, ReportChart::packages) + table_body(table("packages"))});
    parts.push_back(
        {"types", "File types", drawings(report, ReportChart::types) + table_body(table("file_types"))});
    parts.push_back(
        {"waste", "Hidden files", drawings(report, ReportChart::waste) + table_body(table("waste"))});
    parts.push_back({"largest", "Largest files", table_body(table("largest_files"))});
    parts.push_back({"purpose", "What it is for", table_body(table("taxonomy"))});
    parts.push_back({"bases", "Built on", table_body(table("base_images"))});
    parts.push_back({"study", "Among the study's images",
                     drawings(report, ReportChart::study) + table_body(table("study"))});
    parts.push_back(
        {"study-types", "File types, as the study counted", table_body(table("study_file_types"))});
    parts.push_back({"image", "The image", grid(table("image"))});

    std::string text =
        head(report) + "<body>\n" + header(report, options) + "<nav aria-label=\"Parts of the report\">\n";
    for (const Part& part : parts)
        text += std::string("<a href=\"#") + part.id + "\">" + escaped(part.title) + "</a>\n";
    text += "</nav>\n<main>\n";
    for (const Part& part : parts) text += section(part.id, part.title, part.body);
    return text +
           "</main>\n<footer>\n<p>Figures are defined where they stand. 1 kB is 1,000 bytes. The exact "
           "number of bytes stands "
           "behind each size, for who points at it.</p>\n<p>The study: M. Openja, F. Majidi, F. Khomh, B. "
           "Chembakottu, H. Li: "
           "Studying the Practices of Deploying Machine Learning Projects on Docker. EASE "
           "2022.</p>\n</footer>\n</body>\n</html>\n";
}

}  // namespace plimsoll::exports
