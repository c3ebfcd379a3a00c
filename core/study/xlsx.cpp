#include "core/study/xlsx.h"

#include <expat.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include "core/limits.h"

namespace plimsoll::study {
namespace {

using Attributes = const XML_Char**;

/// Takes what expat finds in a part. Names come without their namespace's prefix.
class Handler {
 public:
    virtual ~Handler() = default;
    virtual void begin(std::string_view name, Attributes attributes) = 0;
    virtual void end(std::string_view name) { (void)name; }
    virtual void text(std::string_view piece) { (void)piece; }
    /// Whether no more is wanted.
    virtual bool enough() const { return false; }
    /// What is wrong with the part, beyond its syntax; empty: nothing.
    std::string trouble;
};

std::string_view local(const XML_Char* name) {
    const std::string_view whole = name;
    const size_t colon = whole.rfind(':');
    return colon == whole.npos ? whole : whole.substr(colon + 1);
}

std::string_view attribute(Attributes attributes, std::string_view name) {
    for (; *attributes; attributes += 2)
        if (local(attributes[0]) == name) return attributes[1];
    return {};
}

/// Parses a stream with a handler. `total` counts the bytes of all parts.
Result<void> parse_xml(bytes::Stream& stream, Handler& handler, const std::string& part, uint64_t& total) {
    struct Context {
        Handler& handler;
        XML_Parser parser;
        int depth = 0;
        uint64_t bytes = 0, heard = 0;  ///< that were handed over; of those, before expat last said something
        void check() {
            heard = bytes;
            if (depth > limits::xml_depth) handler.trouble = "elements are nested too deep";
            if (handler.enough() || !handler.trouble.empty()) XML_StopParser(parser, XML_FALSE);
        }
    };
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
        XML_ParserCreate(nullptr), XML_ParserFree);
    if (!parser) return failure(ErrorCode::over_limit, part, "there is no memory to parse it");
    Context context{handler, parser.get()};
    XML_SetHashSalt(parser.get(), reinterpret_cast<uintptr_t>(&context) | 1u);
    XML_SetUserData(parser.get(), &context);
    XML_SetElementHandler(
        parser.get(),
        [](void* self, const XML_Char* name, Attributes attributes) {
            auto& at = *static_cast<Context*>(self);
            ++at.depth;
            at.handler.begin(local(name), attributes);
            at.check();
        },
        [](void* self, const XML_Char* name) {
            auto& at = *static_cast<Context*>(self);
            --at.depth;
            at.handler.end(local(name));
            at.check();
        });
    XML_SetCharacterDataHandler(parser.get(), [](void* self, const XML_Char* piece, int length) {
        auto& at = *static_cast<Context*>(self);
        at.handler.text({piece, static_cast<size_t>(length)});
        at.check();
    });
    // A workbook has no document type; one that has could only be there to harm.
    XML_SetStartDoctypeDeclHandler(parser.get(),
                                   [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
                                       auto& at = *static_cast<Context*>(self);
                                       at.handler.trouble = "has a document type, which no spreadsheet has";
                                       at.check();
                                   });
    while (true) {
        const auto block = stream.next();
        if (!block) return failure(block.error());
        context.bytes += block->size();
        total += block->size();
        if (total > limits::workbook_xml_bytes)
            return failure(ErrorCode::over_limit, part,
                           "the spreadsheet's parts before and in it are longer than " +
                               std::to_string(limits::workbook_xml_bytes >> 20) + " MiB");
        if (context.bytes > limits::xml_bytes)
            return failure(ErrorCode::over_limit, part,
                           "is longer than " + std::to_string(limits::xml_bytes >> 20) + " MiB");
        const auto status = XML_Parse(parser.get(), reinterpret_cast<const char*>(block->data()),
                                      static_cast<int>(block->size()), block->empty());
        if (!handler.trouble.empty()) return failure(ErrorCode::corrupt, part, handler.trouble);
        if (handler.enough()) return {};
        // A tag that does not end is held in memory.
        if (context.bytes - context.heard > limits::csv_row_bytes)
            return failure(ErrorCode::over_limit, part,
                           "has a tag or a comment that is longer than " +
                               std::to_string(limits::csv_row_bytes >> 20) + " MiB");
        if (status != XML_STATUS_OK)
            return failure(ErrorCode::corrupt, part,
                           "is no XML: line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) +
                               ": " + XML_ErrorString(XML_GetErrorCode(parser.get())));
        if (block->empty()) return {};
    }
}

/// xl/workbook.xml: the sheets' names, and the names of their relationships.
class WorkbookHandler final : public Handler {
 public:
    void begin(std::string_view name, Attributes attributes) override {
        if (name != "sheet") return;
        if (sheets.size() >= limits::sheets) {
            trouble = "has more than " + std::to_string(limits::sheets) + " sheets";
            return;
        }
        sheets.emplace_back(attribute(attributes, "name"), relationship(attributes));
    }
    std::vector<std::pair<std::string, std::string>> sheets;

