// Where the keyboard is: Tab goes from pane to pane, the arrows move in one, Enter and Space press what they reached.
#pragma once

#include <imgui.h>

namespace plimsoll::web {

/// The current window is the pane that a view is about: the keyboard starts there.
void make_main_pane();

/// Ends a child window, or a table, whose content the arrows stop at, and not at the whole of it as well.
void end_child();
void end_table();

/// The view that is drawn next is another one: the keyboard goes to its main pane, else to its first table, else to its
/// first pane.
void focus_view();

/// The last item is the one that the keyboard starts at when it comes to this pane.
void prefer_item();

/// Tab, or with Shift: whether there is a pane to go to; and goes there with the next frame. Where there is none, Tab leaves
/// the canvas.
bool can_move_focus(bool back);
void move_focus(bool back);

/// Around what is drawn in a frame: goes where it was asked to, and takes down which panes there are.
void begin_focus();
void end_focus();

/// Whether the keyboard has come to the last item since the last frame.
bool is_reached();

/// Whether a key was pressed that nothing took before in this frame, no text field and no popup among it: now it is taken.
bool take_key(ImGuiKey key);

}  // namespace plimsoll::web
