// Every limit that Plimsoll sets on what it reads, in one place, each with its reason. Reaching one never
// ends in silence: the reader stops there, keeps what it has, and adds a problem to the report.
#pragma once

#include <cstddef>
#include <cstdint>

namespace plimsoll::limits {

/// Bytes of one JSON document (manifest, index, configuration). Registries refuse manifests over 4 MiB, and
/// containerd stops at 20 MiB; a parsed document takes some seven times its text in memory.
inline constexpr uint64_t json_bytes = 20u << 20;

/// Values in one JSON document: a parsed one takes up to some 100 bytes of memory, whatever its text takes. A report of
/// 10,000 packages in 100 layers has some 300,000.
inline constexpr uint64_t json_values = 4'000'000;

/// Bytes of one saved report that is read back. That report takes some 5 MiB; what makes others long is file types
/// that are names, in each of their layers.
inline constexpr uint64_t report_bytes = 64u << 20;

/// Nesting of one JSON document. The deepest one that an image needs has 6 levels.
inline constexpr int json_depth = 64;

/// Indexes within indexes. Builders nest two; a loop would nest for ever.
inline constexpr int index_depth = 4;

/// Manifests that the indexes of one archive may name in all.
inline constexpr size_t manifests = 1000;

/// Entries of the outer archive: blobs, configurations, links. An image has at most a few hundred.
inline constexpr size_t archive_entries = 200'000;

/// Bytes of all JSON documents that are kept of an archive that is read once, in order. Those of an image have some
/// tens of kilobytes, and attestations with a list of all software some megabytes.
inline constexpr uint64_t archive_texts_bytes = 128u << 20;

/// Layers of one image. Docker itself stops at 127; 5,000 keeps a wrong manifest from running all day.
inline constexpr size_t layers = 5'000;

/// Entries of one layer, and of all layers of one image that are merged. The largest images known have some 2 million files
/// in all. At its peak an analysis takes some 450 bytes for each entry: 1.4 GB, of the 2 GB that a page's module can have. A
/// manifest of a few kilobytes can name one layer thousands of times, and an archive of 48 MB hold 5 million entries.
inline constexpr uint64_t layer_entries = 3'000'000;
inline constexpr uint64_t image_entries = 3'000'000;

/// Bytes of one path. Linux stops at 4,096; archives hold longer ones, and libarchive stops at 1 MiB.
inline constexpr size_t path_bytes = 1u << 20;

/// Bytes of all names of one layer, and of all names of the image: offsets into them are 32 bits wide.
inline constexpr uint64_t name_bytes = 1u << 30;

/// Bytes that one layer may expand to for each byte stored. Deflate cannot pass 1,032; beyond it only
/// hostile zstd, xz and bzip2 streams go, and they get this far before the layer is cut.
inline constexpr uint64_t expansion_ratio = 2'000;

/// Bytes below which expansion is never judged: a few zeros compress beyond any ratio.
inline constexpr uint64_t expansion_floor = 64u << 20;

/// Largest window that a zstd frame or an xz block may ask memory for. 128 MiB is what `zstd --ultra` and
/// `zstd -d` take without being asked; stronger settings are for archives, not for layers.
inline constexpr uint64_t codec_memory = 128u << 20;

/// Rows in the lists of a report: largest files and wasted paths. A reader looks at the first few.
inline constexpr size_t report_rows = 100;

/// Names (instructions, base images, types of files, categories) in one chart of a figure. The study's have up to 35; a data
/// set of one's own can have thousands, and nobody reads so many bars.
inline constexpr size_t chart_rows = 60;

/// Bytes of a picture of a chart. One of 4,000 by 4,000 units at twice its size takes some 10 MB.
inline constexpr size_t picture_bytes = 256u << 20;

/// Folders above a file that may tell its class, the nearest first. Paths of real images have some 30 components; one of
/// a megabyte can have half a million.
inline constexpr size_t telling_folders = 64;

/// Bytes of a file's name that the study's rules look at. Linux has no longer names, and the study's authors unpacked the
/// images that they counted; archives hold names of a megabyte.
inline constexpr size_t study_name_bytes = 255;

/// Rows in the type lists of all layers together: each layer of an image that Docker can run gets report_rows. A
/// manifest can name one layer thousands of times.
inline constexpr size_t layer_type_rows = 127 * report_rows;

/// Paths that one finding lists as evidence. More prove nothing more.
inline constexpr size_t finding_evidence = 20;

/// Bytes of one text of evidence: Linux opens no longer path.
inline constexpr size_t finding_evidence_bytes = 4'096;

/// Layers for which one kind of finding is reported separately; the others are one more finding together. An image may
/// have thousands of layers, and a reader changes the heaviest first.
inline constexpr size_t finding_layers = 8;

/// Bytes of one file whose text a scan keeps: the database of a distribution with 10,000 packages takes some 10 MiB.
inline constexpr uint64_t document_bytes = 32u << 20;

/// Bytes of all texts that the scan of one layer keeps. An image with every Python and npm package there is needs less.
inline constexpr uint64_t documents_bytes = 256u << 20;

/// Packages and other groups that the final file system is shared out to. All of Debian has some 65,000 packages, an
/// image with large node_modules folders 20,000; each is a row of the report. The files of more go by their directory.
inline constexpr size_t packages = 100'000;

/// Bytes of a package's name, of its version, and of the path of its directory: a report may have 100,000 of each. npm
/// stops at 214 for names and 256 for versions, and paths are some 300 long where npm nests deepest.
inline constexpr size_t package_text_bytes = 1'024;

/// Bytes of a path that is looked up through symbolic links, and of a link's target: Linux stops at this for both.
inline constexpr size_t lookup_bytes = 4'096;

/// Bytes of one Dockerfile; offsets into it are 32 bits wide. BuildKit takes none over some megabytes (its messages stop at
/// 16 MiB), and the largest of the study's 2,493 has 700 kB.
inline constexpr size_t dockerfile_bytes = 64u << 20;

/// Instructions of one Dockerfile: some 300 bytes of memory each. An image has at most 127 layers; the largest of the study's
/// files, which are scripts that only look like Dockerfiles, have some thousands. Of the shortest, 10 MB hold as many.
inline constexpr size_t dockerfile_instructions = 1'000'000;

/// Words of the instructions of one Dockerfile that are kept one by one: some 40 bytes of memory each, or 70 with a value.
inline constexpr size_t dockerfile_words = 500'000;

/// Bytes of a text in which variables were put in. Linux takes no longer word of a command (128 KiB), and a line that
/// doubles a variable makes 2^n bytes of n lines.
inline constexpr size_t dockerfile_value_bytes = 64u << 10;

/// Bytes that are copied and compared, all in all, to put variables into one Dockerfile: a second's work at most.
inline constexpr uint64_t dockerfile_steps = 64u << 20;

/// Words of the shell commands of one script: some 50 bytes of memory each. The longest RUN of the study has some 1,000.
inline constexpr size_t shell_words = 500'000;

/// Shells within shells and substitutions within substitutions. People write three.
inline constexpr int shell_depth = 32;

/// Bytes of one project of a list of projects: its Dockerfiles and compose files. The study's largest has 1 MiB.
inline constexpr uint64_t project_bytes = 64u << 20;

/// Files of one project. The study's largest has 132.
inline constexpr size_t project_files = 10'000;

/// Bytes of one Dockerfile or compose file of a project's folder or archive: the study's largest has 700 kB.
inline constexpr uint64_t project_file_bytes = 4u << 20;

/// Bytes of all of them together. They are held as text, and a line of seven bytes may be a stage of some hundreds.
inline constexpr uint64_t project_tree_bytes = 16u << 20;

/// Bytes that the archive of a project unpacks to. That of Linux has 1.5 GB.
inline constexpr uint64_t project_archive_bytes = 8ull << 30;

/// Bytes of a README that are kept: its first paragraph is looked at.
inline constexpr size_t project_readme_bytes = 64u << 10;

/// Stages and base images that the report on a project lists of each file. People write up to some tens.
inline constexpr size_t project_stages = 1'000;

/// READMEs that are kept until it is known which folder is the project's: an honest archive has one or two there.
inline constexpr size_t project_readmes = 16;

/// Different base images that the report on a project lists in all.
inline constexpr size_t project_bases = 1'000;

/// Bytes of a name, a description or a comment that are looked at for words. Descriptions are some 100 long.
inline constexpr size_t project_text_bytes = 4'096;

/// Different things that are seen in one project. The study's largest has some 3,000.
inline constexpr size_t project_features = 100'000;

/// Bytes of one compose file that are looked at: they have some hundred lines.
inline constexpr size_t compose_bytes = 4u << 20;

/// Bytes of a text that is shown as evidence of a classification, and of a name that is looked up: a line of a page.
inline constexpr size_t taxonomy_text_bytes = 120;

/// What is shown as evidence of one answer. More is not read.
inline constexpr size_t taxonomy_evidence = 12;

/// Columns of a table of a data set. The study's widest has 39, and a file with a million is made to harm.
inline constexpr size_t csv_columns = 1'000;

/// Bytes of one row of a table. A cell of the study has up to 28 kB; a spreadsheet allows 32,767 letters in one.
inline constexpr size_t csv_row_bytes = 4u << 20;

/// Rows that are kept of one table of a data set: some 100 bytes each. Lines of a list of projects or reports, too. The study's longest has 35,000.
inline constexpr uint64_t csv_rows = 500'000;

/// Bytes of all rows of a data set's tables that are read. The study's have some 20 MiB; what is kept of them is about as much.
inline constexpr uint64_t study_table_bytes = 128u << 20;

/// Bytes of all Dockerfiles of a data set. The study's have 6 MB, and what is counted in them takes less.
inline constexpr uint64_t study_dockerfiles_bytes = 128u << 20;

/// Nesting of a Python literal. The study's go 3 deep.
inline constexpr int literal_depth = 32;

/// Bytes of one spreadsheet file, which is held in memory: the study's has some megabytes.
inline constexpr uint64_t workbook_bytes = 64u << 20;

/// Bytes of one XML part of a spreadsheet, which is not. The study's longest sheet has some 20 MiB.
inline constexpr uint64_t xml_bytes = 256u << 20;

/// Bytes of all XML parts that are read of a spreadsheet: a hostile one can have a thousand of the longest. The study's has 17
/// sheets, most of them much shorter than the longest.
inline constexpr uint64_t workbook_xml_bytes = 512u << 20;

/// Nesting of the elements of a spreadsheet's XML. Six are needed.
inline constexpr int xml_depth = 64;

/// Sheets of a spreadsheet. The study's has 17.
inline constexpr size_t sheets = 1'000;

/// Bytes of the texts that the cells of a spreadsheet share: descriptions of 30,000 projects are some 10 MiB.
inline constexpr uint64_t shared_string_bytes = 64u << 20;

/// Bytes of one Dockerfile of a data set. The study's largest has 700 kB, and of 35,000 each is parsed twice.
inline constexpr uint64_t study_dockerfile_bytes = 4u << 20;

/// Files of a data set. The study's has 35,000; a hostile archive of 100 MB can have a million.
inline constexpr uint64_t study_files = 200'000;

/// Purposes of one project that are listed. The study's longest list has 15.
inline constexpr size_t study_purposes = 100;

/// Bytes that the archive of a data set unpacks to, as far as it is read. The study's has 230 MB.
inline constexpr uint64_t study_archive_bytes = 2ull << 30;

/// How far an archive is read to tell that it holds a data set: its first files or bytes. The study's shows it in its first ten.
inline constexpr size_t study_sign_files = 4'096;
inline constexpr uint64_t study_sign_bytes = 16u << 20;

/// Images of a data set that lie in folders of their own. The study's has 12.
inline constexpr size_t study_image_folders = 10'000;

/// Files that are listed by name for each reason not to use them.
inline constexpr size_t study_examples = 5;

/// Characters of a link, all of it. Programs cut longer ones, Safari already at some 4,000, and RFC 9110 asks servers for 8,000.
inline constexpr size_t link_chars = 8'000;

/// Characters that a link is made to fit into: a footnote, and a card, which is also a QR code.
inline constexpr size_t full_link_chars = 2'000;
inline constexpr size_t card_link_chars = 600;

/// Bytes that a link's payload expands to. Deflate makes up to 1,032 of one, and the longest that is written has some 8,000.
inline constexpr size_t link_payload_bytes = 64u << 10;

/// Rows of one list of a link, and bytes of one of its texts: more never fit.
inline constexpr size_t link_rows = 1'000;
inline constexpr size_t link_text_bytes = 400;

/// Authors of a report. Papers have more, but then not in a link.
inline constexpr size_t link_authors = 20;

/// The largest version of a QR code, of 97 modules a side: phones read larger ones badly.
inline constexpr int qr_version = 20;

/// Problems that a report lists. A hostile archive could have one for every entry.
inline constexpr size_t problems = 200;

}  // namespace plimsoll::limits