 private:
    static std::string relationship(Attributes attributes) {
        for (; *attributes; attributes += 2)
            if (std::string_view(attributes[0]).ends_with(":id")) return attributes[1];
        return {};
    }
};

/// xl/_rels/workbook.xml.rels: which part each relationship names.
class RelationshipsHandler final : public Handler {
 public:
    void begin(std::string_view name, Attributes attributes) override {
        if (name != "Relationship" || targets.size() > limits::sheets * 4) return;
        std::string target(attribute(attributes, "Target"));
        target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        targets[std::string(attribute(attributes, "Id"))] = std::move(target);
    }
    std::map<std::string, std::string> targets;
};

/// xl/sharedStrings.xml: the texts that cells refer to by their number.
class StringsHandler final : public Handler {
 public:
    void begin(std::string_view name, Attributes) override {
        if (name == "si") {
            strings.emplace_back();
            count(sizeof(std::string));
        }
        if (name == "rPh") ++skipping_;  // how it is pronounced
        in_text_ = name == "t" && skipping_ == 0 && !strings.empty();
    }
    void end(std::string_view name) override {
        if (name == "rPh") --skipping_;
        if (name == "t") in_text_ = false;
    }
    void text(std::string_view piece) override {
        if (!in_text_) return;
        if (count(piece.size())) strings.back() += piece;
    }
    std::vector<std::string> strings;

 private:
    /// Answers whether there is room for them.
    bool count(uint64_t bytes) {
        bytes_ += bytes;
        if (bytes_ <= limits::shared_string_bytes) return true;
        trouble = "the texts are longer than " + std::to_string(limits::shared_string_bytes >> 20) + " MiB";
        return false;
    }

    int skipping_ = 0;
    bool in_text_ = false;
    uint64_t bytes_ = 0;
};

/// The column that a cell's reference tells: "AB12" is column 27, from 0.
std::optional<size_t> column_of(std::string_view reference) {
    size_t column = 0, letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z'; ++letters) {
        if (letters == 3) return std::nullopt;
        column = column * 26 + static_cast<size_t>(reference[letters] - 'A') + 1;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
}

/// One sheet.
class SheetHandler final : public Handler {
 public:
    SheetHandler(const std::vector<std::string>& strings, SheetReader read)
        : strings_(strings), read_(std::move(read)) {}

    void begin(std::string_view name, Attributes attributes) override {
        if (name == "row") {
            row_.clear();
            row_bytes_ = 0;
            ++rows_;
            next_column_ = 0;
        } else if (name == "c") {
            type_ = attribute(attributes, "t");
            column_ = column_of(attribute(attributes, "r")).value_or(next_column_);
            next_column_ = column_ + 1;
            cell_.clear();
        } else if (name == "rPh") {
            ++skipping_;
        }
        in_text_ = skipping_ == 0 && (name == "v" || (name == "t" && type_ == "inlineStr"));
    }

