// A scene as SVG 1.1.
#include <algorithm>
#include <cmath>

#include "core/charts/charts.h"
#include "core/charts/text.h"

namespace plimsoll::charts {
namespace {

constexpr size_t most_text_bytes = 4096;

std::string escaped(std::string_view text, bool lines = false) {
    std::string result;
    for (const char letter : clean(text, most_text_bytes, lines)) switch (letter) {
            case '&':
                result.append("&amp;");
                break;
            case '<':
                result.append("&lt;");
                break;
            case '>':
                result.append("&gt;");
                break;
            case '"':
                result.append("&quot;");
                break;
            case '\'':
                result.append("&#39;");
                break;
            default:
                result.push_back(letter);
        }
    return result;
}

/// A coordinate with at most two decimals; what is no number or beyond all scenes is 0.
std::string coordinate(double value) {
    if (!(std::abs(value) < 1e7)) return "0";
    const auto hundredths = std::llround(std::abs(value) * 100);
    std::string text = value < 0 && hundredths != 0 ? "-" : "";
    text.append(std::to_string(hundredths / 100));
    if (const auto part = hundredths % 100; part != 0) {
        text.append(part < 10 ? ".0" : ".")
            .append(std::to_string(part % 10 == 0 && part >= 10 ? part / 10 : part));
    }
    return text;
}

class Writer {
 public:
    Writer(const Scene& scene, Theme theme) : scene_(scene), theme_(theme) {}

    std::string write() {
        text_.append(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "version=\"1.1\" ");
        attribute("width", scene_.width);
        attribute("height", scene_.height);
        text_.append("viewBox=\"0 0 ")
            .append(coordinate(scene_.width))
            .append(" ")
            .append(coordinate(scene_.height));
        text_.append("\" role=\"img\" font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\">\n<title>");
        text_.append(escaped(scene_.title)).append("</title>\n<desc>").append(escaped(scene_.description));
        text_.append("</desc>\n");
        (*this)(Bar{0, 0, scene_.width, scene_.height, Ink::background, 1});
        for (const Shape& shape : scene_.shapes) std::visit(*this, shape);
        // A browser shows a title where the reader points; nothing is drawn.
        for (const Hint& hint : scene_.hints) {
            text_.append("<rect ");
            box(hint.x, hint.y, hint.width, hint.height);
            text_.append("fill=\"none\" pointer-events=\"all\"><title>").append(escaped(hint.text, true));
            text_.append("</title></rect>\n");
        }
        return std::move(text_.append("</svg>\n"));
    }

    void operator()(const Bar& bar) {
        text_.append("<rect ");
        box(bar.x, bar.y, bar.width, bar.height);
        fill(bar.ink);
        if (bar.opacity < 1) attribute("fill-opacity", std::max(bar.opacity, 0.0));
        end();
    }

    void operator()(const Line& line) {
        text_.append("<line ");
        attribute("x1", line.x1);
        attribute("y1", line.y1);
        attribute("x2", line.x2);
        attribute("y2", line.y2);
        text_.append("stroke=\"").append(hex(line.ink)).append("\" ");
        attribute("stroke-width", line.thickness);
        end();
    }

    void operator()(const Dot& dot) {
        text_.append("<circle ");
        attribute("cx", dot.x);
        attribute("cy", dot.y);
        attribute("r", std::max(dot.radius, 0.0));
        fill(dot.ink);
        end();
    }

    void operator()(const Label& label) {
        text_.append("<text ");
        attribute("x", label.x);
        attribute("y", label.y);
        attribute("font-size", em(label.size));
        if (label.strong) text_.append("font-weight=\"600\" ");
        if (label.anchor != Anchor::start)
            text_.append("text-anchor=\"").append(label.anchor == Anchor::end ? "end\" " : "middle\" ");
        fill(label.ink);
        if (label.degrees != 0) {
            text_.append("transform=\"rotate(").append(coordinate(label.degrees)).append(" ");
            text_.append(coordinate(label.x)).append(" ").append(coordinate(label.y)).append(")\" ");
        }
        text_.back() = '>';
        text_.append(escaped(label.text)).append("</text>\n");
    }

 private:
    void attribute(std::string_view name, double value) {
        text_.append(name).append("=\"").append(coordinate(value)).append("\" ");
    }

    void box(double x, double y, double width, double height) {
        attribute("x", x);
        attribute("y", y);
        attribute("width", std::max(width, 0.0));
        attribute("height", std::max(height, 0.0));
    }

    void fill(Ink ink) { text_.append("fill=\"").append(hex(ink)).append("\" "); }

    void end() { text_.replace(text_.size() - 1, 1, "/>\n"); }

    std::string hex(Ink ink) const {
        std::string text = "#";
        const uint32_t value = colour(ink, theme_);
        for (int shift = 20; shift >= 0; shift -= 4) text.push_back("0123456789abcdef"[value >> shift & 15]);
        return text;
    }

    const Scene& scene_;
    Theme theme_;
    std::string text_;
};

}  // namespace

std::string to_svg(const Scene& scene, Theme theme) { return Writer(scene, theme).write(); }

}  // namespace plimsoll::charts
