#include "core/link/compare.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "core/json_values.h"

namespace plimsoll::link {
namespace {

std::string count(uint64_t number) { return report::format_count(number); }
std::string bytes(uint64_t number) { return report::format_count(number) + " bytes"; }

std::string share(uint64_t parts, uint64_t whole) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f %%",
                  100 * static_cast<double>(parts) / static_cast<double>(whole));
    return text;
}

/// "12.50" of 1,250.
std::string in_hundredths(uint64_t value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(value) / 100);
    return text;
}

/// "2 files, 3,000 bytes".
std::string files_and_bytes(uint64_t files, uint64_t sum) { return count(files) + " files, " + bytes(sum); }

class Fields {
 public:
    void group(const char* name) { group_ = name; }

    /// Where one of both says nothing it is unknown.
    void add(std::string name, std::string said, std::string found, std::string note = "") {
        const Verdict verdict = said.empty() || found.empty() ? Verdict::unknown
                                : said == found               ? Verdict::equal
                                                              : Verdict::differs;
        push(std::move(name), std::move(said), std::move(found), verdict, std::move(note));
    }
    /// What the link says is there has to be there.
    void must(std::string name, std::string said, std::string found) {
        const Verdict verdict = said == found ? Verdict::equal : Verdict::differs;
        push(std::move(name), std::move(said), std::move(found), verdict, "");
    }
    void number(const char* name, uint64_t said, uint64_t found) { must(name, count(said), count(found)); }
    void size(const char* name, uint64_t said, uint64_t found) { must(name, bytes(said), bytes(found)); }
    void push(std::string name, std::string said, std::string found, Verdict verdict, std::string note) {
        fields.push_back(
            {group_, std::move(name), std::move(said), std::move(found), verdict, std::move(note)});
    }
    std::vector<Field> fields;

 private:
    const char* group_ = "";
};

void compare_identity(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Image");
    fields.add("Digest of the configuration", said.config_digest, found.config_digest);
    fields.add("Digest of the manifest", said.manifest_digest, found.manifest_digest);
    fields.add("Platform", said.platform.text(), found.platform.text());
    fields.add("Created", said.created ? date_text(*said.created) : "",
               found.created ? date_text(*found.created) : "");
    if (said.shared.references)
        for (const std::string& reference : said.references.rows) {
            const auto& all = found.references.rows;
            const bool there = std::find(all.begin(), all.end(), reference) != all.end();
            // Names are given and taken away without changing the image.
            fields.push("Name", reference,
                        there         ? reference
                        : all.empty() ? ""
                                      : all.front(),
                        there ? Verdict::equal : Verdict::unknown,
                        there ? "" : "an image can have any name; its digests tell which it is");
        }
    fields.group("Report");
    const bool same_digest = !said.report_digest.empty() && said.report_digest == found.report_digest;
    fields.push("Digest of the report", said.report_digest, found.report_digest,
                same_digest ? Verdict::equal : Verdict::unknown,
                same_digest
                    ? ""
                    : "it changes with the archive's name and layout, with --verify and with the program's "
                      "version as well");
    const bool same_version = said.version == found.version;
    fields.push("Version", said.version, found.version, same_version ? Verdict::equal : Verdict::unknown,
                same_version ? "" : "another version may judge findings, types and taxonomy in another way");
}

void compare_totals(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Totals");
    const auto &a = said.totals, &b = found.totals;
    fields.must("Read to the end", said.complete ? "yes" : "no", found.complete ? "yes" : "no");
    fields.number("Layers", said.layer_count, found.layer_count);
    fields.size("Stored", a.blob_bytes, b.blob_bytes);
    fields.add("Uncompressed tars", said.complete ? bytes(a.tar_bytes) : "",
               found.complete ? bytes(b.tar_bytes) : "");
    fields.size("Shipped", a.file_bytes, b.file_bytes);
    fields.number("Files", a.files, b.files);
    fields.number("Directories", a.directories, b.directories);
    fields.number("Symbolic links", a.symlinks, b.symlinks);
    fields.number("Hard links", a.hardlinks, b.hardlinks);
    fields.number("Other entries", a.others, b.others);
    fields.number("Whiteouts", a.whiteouts, b.whiteouts);
    fields.number("Opaque directories", a.opaques, b.opaques);
    fields.number("Depth of directories", a.directory_depth, b.directory_depth);
    fields.number("Depth of paths", a.path_depth, b.path_depth);
    fields.group("In the container");
    const auto &c = said.filesystem, &d = found.filesystem;
    fields.size("Bytes", c.bytes, d.bytes);
    fields.size("Bytes, hard links each time", c.path_bytes, d.path_bytes);
    fields.number("Files", c.files, d.files);
    fields.number("Distinct files", c.inodes, d.inodes);
    fields.number("Directories", c.directories, d.directories);
    fields.number("Symbolic links", c.symlinks, d.symlinks);
    fields.number("Other entries", c.others, d.others);
    fields.number("Broken hard links", c.broken_hardlinks, d.broken_hardlinks);
    fields.number("Depth of directories", c.directory_depth, d.directory_depth);
}