    void end(std::string_view name) override {
        if (name == "v" || name == "t") in_text_ = false;
        if (name == "rPh") --skipping_;
        if (name == "c") finish_cell();
        if (name == "row" && !row_.empty()) done_ = !read_(row_);
    }

    void text(std::string_view piece) override {
        if (!in_text_) return;
        if (cell_.size() + piece.size() > limits::csv_row_bytes) {
            trouble = "row " + std::to_string(rows_) + ": a cell is too long";
            return;
        }
        cell_ += piece;
    }

    bool enough() const override { return done_; }

 private:
    void finish_cell() {
        if (column_ >= limits::csv_columns) {
            trouble = "row " + std::to_string(rows_) + " has more than " +
                      std::to_string(limits::csv_columns) + " columns";
            return;
        }
        if (type_ == "s") {
            const size_t index = std::strtoul(cell_.c_str(), nullptr, 10);
            if (index >= strings_.size()) {
                trouble = "row " + std::to_string(rows_) + ": there is no shared text " + cell_.substr(0, 20);
                return;
            }
            cell_ = strings_[index];
        }
        if (cell_.empty()) return;
        // Many cells can share one long text.
        row_bytes_ += cell_.size();
        bytes_ += cell_.size();
        if (row_bytes_ > limits::csv_row_bytes || bytes_ > limits::xml_bytes) {
            trouble = "row " + std::to_string(rows_) + ": the cells before and in it are too long together";
            return;
        }
        if (row_.size() <= column_) row_.resize(column_ + 1);
        row_[column_] = cell_;
    }

    const std::vector<std::string>& strings_;
    SheetReader read_;
    SheetRow row_;
    std::string type_, cell_;
    size_t column_ = 0, next_column_ = 0;
    uint64_t rows_ = 0, row_bytes_ = 0, bytes_ = 0;
    int skipping_ = 0;
    bool in_text_ = false, done_ = false;
};

/// The parts that tell where the rest is.
struct Parts {
    WorkbookHandler workbook;
    RelationshipsHandler relationships;
    StringsHandler strings;
};

Result<void> read_parts(bytes::Source& source, Parts& parts, uint64_t& total) {
    bytes::ZipReader zip(source);
    while (true) {
        const auto entry = zip.next_file();
        if (!entry) return failure(entry.error());
        if (!*entry) return {};
        const std::string path((*entry)->path);
        Handler* handler = nullptr;
        if (path == "xl/workbook.xml") handler = &parts.workbook;
        if (path == "xl/_rels/workbook.xml.rels") handler = &parts.relationships;
        if (path == "xl/sharedStrings.xml") handler = &parts.strings;
        if (!handler) continue;
        if (auto read = parse_xml(zip, *handler, path, total); !read) return read;
    }
}

}  // namespace

Result<std::vector<std::string>> read_workbook(bytes::Source& source, const SheetChooser& choose) {
    Parts parts;
    uint64_t total = 0;
    if (auto read = read_parts(source, parts, total); !read) return failure(read.error());
    if (parts.workbook.sheets.empty())
        return failure(ErrorCode::unrecognised, "xl/workbook.xml", "is missing or names no sheet");
    std::map<std::string, std::string> names;  // of sheets, by their part
    std::vector<std::string> all;
    for (const auto& [name, relationship] : parts.workbook.sheets) {
        all.push_back(name);
        const auto target = parts.relationships.targets.find(relationship);
        if (target != parts.relationships.targets.end()) names[target->second] = name;
    }
    bytes::ZipReader zip(source);
    while (true) {
        const auto entry = zip.next_file();
        if (!entry) return failure(entry.error());
        if (!*entry) return all;
        const std::string path((*entry)->path);
        const auto name = names.find(path);
        if (name == names.end()) continue;
        SheetReader reader = choose(name->second);
        if (!reader) continue;
        SheetHandler handler(parts.strings.strings, std::move(reader));
        if (auto read = parse_xml(zip, handler, "sheet " + name->second, total); !read)
            return failure(read.error());
    }
}

}  // namespace plimsoll::study
