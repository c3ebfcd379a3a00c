#include "core/study/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace plimsoll::study {

extern const unsigned char published_json[];  ///< assets/study/published.json, as cmake/embed.cmake writes it
extern const size_t published_json_size;

namespace {

struct Entry {
    Item item;
    std::string_view name;
};

constexpr Entry entries[] = {
    {Item::funnel, "funnel"}, {Item::table1, "table1"}, {Item::fig2, "fig2"},   {Item::fig3a, "fig3a"},
    {Item::fig3b, "fig3b"},   {Item::fig4a, "fig4a"},   {Item::fig4b, "fig4b"}, {Item::table2, "table2"},
    {Item::fig5a, "fig5a"},   {Item::fig5b, "fig5b"},
};

// Apart from the names: the page has these, and computes nothing of a data set itself.
struct Computed {
    Item item;
    Figure (*compute)(const Dataset& data);
};

constexpr Computed computed[] = {
    {Item::funnel, funnel}, {Item::table1, table1}, {Item::fig2, fig2},   {Item::fig3a, fig3a},
    {Item::fig3b, fig3b},   {Item::fig4a, fig4a},   {Item::fig4b, fig4b}, {Item::table2, table2},
    {Item::fig5a, fig5a},   {Item::fig5b, fig5b},
};

constexpr std::string_view instructions[] = {
    "ADD",   "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",        "EXPOSE", "FROM",   "HEALTHCHECK",
    "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER",   "VOLUME", "WORKDIR",
};

bool is_compared(const Column& column, const Cell& cell) {
    return column.compared && cell.published.index() != 0 && cell.recomputed.index() != 0;
}

}  // namespace

std::string_view item_name(Item item) {
    for (const Entry& entry : entries)
        if (entry.item == item) return entry.name;
    return {};
}

std::optional<Item> item_named(std::string_view name) {
    for (const Entry& entry : entries)
        if (entry.name == name) return entry.item;
    return std::nullopt;
}

const OrderedJson& published_part(std::string_view name) {
    // Parsed once: it is part of the program and never changes.
    static const OrderedJson all =
        OrderedJson::parse(published_json, published_json + published_json_size, nullptr, false);
    static const OrderedJson nothing;
    const auto found = all.find(std::string(name));
    return found == all.end() ? nothing : *found;
}

const OrderedJson& published_figure(Item item) { return published_part(item_name(item)); }

Figure compute(const Dataset& data, Item item) {
    for (const Computed& entry : computed) {
        if (entry.item != item) continue;
        Figure figure = entry.compute(data);
        figure.item = item;
        figure.published = published_figure(item);
        return figure;
    }
    return {};
}

size_t Figure::compared() const {
    size_t count = 0;
    for (const Row& row : rows)
        for (size_t at = 0; at < row.cells.size(); ++at)
            count += is_compared(columns[at], row.cells[at]) ? 1 : 0;
    return count;
}

size_t Figure::equal() const {
    size_t count = 0;
    for (const Row& row : rows)
        for (size_t at = 0; at < row.cells.size(); ++at)
            count += is_compared(columns[at], row.cells[at]) && !row.cells[at].differs ? 1 : 0;
    return count;
}

double rounded(double value, int decimals) {
    char text[400];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return std::strtod(text, nullptr);
}

