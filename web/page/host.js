// A library for the Emscripten linker: what the application may ask of the page. `Module.host` is made in assemble.js.

mergeInto(LibraryManager.library, {
  host_choose_files: function () {
    Module['host'].chooseFiles();
  },
  host_open_image__deps: ['$textAt'],
  host_open_image: function (image, bytes) {
    Module['host'].openImage(textAt(image, bytes));
  },
  host_choose_other: function () {
    Module['host'].chooseOther();
  },
  host_verify: function () {
    Module['host'].verify();
  },
  host_cancel: function () {
    Module['host'].cancel();
  },
  host_show__deps: ['$textAt'],
  host_show: function (view, bytes) {
    Module['host'].show(textAt(view, bytes));
  },
  host_copy__deps: ['$textAt'],
  host_copy: function (text, bytes) {
    Module['host'].copy(textAt(text, bytes));
  },
  host_save__deps: ['$textAt', '$bytesAt'],
  host_save: function (name, nameBytes, mediaType, mediaTypeBytes, content, contentBytes) {
    Module['host'].save(textAt(name, nameBytes), textAt(mediaType, mediaTypeBytes), bytesAt(content, contentBytes));
  },
  host_title__deps: ['$textAt'],
  host_title: function (title, bytes) {
    Module['host'].title(textAt(title, bytes));
  },
  host_announce__deps: ['$textAt'],
  host_announce: function (text, bytes) {
    Module['host'].announce(textAt(text, bytes));
  },
  host_link__deps: ['$textAt'],
  host_link: function (link, bytes) {
    Module['host'].link(textAt(link, bytes));
  },
  host_blob__deps: ['$textAt'],
  host_blob: function (entry, entryBytes, file, fileBytes, offset, bytes, present) {
    Module['host'].blob({
      entry: textAt(entry, entryBytes), file: textAt(file, fileBytes), offset: offset, bytes: bytes, present: !!present,
    });
  },
  host_report__deps: ['$textAt'],
  host_report: function (json, bytes) {
    Module['host'].report(textAt(json, bytes));
  },
  host_numbers: function (numbers, count) {
    Module['host'].numbers(HEAPU32.slice(numbers >>> 2, (numbers >>> 2) + count));
  },
  host_dark: function () {
    return Module['host'].dark() ? 1 : 0;
  },
  host_apple: function () {
    return Module['host'].apple ? 1 : 0;
  },
  host_text_field: function (x, y, height, shown) {
    Module['host'].textField(x, y, height, shown);
  },
  host_field_menu__deps: ['$textAt'],
  host_field_menu: function (x, y, selected, bytes) {
    Module['host'].fieldMenu(x, y, textAt(selected, bytes));
  },
  host_cursor__deps: ['$textAt'],
  host_cursor: function (cursor, bytes) {
    Module['host'].cursor(textAt(cursor, bytes));
  },
  host_save_png__deps: ['$textAt'],
  host_save_png: function (name, nameBytes, svg, svgBytes) {
    Module['host'].savePng(textAt(name, nameBytes), textAt(svg, svgBytes));
  },
  host_fragment: function () {
    Module['inbox'] = [new TextEncoder().encode(Module['host'].fragment())];
  },
  host_set_fragment__deps: ['$textAt'],
  host_set_fragment: function (fragment, bytes, step) {
    Module['host'].setFragment(textAt(fragment, bytes), !!step);
  },
  host_export__deps: ['$textAt'],
  host_export: function (kind, name, bytes, to) {
    Module['host'].exportReport(kind, textAt(name, bytes), to);
  },
  host_page_address: function () {
    Module['inbox'] = [new TextEncoder().encode(Module['host'].pageAddress())];
  },
  host_back: function () {
    Module['host'].back();
  },
  host_search: function () {
    Module['host'].search();
  },
  host_help: function () {
    Module['host'].help();
  },
  host_copy_link__deps: ['$textAt'],
  host_copy_link: function (fragment, bytes) {
    Module['host'].copyLink(textAt(fragment, bytes));
  },
});
