// Feeds links. The first byte chooses what the rest is: the text of an address, the bytes of a body (what is around them is put
// right), or the payload of a card or of a full link. What is read is written, shown, cited and held against an image.
#include <sstream>

#include "core/cli/open.h"
#include "core/limits.h"
#include "core/link/address.h"
#include "core/link/citation.h"
#include "core/link/link.h"
#include "core/link/payload.h"
#include "core/link/qr.h"
#include "core/link/texts.h"
#include "tests/fuzz/feed.h"
#include "tests/link/made_by_hand.h"
#include "tests/support/image_builder.h"

using namespace plimsoll;

namespace {

void require_one_line_each(const std::string& text) {
    for (const char letter : text)
        fuzz::require(letter == '\n' || static_cast<uint8_t>(letter) >= ' ',
                      "a control character is printed");
}

void check(const link::Essence& essence) {
    static const report::Report other = [] {
        test::ImageParts parts;
        parts.layers = {test::Tar().file("etc/motd", "Ahoy\n").finish(),
                        test::Tar().whiteout("etc/motd").finish()};
        return fuzz::analyse(test::docker_25(parts))->report();
    }();
    std::ostringstream text;
    cli::print_text(essence, text);
    const link::Comparison comparison = link::hold_against(essence, other);
    fuzz::require(comparison.equal + comparison.differs + comparison.unknown == comparison.fields.size(),
                  "a field has no verdict");
    cli::print_text(comparison, text);
    require_one_line_each(text.str());
    for (const auto style :
         {link::CitationStyle::bibtex, link::CitationStyle::csl, link::CitationStyle::text}) {
        const std::string cited = link::cite({essence, "https://example.org/", "2024-02-29"}, style);
        require_one_line_each(cited);
        int open = 0;
        for (const char letter : style == link::CitationStyle::bibtex ? cited : "") {
            open += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            fuzz::require(open >= 0, "a citation closes what it did not open");
        }
        fuzz::require(open == 0, "a citation does not close what it opens");
    }
    for (const size_t room : {limits::full_link_chars, limits::card_link_chars}) {
        const auto made =
            link::encode(room == limits::card_link_chars ? link::card_of(essence) : essence, room);
        if (!made) continue;
        fuzz::require(made->text.size() <= room, "a link is longer than it may be");
        const auto read = link::decode(made->text);
        fuzz::require(read.has_value(), "a link is not read");
        fuzz::require(link::to_json(*read) == link::to_json(made->essence),
                      "a link is read as something else");
        if (room == limits::card_link_chars)
            fuzz::require(link::to_svg(*link::qr_code(made->text)).size() > 100, "a card has no QR code");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0) return 0;
    const std::string_view rest = fuzz::text_of(data + 1, size - 1);
    switch (data[0] % 4) {
        case 0: {
            const auto fragment = link::read_fragment(rest);
            if (!fragment) return 0;
            fuzz::require(link::write_fragment(*fragment).starts_with("#"), "an address points at nothing");
            if (const auto essence = link::decode(fragment->report)) check(*essence);
            return 0;
        }
        case 1: {
            const auto essence = link::decode(test::link_of_body(rest));
            if (essence) check(*essence);
            return 0;
        }
        default: {
            link::Essence essence;
            essence.card = data[0] % 4 == 2;
            if (!link::read_payload_1(fuzz::bytes_of(rest), essence)) return 0;
            fuzz::require(link::write_payload_1(essence) == rest, "a payload is not written as it was read");
            check(essence);
            return 0;
        }
    }
}
