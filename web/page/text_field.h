// Text fields of Dear ImGui as the browser's: while one of them is being written in, an <input> of the document that is not to
// be seen (text_input.js) lies at its caret and has the focus. So input methods, dead keys, soft keyboards and the browser's
// menus work; what is typed there comes back by page_typed() in input.cpp.
#pragma once

namespace plimsoll::web {

/// After each frame: the document's field comes, follows the caret, or goes.
void follow_text_field();

/// After a tap, while the browser tells of it: where it was on the field that is being written in, the soft keyboard comes, even
/// if the reader had sent it away.
void focus_tapped_field();

/// The browser's menu for what is at a place, in CSS pixels, where that is the field that is being written in. Answers whether it
/// is.
bool offer_field_menu(long x, long y);

/// Whether the focus is just going from the canvas to the field or back, and so stays in the application.
bool focus_is_moving();

}  // namespace plimsoll::web
