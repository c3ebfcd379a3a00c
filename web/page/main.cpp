#include "web/page/app.h"
#include "web/page/bridge.h"
#include "web/page/platform.h"

using namespace plimsoll;

namespace {

/// Made when it is first asked for: it may use ImGui's context.
web::App& app() {
    static web::App instance;
    return instance;
}

}  // namespace

int main() {
    web::start_platform({
        .load_fonts = [](const web::FontFiles& fonts) { app().load_fonts(fonts); },
        .draw = [] { app().draw(); },
    });
    web::connect(app());
}
