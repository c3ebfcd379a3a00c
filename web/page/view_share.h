// The panel Share: what a link would tell, the reader's choice of it, the link itself, and the report in other formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/link/qr.h"
#include "core/report/digest.h"
#include "web/page/page_place.h"
#include "web/page/sharing.h"

namespace plimsoll::web {

/// What there is to share: a report of an image, an essence that came by a link, or neither, which no link can hold.
struct ToShare {
    const report::Report* report = nullptr;
    const report::Seal* seal = nullptr;      ///< of a saved report
    const link::Essence* essence = nullptr;  ///< instead of `report`
    PagePlace place;                         ///< what is shown of it
    std::string name;                        ///< of files that are saved
};

/// The essence of what is there, with what is chosen of it.
link::Essence essence_to_share(const ToShare& what, const link::Choice& choice);

/// The place, as far as a link may name it.
link::Fragment place_to_share(const PagePlace& place, bool with_view);

/// What a link may begin with: the page's own address; or why there is none.
Result<std::string> base_to_share();

class SharePanel {
 public:
    void open(const ToShare& what);
    void close() { opening_ = open_ = false; }
    bool is_open() const { return open_; }

    /// Draws it over all else while it is open. `json` gives the report as it is saved.
    template <class Json>
    void draw(const ToShare& what, Json json) {
        if (!open_) return;
        if (draw_panel(what)) save_json(what, json());
    }

 private:
    /// Answers whether the report is to be saved as JSON.
    bool draw_panel(const ToShare& what);
    void draw_choice(const ToShare& what);
    void draw_preview();
    void draw_about();
    void draw_link();
    void draw_qr();
    bool draw_reports(const ToShare& what);
    void draw_exports(const ToShare& what);
    void draw_place(const ToShare& what);
    void make(const ToShare& what);
    void copy_card();
    void save_qr(const ToShare& what);
    void cite(int style);
    static void save_json(const ToShare& what, const std::string& json);

    bool open_ = false, opening_ = false;
    bool shows_qr_ = false;
    ShareWish wish_;
    std::string copied_;  ///< what a reader has just done, in words

    // Made anew when the wish or what is shared changes.
    struct Key {
        ShareWish wish;
        std::string base;
        PagePlace place;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> made_for_;
    std::string base_, base_problem_, problem_;
    SharedLink full_, card_;
    std::string card_problem_;
    std::optional<link::QrCode> qr_;
    int table_ = 0, chart_ = 0;  ///< that are chosen for export
};

}  // namespace plimsoll::web
