#include "core/link/qr.h"

#include <qrcodegen.h>

#include "core/limits.h"

namespace plimsoll::link {

Result<QrCode> qr_code(std::string_view text) {
    constexpr size_t size = qrcodegen_BUFFER_LEN_FOR_VERSION(limits::qr_version);
    // It holds the text while the code is made.
    std::vector<uint8_t> work(size), made(size);
    const auto too_long = [&] {
        return failure(ErrorCode::over_limit, "",
                       "an address of " + std::to_string(text.size()) +
                           " characters is too long for a QR code: a card has a shorter one");
    };
    if (text.size() > work.size()) return too_long();
    std::copy(text.begin(), text.end(), work.begin());
    // Base64url has both cases of letters, so the text is bytes. The mask is the one that the standard's rules choose.
    if (!qrcodegen_encodeBinary(work.data(), text.size(), made.data(), qrcodegen_Ecc_LOW,
                                qrcodegen_VERSION_MIN, limits::qr_version, qrcodegen_Mask_AUTO, true))
        return too_long();
    QrCode code;
    code.side = qrcodegen_getSize(made.data());
    code.version = (code.side - 17) / 4;
    // The two bits of the format information at the top left say the correction (01 is L, 00 M, 11 Q, 10 H), under a mask of
    // 10 (ISO/IEC 18004, 7.9.1).
    const int format =
        (qrcodegen_getModule(made.data(), 0, 8) ? 2 : 0) | (qrcodegen_getModule(made.data(), 1, 8) ? 1 : 0);
    code.correction = "MLHQ"[format ^ 2];
    for (int y = 0; y < code.side; ++y)
        for (int x = 0; x < code.side; ++x) code.modules.push_back(qrcodegen_getModule(made.data(), x, y));
    return code;
}

std::string to_svg(const QrCode& code, int module_size) {
    const std::string all = std::to_string(code.side + 2 * qr_margin);
    const std::string pixels = std::to_string((code.side + 2 * qr_margin) * module_size);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels + "\" height=\"" +
                      pixels + "\" viewBox=\"0 0 " + all + " " + all +
                      "\" shape-rendering=\"crispEdges\">\n" + "<path fill=\"#fff\" d=\"M0 0h" + all + "v" +
                      all + "H0z\"/>\n<path fill=\"#000\" d=\"";
    for (int y = 0; y < code.side; ++y)
        for (int x = 0; x < code.side;) {
            int end = x;
            while (end < code.side && code.dark(end, y)) ++end;
            if (end > x)
                svg.append("M")
                    .append(std::to_string(x + qr_margin))
                    .append(" ")
                    .append(std::to_string(y + qr_margin))
                    .append("h")
                    .append(std::to_string(end - x))
                    .append("v1h-")
                    .append(std::to_string(end - x))
                    .append("z");
            x = end + 1;
        }
    return svg + "\"/>\n</svg>\n";
}

}  // namespace plimsoll::link
