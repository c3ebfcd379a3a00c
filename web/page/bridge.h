// What the application and the page around it (the JavaScript beside this file) say to each other. The page owns
// the files, the workers that read them, the landing and the text version; the application owns the analysis and
// what stands on the canvas.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/bytes/bytes.h"
#include "core/image/image.h"
#include "core/study/results.h"
#include "core/taxonomy/project_files.h"
#include "web/page/export_kinds.h"
#include "web/page/sharing.h"

namespace plimsoll::web {

/// What an archive is read for.
enum class Purpose : uint8_t {
    show,     ///< from now on what is shown is about this one
    verify,   ///< it is what is shown, every byte of it, which stays until finished()
    compare,  ///< what is shown stays, and is compared with it
    aside,    ///< what is shown stays; of this one the page only keeps the report: set_aside_json()
};

/// What the page tells the application. One archive is read at a time:
///
///     opening, opened, { scanned | progressed }..., finished
///
/// or opening, { progressed }, found_project or found_dataset, finished where what was given is a project or a study's data set,
/// which are only shown, never verified or compared;
/// and failed() or cancelled() instead of all that would still follow, at any point after opening(). Another
/// opening() comes only after one of those three. A frame is drawn after each call without being asked for.
class Events {
 public:
    virtual ~Events() = default;

    /// The reader gave an archive; what it is read for.
    virtual void opening(std::string name, uint64_t bytes, Purpose purpose) = 0;

    /// What the archive holds. Its layers' scans follow.
    virtual void opened(image::Image image) = 0;

    /// It is no image but a project.
    virtual void found_project(taxonomy::FoundProject project) = 0;

    /// It is a data set of the study, or one like it, as it was read and computed. Before it, progressed() tells how much of it is
    /// read.
    virtual void found_dataset(study::Results results) = 0;

    /// Once for each of the image's blobs, in any order. A blob whose worker died (out of memory, say) arrives as an
    /// incomplete scan with a problem.
    virtual void scanned(uint32_t blob, image::LayerScan scan) = 0;

    /// Stored bytes of layers that are done, of all that are to do; or of the whole input, where that is read in order; at most
    /// some ten times a second. `pace` says how fast that goes and how long it will still take, as far as that is known.
    virtual void progressed(uint64_t bytes_done, uint64_t bytes_total, std::string pace) = 0;

    /// Regular files in the layers that were scanned so far, of what is being read.
    virtual uint64_t files_found() = 0;

    /// The report of what was read to be set aside, once, after finished().
    virtual std::string set_aside_json() = 0;

    /// All blobs were scanned. report_json() is asked for next.
    virtual void finished() = 0;

    /// Nothing of the archive can be shown. As in Error, `where` names the place in it and may be empty, and `message`
    /// is what a sentence says of that place.
    virtual void failed(std::string where, std::string message) = 0;

    /// The reader stopped it, or opened something else. What was shown before opening() may be shown again: the page
    /// goes back to the canvas where report_json() has a report, and to the landing where it has none.
    virtual void cancelled() = 0;

    /// Something is being dragged over the page, or no longer.
    virtual void dragging(bool over) = 0;

    /// prefers_dark() has changed; also called once at the start.
    virtual void appearance_changed() = 0;

    /// The report that is shown, as JSON; empty where there is none. For the text version and window.plimsoll.
    virtual std::string report_json() = 0;

    /// Where what is shown comes from, as a sentence, if not from an archive that was read; else empty.
    virtual std::string origin() = 0;

    /// As JSON, the comparison with another image.
    virtual std::string comparison_json() = 0;

    /// The reader gave a report of an image that was saved as JSON; or wants to see one again that was set aside (`kept`), which
    /// was computed here. Answers as compare_with() why it can't be shown; empty: it is, instead of what was.
    virtual std::string open_report(std::string name, std::string_view json, bool kept) = 0;

    /// The reader gave a report that was saved as JSON, to compare with. Answers why it can't be, as `message` in
    /// failed(); empty: it is compared.
    virtual std::string compare_with(std::string_view json) = 0;

    /// The page's address has a link behind its "#": `fragment`, which anybody may have made. Answers why it can't be shown, as
    /// compare_with(); empty: it is, and what was shown stays behind it.
    virtual std::string open_link(std::string_view fragment) = 0;

    /// The address has no link any more. What was there before it is shown again; answers whether there is such a thing.
    virtual bool close_link() = 0;

    /// The reader went Back or Forward, or changed the address; what it names of what is shown is to be shown.
    virtual void address_changed() = 0;

