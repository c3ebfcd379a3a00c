#include <algorithm>
#include <cctype>
#include <map>

#include "core/image/json.h"
#include "core/limits.h"
#include "core/study/image_folders.h"
#include "core/study/own.h"
#include "core/study/raw_dockerfile.h"
#include "core/study/recognise.h"
#include "core/study/study.h"
#include "core/study/tables.h"
#include "core/study/workbook.h"

namespace plimsoll::study {
namespace {

using Kind = FileKind;

bool is_workbook(std::string_view name) { return recognise_path(name).kind == Kind::workbook; }

/// Names what the first bytes of a file without a telling name are.
Kind sniff(bytes::Bytes head) {
    for (const uint8_t letter : head) {
        if (std::isspace(letter)) continue;
        return letter == '{' ? Kind::lines : Kind::table;
    }
    return Kind::table;
}

constexpr size_t head_bytes = 512;

/// A tar archive's first header has its mark there.
bool is_tar(bytes::Bytes head) {
    constexpr std::string_view mark = "ustar";
    return head.size() >= 262 && std::equal(mark.begin(), mark.end(), head.begin() + 257,
                                            [](char a, uint8_t b) { return static_cast<uint8_t>(a) == b; });
}

Result<std::string> read_text(bytes::Stream& stream, uint64_t most) {
    std::string text;
    while (true) {
        const auto block = stream.next();
        if (!block) return failure(block.error());
        if (block->empty()) return text;
        if (text.size() + block->size() > most)
            return failure(ErrorCode::over_limit, "",
                           "is longer than " + std::to_string(most >> 20) + " MiB");
        text.append(reinterpret_cast<const char*>(block->data()), block->size());
    }
}

bytes::Bytes bytes_of(const std::string& text) {
    return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

struct Reader::State {
    explicit State(Progress told) : progress(std::move(told)) {}

    // ---------------------------------------------------------------------------------------------- bookkeeping

    bool go_on(uint64_t bytes) {
        if (!stopped && progress && !progress(done + bytes)) {
            stopped = true;
            data.problems.push_back({Problem::Severity::error, "", "reading was stopped"});
        }
        return !stopped;
    }

    void leave_out(const std::string& path, std::string_view reason, bool recognised) {
        auto& left = left_out[std::string(reason)];
        left.recognised = recognised;
        ++left.files;
        if (left.examples.size() < limits::study_examples) left.examples.push_back(path);
    }

    void complain(const std::string& path, const Error& error) {
        if (error.code == ErrorCode::cancelled) return;  // go_on() has told it
        std::string where = path;
        if (!error.where.empty() && error.where != path) where.append(": ").append(error.where);
        problem(Problem::Severity::error, std::move(where), error.message);
    }

    void problem(Problem::Severity severity, std::string where, std::string message) {
        if (data.problems.size() < limits::problems)
            data.problems.push_back({severity, std::move(where), std::move(message)});
        else
            ++more_problems;
    }

    // ---------------------------------------------------------------------------------------------- single files

    void add(const std::string& path, bytes::Stream& stream) {
        if (++files > limits::study_files) {
            if (files == limits::study_files + 1)
                problem(
                    Problem::Severity::error, "",
                    "has more than " + std::to_string(limits::study_files) + " files: the rest is not read");
            return;
        }
        const Recognised recognised = recognise_path(path);
        switch (recognised.kind) {
            case Kind::unused:
            case Kind::unrecognised:
                leave_out(path, recognised.reason, recognised.kind == Kind::unused);
                break;
            case Kind::table:
                add_table(path, stream);
                break;
            case Kind::workbook:
                add_workbook(path, stream);
                break;
            case Kind::json:
                add_json(path, stream);
                break;
            case Kind::image_config:
                add_image_config(path, stream);
                break;
            case Kind::lines:
                add_lines(path, stream);
                break;
            case Kind::dockerfile:
                add_dockerfile(path, stream);
                break;
        }
    }

    void add_table(const std::string& path, bytes::Stream& stream) {
        CsvReader reader(stream);
        CsvRow row;
        const auto heading = reader.next(row);
        if (!heading) return complain(path, heading.error());
        if (!*heading) return leave_out(path, "it is empty", true);
        const CsvColumns columns(row);
        const TableKind kind = recognise_table(columns, path);
        if (kind.what.empty())
            return leave_out(path, "its columns are not those of a table of the study", false);
        if (!kind.unused.empty()) return leave_out(path, kind.unused, true);
        Slot& slot = slots[std::string(kind.what)];
        if (slot.rank > kind.rank || (slot.rank == kind.rank && !kind.parts))
            return leave_out(path, "another file has the same, and that one is used: " + slot.path, true);
        if (slot.rank < kind.rank) {
            if (slot.rank >= 0) forget(kind.what, slot.path);
            kind.clear(data);
            slot = {kind.rank, path};
        }
        const RowReader take = kind.reader(data, columns);
        uint64_t rows = 0;
        while (true) {
            const auto more = reader.next(row);
            if (!more) {
                complain(path, more.error());
                break;
            }
            if (!*more) break;
            // A row takes time even if nothing is in it.
            constexpr uint64_t row_cost = 16;
            table_bytes += row.bytes() + row_cost;
            if (table_bytes > limits::study_table_bytes) {
                complain(path, {ErrorCode::over_limit, "row " + std::to_string(reader.row_number()),
                                "the tables of the data set are longer than " +
                                    std::to_string(limits::study_table_bytes >> 20) + " MiB"});
                break;
            }
            if (row.blank()) continue;
            if (++rows > limits::csv_rows) {
                complain(path, {ErrorCode::over_limit, "row " + std::to_string(reader.row_number()),
                                "has more than " + std::to_string(limits::csv_rows) + " rows"});
                break;
            }
            const std::string trouble = take(row);
            if (!trouble.empty())
                problem(Problem::Severity::warning, path + ": row " + std::to_string(reader.row_number()),
                        trouble);
        }
        data.used.push_back({path, std::string(kind.what), rows});
    }

    /// What was read of a file gives way to a better one.
    void forget(std::string_view what, const std::string& path) {
        std::erase_if(data.used, [&](const UsedFile& file) { return file.what == what; });
        leave_out(path, "another file has the same, and that one is used", true);
    }

    void add_workbook(const std::string& path, bytes::Stream& stream) {
        const auto text = read_text(stream, limits::workbook_bytes);
        if (!text) return complain(path, text.error());
        if (!data.candidates.empty() || !data.bases.empty())
            return leave_out(path, "another spreadsheet has the sheets that are used", true);
        const auto source = bytes::view_memory(bytes_of(*text));
        const auto rows = read_study_workbook(*source, data);
        if (!rows) return complain(path, rows.error());
        if (*rows == 0) return leave_out(path, "a spreadsheet without the sheets that are used", true);
        data.used.push_back({path, "the spreadsheet", *rows});
    }

    void add_json(const std::string& path, bytes::Stream& stream) {
        const auto text = read_text(stream, limits::report_bytes);
        if (!text) return complain(path, text.error());
        const auto json = image::parse_json(*text, "", limits::report_bytes);
        if (!json) return complain(path, json.error());
        if (json->is_object() && json->contains("mindmap")) return add_mind_map(path, *json);
        if (image_folders.add_manifest(path, *json)) return;
        if (add_own(*json, data)) {
            data.used.push_back({path, "a project or an image of your own", 1});
            return;
        }
        leave_out(path, "JSON, but neither a mind map, a manifest, a project nor a report", false);
    }

    void add_image_config(const std::string& path, bytes::Stream& stream) {
        const auto text = read_text(stream, limits::json_bytes);
        if (!text) return complain(path, text.error());
        const auto json = image::parse_json(*text, "");
        if (!json) return complain(path, json.error());
        if (!image_folders.add_config(path, *json))
            leave_out(path, "JSON, but no configuration of an image", false);
    }

    void add_mind_map(const std::string& path, const image::Json& json) {
        const auto caption = [](const image::Json& node) {
            return image::text_member(image::member(node, "text"), "caption");
        };
        const auto& root = image::member(image::member(json, "mindmap"), "root");
        MindMap map{path, caption(root), {}};
        const auto& children = image::member(root, "children");
        if (children.is_array())
            for (const auto& child : children) map.topics.push_back(caption(child));
        data.used.push_back({path, "a mind map", map.topics.size()});
        data.mind_maps.push_back(std::move(map));
    }

    void add_lines(const std::string& path, bytes::Stream& stream) {
        std::string line;
        uint64_t number = 0, taken = 0;
        const auto finish_line = [&] {
            ++number;
            if (line.find_first_not_of(" \t\r\n") == line.npos) return line.clear();
            const std::string where = "line " + std::to_string(number);
            const auto json = image::parse_json(line, where, limits::report_bytes);
            line.clear();
            if (!json) return complain(path, json.error());
            if (add_own(*json, data))
                ++taken;
            else
                problem(Problem::Severity::warning, path + ": " + where, "is neither a project nor a report");
        };
        while (true) {
            const auto block = stream.next();
            if (!block) return complain(path, block.error());
            if (block->empty()) break;
            for (const uint8_t letter : *block) {
                if (letter == '\n' && number >= limits::csv_rows)
                    return complain(path, {ErrorCode::over_limit, "line " + std::to_string(number),
                                           "has more than " + std::to_string(limits::csv_rows) + " lines"});
                if (letter == '\n')
                    finish_line();
                else
                    line.push_back(static_cast<char>(letter));
            }
            if (line.size() > limits::report_bytes)
                return complain(path,
                                {ErrorCode::over_limit, "line " + std::to_string(number + 1),
                                 "is longer than " + std::to_string(limits::report_bytes >> 20) + " MiB"});
        }
        if (!line.empty()) finish_line();
        if (taken > 0) data.used.push_back({path, "projects or images of your own", taken});
    }

    void add_dockerfile(const std::string& path, bytes::Stream& stream) {
        if (dockerfile_bytes <= limits::study_dockerfiles_bytes) {
            const auto text = read_text(stream, limits::study_dockerfile_bytes);
            if (!text) return complain(path, text.error());
            dockerfile_bytes += text->size();
            if (dockerfile_bytes <= limits::study_dockerfiles_bytes) {
                ProjectPath project = project_path(path);
                return data.dockerfiles.push_back(
                    read_dockerfile(std::move(project.repo), std::move(project.file), *text));
            }
        }
        leave_out(path,
                  "the Dockerfiles before it have " + std::to_string(limits::study_dockerfiles_bytes >> 20) +
                      " MiB together, which is the most",
                  false);
    }

    // -------------------------------------------------------------------------------------------------- archives

    /// What is read of the source: it counts as progress, and ends in an error where reading was stopped, or where an archive
    /// holds more than any data set.
    class Watched final : public bytes::Stream {
     public:
        Watched(bytes::Stream& from, State& state, bool archive = false)
            : from_(from), state_(state), archive_(archive) {}
        Result<bytes::Bytes> next() override {
            if (!state_.go_on(from_.stored_position()))
                return failure(ErrorCode::cancelled, "", "reading was stopped");
            if (archive_ && state_.archive_bytes > limits::study_archive_bytes)
                return failure(ErrorCode::over_limit, "",
                               "the archive holds more than " +
                                   std::to_string(limits::study_archive_bytes >> 30) +
                                   " GiB, which is the most that is read");
            auto block = from_.next();
            if (archive_ && block) state_.archive_bytes += block->size();
            return block;
        }
        uint64_t skip(uint64_t count) override { return from_.skip(count); }
        uint64_t position() const override { return from_.position(); }
        uint64_t stored_position() const override { return from_.stored_position(); }

     private:
        bytes::Stream& from_;
        State& state_;
        bool archive_;
    };

    void add_zip(bytes::Source& source, const std::string& name) {
        bytes::ZipReader zip(source);
        Watched watched(zip, *this, true);
        while (go_on(zip.stored_position())) {
            const auto entry = zip.next_file();
            if (!entry) return complain(name, entry.error());
            if (!*entry) return;
            add(std::string((*entry)->path), watched);
            if (archive_bytes > limits::study_archive_bytes || files > limits::study_files) return;
        }
    }

    void add_tar(bytes::Stream& stream, const std::string& name) {
        Watched watched(stream, *this, true);
        bytes::TarReader tar(watched);
        while (go_on(stream.stored_position())) {
            const auto entry = tar.next();
            if (!entry) return complain(name, entry.error());
            if (!*entry) return;
            if ((*entry)->type != bytes::TarEntry::Type::file) continue;
            bytes::TarBody body(tar);
            add(std::string((*entry)->path), body);
            if (files > limits::study_files) return;
        }
    }

    /// `compressions`: how often what comes out was compressed.
    void add_stream(bytes::Stream& stream, const std::string& name, int compressions = 0) {
        bytes::Peeked peeked(stream);
        const auto head = peeked.peek(head_bytes);
        if (!head) return complain(name, head.error());
        const auto compression = bytes::detect_compression(*head);
        if (compression != bytes::Compression::none) {
            constexpr int most_compressions = 2;
            if (compressions == most_compressions)
                return complain(name, {ErrorCode::unsupported, "", "is compressed more than twice"});
            const auto plain = bytes::decompress(peeked, compression);
            if (!plain) return complain(name, plain.error());
            Bounded bounded(**plain);
            return add_stream(bounded, name, compressions + 1);
        }
        if (is_tar(*head)) return add_tar(peeked, name);
        if (bytes::is_zip(*head) && !is_workbook(name)) {
            const auto text = read_text(peeked, limits::workbook_bytes);
            if (!text) return complain(name, text.error());
            const auto source = bytes::view_memory(bytes_of(*text));
            return add_zip(*source, name);
        }
        Watched watched(peeked, *this);
        if (recognise_path(name).kind != Kind::unrecognised) return add(name, watched);
        sniff(*head) == Kind::lines ? add_lines(name, watched) : add_table(name, watched);
    }

    /// Decompressed bytes, which end in an error where there are too many for what is stored.
    class Bounded final : public bytes::Stream {
     public:
        explicit Bounded(bytes::Stream& from) : from_(from) {}
        Result<bytes::Bytes> next() override {
            auto block = from_.next();
            if (!block) return block;
            position_ += block->size();
            if (position_ > limits::expansion_floor &&
                position_ / limits::expansion_ratio > std::max<uint64_t>(from_.stored_position(), 1))
                return failure(ErrorCode::over_limit, "",
                               "expands to more than " + std::to_string(limits::expansion_ratio) +
                                   " times its stored bytes");
            return block;
        }
        uint64_t position() const override { return position_; }
        uint64_t stored_position() const override { return from_.stored_position(); }

     private:
        bytes::Stream& from_;
        uint64_t position_ = 0;
    };

    struct Slot {
        int rank = -1;
        std::string path;
    };

    Progress progress;
    Dataset data;
    std::map<std::string, Slot> slots;
    std::map<std::string, LeftOut> left_out;
    ImageFolders image_folders;
    uint64_t files = 0, done = 0, more_problems = 0;
    uint64_t table_bytes = 0, dockerfile_bytes = 0, archive_bytes = 0;
    bool stopped = false;
};

Reader::Reader(Progress progress) : state_(std::make_unique<State>(std::move(progress))) {}
Reader::~Reader() = default;

void Reader::add_folder(const bytes::Folder& folder) {
    for (const auto& file : folder.files()) {
        if (!state_->go_on(0)) return;
        const auto source = folder.open(file.path);
        if (!source) {
            state_->complain(file.path, source.error());
            continue;
        }
        const auto stream = bytes::stream_range(**source, 0, (*source)->size());
        state_->add(file.path, *stream);
        state_->done += (*source)->size();
    }
}

void Reader::add_file(bytes::Source& source, const std::string& name) {
    std::array<uint8_t, head_bytes> head;
    const auto got = source.read(0, head);
    if (!got) return state_->complain(name, got.error());
    if (bytes::is_zip({head.data(), *got}) && !is_workbook(name)) {
        state_->add_zip(source, name);
    } else {
        const auto stream = bytes::stream_range(source, 0, source.size());
        state_->add_stream(*stream, name);
    }
    state_->done += source.size();
}

void Reader::add_stream(bytes::Stream& stream, const std::string& name) { state_->add_stream(stream, name); }

Dataset Reader::finish() {
    State& state = *state_;
    state.image_folders.finish(state.data);
    if (!state.data.dockerfiles.empty())
        state.data.used.push_back({"", "Dockerfiles", state.data.dockerfiles.size()});
    for (auto& [reason, left] : state.left_out) {
        left.reason = reason;
        state.data.left_out.push_back(std::move(left));
    }
    if (state.more_problems > 0)
        state.data.problems.push_back(
            {Problem::Severity::warning, "",
             std::to_string(state.more_problems) + " more problems are not listed"});
    rank_own_types(state.data);
    Dataset result = std::move(state.data);
    state_ = std::make_unique<State>(std::move(state.progress));
    return result;
}

}  // namespace plimsoll::study
