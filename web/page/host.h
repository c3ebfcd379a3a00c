// The functions of host.js.
#pragma once

#include <cstddef>

extern "C" {
void host_choose_files();
void host_open_image(const char* image, size_t bytes);
void host_verify();
void host_choose_other();
void host_cancel();
void host_show(const char* view, size_t bytes);
void host_copy(const char* text, size_t bytes);
void host_save(const char* name, size_t name_bytes, const char* media_type, size_t media_type_bytes,
               const void* content, size_t content_bytes);
void host_title(const char* title, size_t bytes);
void host_announce(const char* text, size_t bytes);
void host_link(const char* link, size_t bytes);
void host_blob(const char* entry, size_t entry_bytes, const char* file, size_t file_bytes, double offset,
               double bytes, int present);
void host_report(const char* json, size_t bytes);
void host_numbers(const unsigned* numbers, size_t count);
int host_dark();
int host_apple();
void host_text_field(double x, double y, double height, int shown);
void host_field_menu(double x, double y, const char* selected, size_t bytes);
void host_cursor(const char* cursor, size_t bytes);
void host_save_png(const char* name, size_t name_bytes, const char* svg, size_t svg_bytes);
void host_fragment();  ///< answers by the inbox
void host_set_fragment(const char* fragment, size_t bytes, int step);
void host_export(int kind, const char* name, size_t bytes, int to);
void host_page_address();  ///< answers by the inbox
void host_back();
void host_search();
void host_help();
void host_copy_link(const char* fragment, size_t bytes);
}