    /// What the text version has to say beside the JSON, as JSON: {"sharing": [sentences], "cuts": [sentences], "meanings": {id of a
    /// finding: words}} of a link; of an image or a project what text_notes.h says; and {"verdict": {"tone", "sentence", "more"}} of
    /// an image that something was held against.
    virtual std::string notes_json() = 0;

    /// A folder of the image that is shown, or of what one of its layers does, as folder_json() of text_notes.h has it; empty where
    /// there is none.
    virtual std::string folder_json(std::string_view path, std::optional<uint32_t> layer) = 0;

    /// The heaviest files of a package of that image, as package_files_json() there; empty where there is none.
    virtual std::string package_files_json(uint32_t package) = 0;

    /// The text of a file of the project that is shown.
    virtual std::string project_text(uint32_t file) = 0;

    /// As JSON, whether what a link or a saved report says is true of the image that is shown (link::to_json); empty: nothing
    /// was held against it.
    virtual std::string verdict_json() = 0;

    /// The views of what is shown, as JSON: {"views": [names], "selected": which}.
    virtual std::string tabs_json() = 0;
    virtual void choose_tab(size_t number) = 0;

    /// What holds the words, as JSON (search.h), and that one of those hits is to be shown where it is.
    virtual std::string search_json(std::string_view words) = 0;
    virtual void choose_hit(size_t group, size_t hit) = 0;

    /// Opens the panel that shares what is shown.
    virtual void open_share() = 0;

    /// A link to what is shown. `base`: what it begins with, instead of the page's own address.
    virtual Result<std::string> make_link(const ShareWish& wish, const std::optional<std::string>& base) = 0;
};

/// From now on `application` hears what happens. Call it once, from main.
void connect(Events& application);

// ------------------------------------------------------------------------- what the application may ask of the page
//
// Whatever event follows from these, opening() or cancelled() say, comes after the frame that is being drawn.

/// Opens the browser's file dialogue. Browsers allow it for about a second after a click or a key.
void choose_files();

/// Opens the current archive again and shows another of its images, as image::OpenOptions::image names it: "#2".
void open_image(std::string_view image);

/// Reads what is shown once more and computes digests, diff_ids and the contents' hashes.
void verify();

/// Opens the browser's file dialogue, for an archive or saved report to compare what is shown with.
void choose_other();

/// Stops reading. Nothing happens where nothing is being read.
void cancel();

/// What fills the window. The page changes to `canvas` by itself when an archive is opened (not from `text`), and where
/// there is no WebGL 2, `canvas` means `text`.
enum class View : uint8_t { landing, canvas, text };
void show(View view);

/// Puts text on the clipboard. Where the browser has no clipboard for scripts, the page shows it for copying by hand.
void copy_text(std::string_view text);

/// Gives the reader a file to save. Browsers ask where to, or put it among the downloads.
void save_file(std::string_view name, std::string_view media_type, bytes::Bytes content);

/// The title of the window or tab; empty: the page's own. While an archive is read, the page shows progress there instead.
void set_document_title(std::string_view title);

/// Has screen readers say a short sentence.
void announce(std::string_view text);

/// Links that the page has; what they point to stands in shell.html, and never comes from an input.
enum class Link : uint8_t { licences };
void open_link(Link link);

/// Whether the reader's browser or system asks for dark pages.
bool prefers_dark();

/// The report that is shown in another format, of the table or chart of that name where there are several: to be copied, to be
/// saved, or (a chart) to be saved as PNG. The first one loads what writes them; what fails is announced.
enum class ExportTo : uint8_t { clipboard, file, png };
void export_report(ExportKind kind, std::string_view name, ExportTo to);

/// Gives the reader an SVG as a PNG of twice its size to save. Its texts are in the system's fonts.
void save_png(std::string_view name, std::string_view svg);

/// The part of the page's address behind the "#", with it: what anybody may have put there. Setting it leads to no other page,
/// and adds to the browser's history where it is a `step`; empty takes it away.
std::string fragment();
void set_fragment(std::string_view fragment, bool step);

/// The page's address without query and fragment; empty where it lies on a disk.
std::string page_address();

/// Goes back one step of those that set_fragment() added; nothing happens where there is none.
void go_back();

/// Opens the search in all that is shown; the list of keys and what figures mean.
void open_search();
void open_help();

/// Puts the page's address with that fragment on the clipboard.
void copy_link(std::string_view fragment);

}  // namespace plimsoll::web
