/* Makes libarchive hand out names as the very bytes that stand in the archive.
 *
 * To Linux a path is bytes, and two that differ in one byte are two files. libarchive takes the names in pax headers for
 * UTF-8 and converts them into the locale's character set, composing accents on the way (NFC) and replacing what is
 * invalid; what comes out thus depends on the locale and on the platform. Here that conversion is a copy, and there are
 * no wide-character forms, which would be made through the locale as well. (The *_utf8() getters still convert: use the
 * plain ones.)
 *
 * The struct that describes a conversion is private to archive_string.c, so this file includes that one, with the two
 * functions in question renamed, and puts its own in their place. */

#define archive_string_conversion_from_charset conversion_from_charset_by_libarchive
#define archive_mstring_get_wcs mstring_get_wcs_by_libarchive
#include "archive_string.c"
#undef archive_string_conversion_from_charset
#undef archive_mstring_get_wcs

static int copy_bytes(struct archive_string *to, const void *from, size_t length, struct archive_string_conv *unused) {
  (void)unused;
  return archive_string_append(to, from, length) == NULL ? -1 : 0;
}

struct archive_string_conv *archive_string_conversion_from_charset(struct archive *a, const char *charset, int best) {
  struct archive_string_conv *conversion = conversion_from_charset_by_libarchive(a, charset, best);
  if (conversion != NULL) {
    conversion->nconverter = 1;
    conversion->converter[0] = copy_bytes;
  }
  return conversion;
}

/* Callers in libarchive that would like a wide form fall back on the bytes. */
int archive_mstring_get_wcs(struct archive *a, struct archive_mstring *name, const wchar_t **wide) {
  (void)a;
  (void)name;
  *wide = NULL;
  errno = EILSEQ;
  return -1;
}
