// Dear ImGui without the parts that the page never shows.

#pragma once

#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS

// File names hold characters beyond the first 65,536: they are shown by their numbers.
#define IMGUI_USE_WCHAR32

// A treemap easily has more than 65,536 vertices.
#define ImDrawIdx unsigned int
