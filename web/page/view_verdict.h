// Whether what a link or a saved report says is true of the image that was analysed: one sentence, and field by field.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/link/compare.h"
#include "web/page/table_text.h"
#include "web/page/verdict_words.h"

namespace plimsoll::web {

/// What is held against an image.
struct Claim {
    link::Essence essence;
    std::string what;      ///< "the link", "the report sample.json"
    bool changed = false;  ///< a report that was changed after it was made
};

class VerdictView {
 public:
    VerdictView(Claim claim, const report::Report& found);

    const Claim& claim() const { return claim_; }
    const link::Comparison& comparison() const { return comparison_; }
    const VerdictWords& words() const { return words_; }

    /// As high as the strip is in so much room, in device pixels.
    float strip_height(float width) const;
    /// The sentence in its colour, and what can be done with it. Answers whether the reader is done with it.
    bool draw_strip(float width);

    bool is_open() const { return open_; }
    void set_open(bool open) { open_ = open; }

    /// The fields, those that differ first.
    void draw();

 private:
    Claim claim_;
    link::Comparison comparison_;
    VerdictWords words_;
    std::vector<size_t> order_;  ///< of the fields
    TableRows rows_;             ///< of order_, those that are shown
    bool open_ = false;
};

}  // namespace plimsoll::web