Value value_of(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

OrderedJson json_of(const std::optional<double>& number) {
    return number ? OrderedJson(*number) : OrderedJson(nullptr);
}

std::optional<double> number_in(const Value& value) {
    const double* number = std::get_if<double>(&value);
    return number ? std::optional<double>(*number) : std::nullopt;
}

std::optional<double> published_number(const OrderedJson& json, std::initializer_list<std::string> path) {
    const OrderedJson* at = &json;
    for (const std::string& name : path) {
        if (!at->is_object()) return std::nullopt;
        const auto found = at->find(name);
        if (found == at->end()) return std::nullopt;
        at = &*found;
    }
    return at->is_number() ? std::optional<double>(at->get<double>()) : std::nullopt;
}

std::string shown(double value, int decimals) {
    char text[400];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    std::string plain = text;
    const size_t digits = std::min(plain.find('.'), plain.size());
    const size_t first = plain.starts_with('-') ? 1 : 0;
    for (size_t at = digits; at > first + 3;) {
        at -= 3;
        plain.insert(plain.begin() + static_cast<std::ptrdiff_t>(at), ',');
    }
    return plain;
}

std::string several(uint64_t count, std::string_view what) {
    std::string text = shown(static_cast<double>(count));
    text.append(" ").append(what);
    return count == 1 ? text : text.append("s");
}

std::vector<Category> shown_categories(const Dataset& data) {
    std::vector<Category> categories(all_categories.begin(), all_categories.end());
    const bool unnamed = std::any_of(data.own_images.begin(), data.own_images.end(),
                                     [](const OwnImage& image) { return image.category == Category::none; });
    if (unnamed) categories.push_back(Category::none);
    return categories;
}

std::string row_name(Category category) {
    return category == Category::none ? "Your images" : std::string(category_name(category));
}

std::string row_key(Category category) {
    return category == Category::none ? "Your images" : std::string(category_key(category));
}

bool is_whole(const Dataset& data) { return data.projects.empty() || data.projects.size() >= study_projects; }

std::string selection_note(const Dataset& data) {
    if (!data.own_images.empty()) return "These are images of your own.";
    if (is_whole(data)) return {};
    std::string note = "The data set has ";
    return note.append(several(data.projects.size(), "project"))
        .append(", the paper's numbers are of ")
        .append(std::to_string(study_projects))
        .append(".");
}

void explain(Cell& cell, double tolerance, const Dataset& data, const std::string& why,
             const std::string& mended) {
    const auto published = number_in(cell.published), recomputed = number_in(cell.recomputed),
               corrected = number_in(cell.corrected);
    if (published && recomputed && std::abs(*published - *recomputed) > tolerance) {
        cell.differs = true;
        const std::string note = selection_note(data);
        cell.difference = note.empty() ? why : note;
        return;
    }
    const auto base = recomputed ? recomputed : published;
    if (base && corrected && std::abs(*base - *corrected) > tolerance) cell.difference = mended;
}

RepoCategories::RepoCategories(const Dataset& data) {
    for (const Project& row : data.projects) categories_[row.repo] = row.category;
    for (const Labelled& row : data.labelled) categories_[row.repo] = row.category;
}

Category RepoCategories::of(const std::string& repo) const {
    const auto found = categories_.find(repo);
    return found == categories_.end() ? Category::none : found->second;
}

bool is_instruction(std::string_view word) {
    return std::find(std::begin(instructions), std::end(instructions), word) != std::end(instructions);
}

bool FileWords::junk() const {
    if (genuine * 2 >= all) return false;
    const std::string_view name = std::string_view(file).substr(file.rfind('/') + 1);
    return !name.starts_with("Dockerfile") && !name.ends_with(".Dockerfile");
}

FileWords words_of(const RawDockerfile& file) {
    FileWords words{file.repo, file.file, 0, 0, {}};
    for (const auto& [name, count] : file.words) {
        words.all += count;
        if (is_instruction(name)) words.genuine += count;
        words.counts[name] += count;
    }
    return words;
}

std::vector<FileWords> words_of_dockerfiles(const Dataset& data) {
    std::vector<FileWords> files;
    for (const RawDockerfile& file : data.dockerfiles) files.push_back(words_of(file));
    std::sort(files.begin(), files.end(), [](const FileWords& a, const FileWords& b) {
        return std::tie(a.repo, a.file) < std::tie(b.repo, b.file);
    });
    return files;
}

std::vector<FileWords> words_of_files(const Dataset& data) {
    if (data.instruction_counts.empty()) return words_of_dockerfiles(data);
    std::map<std::pair<std::string, std::string>, FileWords> files;
    for (const InstructionCount& row : data.instruction_counts) {
        FileWords& file = files[{row.repo, row.file}];
        file.repo = row.repo;
        file.file = row.file;
        file.all += row.count;
        if (is_instruction(row.name)) file.genuine += row.count;
        file.counts[row.name] += row.count;
    }
    std::vector<FileWords> all;
    for (auto& [key, file] : files) all.push_back(std::move(file));
    return all;
}

std::vector<Column> box_columns(const std::string& unit) {
    return {{"n", "n", "", 0},
            {"q1", "Q1", unit, 3},
            {"median", "Median", unit, 3},
            {"q3", "Q3", unit, 3},
            {"lo", "Low", unit, 3},
            {"hi", "High", unit, 3},
            {"outliers", "Outliers", "", 0},
            {"mean", "Mean", unit, 3}};
}

OrderedJson json_of(const Box& box) {
    OrderedJson json;
    json["n"] = box.n;
    json["q1"] = rounded(box.q1, 3);
    json["median"] = rounded(box.median, 3);
    json["q3"] = rounded(box.q3, 3);
    json["lo"] = rounded(box.low, 3);
    json["hi"] = rounded(box.high, 3);
    json["outliers"] = box.outliers;
    json["mean"] = rounded(box.mean, 3);
    return json;
}

namespace {

using Values = std::map<std::pair<Category, std::string>, std::vector<double>>;

Values values_of(const std::vector<Share>& shares, bool once) {
    Values values;
    std::set<std::tuple<Category, std::string, std::string>> seen;
    for (const Share& share : shares)
        if (!once || seen.emplace(share.category, share.name, share.repo).second)
            values[{share.category, share.name}].push_back(share.percent);
    return values;
}

std::vector<double> at(const Values& values, Category category, const std::string& name) {
    const auto found = values.find({category, name});
    return found == values.end() ? std::vector<double>() : found->second;
}

}  // namespace

void fill_boxes(Figure& figure, const ShareBoxes& shares, const Dataset& data, const std::string& mended) {
    const Values as_is = values_of(shares.as_published, false), once = values_of(shares.as_published, true),
                 corrected = values_of(shares.corrected, true);
    const OrderedJson& published = published_figure(figure.item);
    figure.name_headings = {"Category", figure.item == Item::fig3a ? "Instruction" : "Kind"};
    figure.columns = box_columns("%");
    std::set<std::string> names;
    for (const Values* values : {&as_is, &corrected})
        for (const auto& [key, list] : *values) names.insert(key.second);
    if (figure.item == Item::fig3a && !shares.as_published.empty()) {
        // The figure leaves out instructions that are nowhere in its file.
        names.clear();
        for (const auto& [key, list] : as_is) names.insert(key.second);
    }
    figure.as_published["boxes"] = figure.corrected["boxes"] = OrderedJson::object();
    for (const Category category : all_categories) {
        const std::string key(category_key(category));
        for (const std::string& name : names) {
            const auto values = at(as_is, category, name);
            const auto mended_values = at(corrected, category, name);
            if (values.empty() && mended_values.empty()) continue;
            const OrderedJson box = json_of(box_of(values)),
                              single = json_of(box_of(at(once, category, name))),
                              clean = json_of(box_of(mended_values));
            if (!values.empty()) {
                figure.as_published["boxes"][key][name]["as_is"] = box;
                figure.as_published["boxes"][key][name]["dedup"] = single;
            }
            if (!mended_values.empty()) {
                figure.corrected["boxes"][key][name]["as_is"] = clean;
                figure.corrected["boxes"][key][name]["dedup"] = clean;
            }
            Row row{{std::string(category_name(category)), name}, {}};
            for (const Column& column : figure.columns) {
                Cell cell;
                cell.published = value_of(published_number(published, {"boxes", key, name, column.key}));
                if (!values.empty()) cell.recomputed = box[column.key].get<double>();
                if (!mended_values.empty()) cell.corrected = clean[column.key].get<double>();
                const bool count = column.decimals == 0;
                explain(cell, count ? 0 : 0.01, data, "The rows of the package give another value.", mended);
                row.cells.push_back(std::move(cell));
            }
            figure.rows.push_back(std::move(row));
        }
    }
}

}  // namespace plimsoll::study