void compare_waste(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Waste");
    fields.size("Hidden", said.hidden_bytes, found.hidden_bytes);
    fields.number("Repeated paths", said.repeated.paths, found.repeated.paths);
    fields.size("Repeated", said.repeated.bytes, found.repeated.bytes);
    fields.must("Efficiency, as dive counts", share(said.dive_efficiency, 10'000),
                share(found.dive_efficiency, 10'000));
    fields.size("Wasted, as dive counts", said.dive_wasted_bytes, found.dive_wasted_bytes);
    fields.number("Wasted paths, as dive counts", said.dive_wasted_paths, found.dive_wasted_paths);
}

std::string layer_text(const Essence::Layer& row) {
    return bytes(row.blob_bytes) + " stored, " + bytes(row.file_bytes) + " shipped, " + count(row.files) +
           " files, " + count(row.directories) + " directories, " + bytes(row.hidden_bytes) +
           " hidden, depth " + count(row.directory_depth) + (row.instruction.empty() ? "" : ", made by ") +
           row.instruction;
}

void compare_layers(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Layers");
    for (const Essence::Layer& row : said.layers.rows) {
        const auto& all = found.layers.rows;
        const auto other =
            std::lower_bound(all.begin(), all.end(), row.index,
                             [](const auto& each, uint32_t index) { return each.index < index; });
        const bool there = other != all.end() && other->index == row.index;
        const std::string name = std::string("Layer ") + std::to_string(row.index + 1);
        fields.must(name, layer_text(row), there ? layer_text(*other) : "");
        if (!row.command.empty()) fields.add(name + ": command", row.command, there ? other->command : "");
    }
}

/// Rows that are told apart by a key: what the link says of each, and what was found of it.
template <class Row, class Key, class Text>
void compare_rows(const char* group, const Shown<Row>& said, const Shown<Row>& found, Key key, Text text,
                  Fields& fields) {
    fields.group(group);
    std::multimap<std::string, const Row*> all;
    for (const Row& row : found.rows) all.emplace(key(row), &row);
    for (const Row& row : said.rows) {
        // Of several with the same key the first that is equal, else the first; each counts once.
        const auto [begin, end] = all.equal_range(key(row));
        auto other =
            std::find_if(begin, end, [&](const auto& each) { return text(*each.second) == text(row); });
        if (other == end) other = begin;
        fields.must(key(row), text(row), other == end ? "" : text(*other->second));
        if (other != end) all.erase(other);
    }
}

void compare_findings(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Findings");
    for (size_t severity = said.finding_counts.size(); severity-- > 0;) {
        const auto &a = said.finding_counts[severity], &b = found.finding_counts[severity];
        const std::string_view name = findings::name_of(static_cast<findings::Severity>(severity));
        fields.must(std::string("Of severity ").append(name), count(a.count) + ", " + bytes(a.bytes),
                    count(b.count) + ", " + bytes(b.bytes));
    }
    compare_rows(
        "Findings", said.findings, found.findings,
        [](const Essence::Finding& row) {
            return row.layer ? row.id + ", layer " + std::to_string(*row.layer + 1) : row.id;
        },
        [](const Essence::Finding& row) {
            return std::string(findings::name_of(row.severity)) + ", " + bytes(row.bytes) + ", " +
                   count(row.evidence_count) + " places";
        },
        fields);
}

void compare_contents(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Packages");
    fields.number("Packages", said.package_count, found.package_count);
    const auto named = [](const Essence::Package& row) {
        std::string name(packages::name_of(row.ecosystem));
        for (const std::string& word : {row.name, row.version})
            if (!word.empty()) name.append(" ").append(word);
        return name;
    };
    const auto weight = [](const Essence::Package& row) { return files_and_bytes(row.files, row.bytes); };
    compare_rows("Packages", said.packages, found.packages, named, weight, fields);
    compare_rows(
        "File types", said.types, found.types, [](const Essence::Type& row) { return row.type; },
        [](const Essence::Type& row) { return files_and_bytes(row.files, row.bytes); }, fields);
    // In both lists the heaviest is first, and they begin there; by place, since paths may not be shared.
    fields.group("Largest files");
    for (size_t place = 0; place < said.largest_files.rows.size(); ++place) {
        const auto text = [](const Essence::File& file) {
            return (file.path.empty() ? "" : file.path + ", ") + bytes(file.bytes) + ", " + file.type +
                   ", layer " + std::to_string(file.layer + 1);
        };
        const bool there = place < found.largest_files.rows.size();
        fields.must(std::string("No. ") + std::to_string(place + 1), text(said.largest_files.rows[place]),
                    there ? text(found.largest_files.rows[place]) : "");
    }
}

void compare_taxonomy(const Essence& said, const Essence& found, Fields& fields) {
    fields.group("Taxonomy");
    fields.must("Category", said.category + ", " + share(said.category_score, 1'000),
                found.category + ", " + share(found.category_score, 1'000));
    compare_rows(
        "Purposes", said.purposes, found.purposes, [](const Essence::Purpose& row) { return row.label; },
        [](const Essence::Purpose& row) {
            return (row.subcategory.empty() ? "" : row.subcategory + ", ") + share(row.score, 1'000);
        },
        fields);
    fields.group("Base images");
    for (const Essence::Base& row : said.bases.rows) {
        const auto& all = found.bases.rows;
        const auto text = [](const Essence::Base& base) {
            std::string types;
            for (const std::string& type : base.types) types += (types.empty() ? "" : ", ") + type;
            return types.empty() ? std::string("unknown") : types;
        };
        // Without names the types are all there is to know it by.
        const auto other = std::find_if(all.begin(), all.end(), [&](const Essence::Base& each) {
            return row.image.empty() ? text(each) == text(row) : each.image == row.image;
        });
        fields.must(row.image.empty() ? "Base image" : row.image, text(row),
                    other == all.end() ? "" : text(*other));
    }
    compare_rows(
        "Instructions", said.instructions, found.instructions,
        [](const Essence::Instruction& row) { return row.name; },
        [](const Essence::Instruction& row) { return count(row.count); }, fields);
    compare_rows(
        "Against the study", said.metrics, found.metrics,
        [](const Essence::Metric& row) { return row.metric; },
        [](const Essence::Metric& row) {
            return in_hundredths(row.value) +
                   (row.percentile ? ", percentile " + in_hundredths(*row.percentile) : "");
        },
        fields);
}

void compare_settings(const Essence& said, const Essence& found, Fields& fields) {
    const auto compare = [&](const char* group, const Shown<std::string>& a, const Shown<std::string>& b) {
        fields.group(group);
        fields.number("How many", a.of, b.of);
        for (const std::string& setting : a.rows) {
            const bool there = std::find(b.rows.begin(), b.rows.end(), setting) != b.rows.end();
            fields.must(setting.substr(0, setting.find('=')), setting, there ? setting : "");
        }
    };
    compare("Environment", said.environment, found.environment);
    compare("Labels", said.labels, found.labels);
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::equal:
            return "equal";
        case Verdict::differs:
            return "differs";
        case Verdict::unknown:
            break;
    }
    return "unknown";
}

Comparison hold_against(const Essence& said, const report::Report& found, const report::Seal* seal) {
    // What the sharer did not share can't be compared, and is not put in where it is not asked for.
    const Essence other = essence_of(found, said.shared, seal);
    Fields fields;
    compare_identity(said, other, fields);
    compare_totals(said, other, fields);
    compare_waste(said, other, fields);
    compare_findings(said, other, fields);
    if (said.card) {
        fields.group("Packages");
        fields.number("Packages", said.package_count, other.package_count);
        fields.group("Taxonomy");
        fields.must("Category", said.category, other.category);
    } else {
        compare_layers(said, other, fields);
        compare_contents(said, other, fields);
        compare_taxonomy(said, other, fields);
        compare_settings(said, other, fields);
    }
    Comparison comparison;
    comparison.fields = std::move(fields.fields);
    for (const Field& field : comparison.fields)
        ++(field.verdict == Verdict::equal     ? comparison.equal
           : field.verdict == Verdict::differs ? comparison.differs
                                               : comparison.unknown);
    const auto same = [](const std::string& a, const std::string& b) { return !a.empty() && a == b; };
    comparison.is_true = comparison.differs == 0 && (same(said.config_digest, other.config_digest) ||
                                                     same(said.manifest_digest, other.manifest_digest));
    return comparison;
}

std::string to_json(const Comparison& comparison) {
    using Json = nlohmann::ordered_json;
    Json fields = Json::array();
    for (const Field& field : comparison.fields)
        fields.push_back({{"group", field.group},
                          {"name", field.name},
                          {"said", text_or_null(field.said)},
                          {"found", text_or_null(field.found)},
                          {"verdict", name_of(field.verdict)},
                          {"note", text_or_null(field.note)}});
    const Json json = {{"fields", std::move(fields)},
                       {"equal", comparison.equal},
                       {"differs", comparison.differs},
                       {"unknown", comparison.unknown},
                       {"is_true", comparison.is_true}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::link
