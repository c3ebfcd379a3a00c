#include "core/taxonomy/features.h"

#include <algorithm>

#include "core/limits.h"
#include "core/taxonomy/file_names.h"
#include "core/taxonomy/words.h"

namespace plimsoll::taxonomy {
namespace {

constexpr size_t longest_phrase = 4;  // words; the rules have none that is longer

/// The words between slashes, dots, dashes and underscores; "dockerfile" tells nothing.
void add_path(std::string_view path, uint32_t file, Features& features) {
    const std::string small = lower(path.substr(0, limits::project_text_bytes));
    const Sight at{file, 0, "", shortened(path, limits::taxonomy_text_bytes)};
    std::vector<std::string> seen;
    for (size_t begin = 0; begin <= small.size();) {
        const size_t end = std::min(small.find_first_of("/._-", begin), small.size());
        std::string word = small.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty() || word == "dockerfile") continue;
        if (std::find(seen.begin(), seen.end(), word) != seen.end()) continue;
        features.add("path", word, at);
        seen.push_back(std::move(word));
    }
}

void add_file(const ProjectFile& file, uint32_t index, Features& features) {
    const std::string name = small_name(file.path);
    if (is_compose_name(name)) {
        ++features.sizes.composes;
        features.add("kind", "compose", {index, 0, "", name});
        add_path(file.path, index, features);
        add_compose(file.content, index, features);
        return;
    }
    if (is_other_language(name)) return;
    const uint32_t before = features.sizes.instructions;
    add_dockerfile(file.content, index, features);
    if (features.sizes.instructions == before) return;
    ++features.sizes.dockerfiles;
    features.add("kind", "dockerfile", {index, 0, "", name});
    add_path(file.path, index, features);
}

/// Words in the singular; those of which the vocabulary knows that they belong together are one.
std::vector<std::string> tokens(std::vector<std::string> words, const Vocabulary& vocabulary) {
    std::vector<std::string> found;
    for (std::string& word : words) word = singular(std::move(word));
    for (size_t at = 0; at < words.size();) {
        size_t taken = 0;
        for (const auto& joined : vocabulary.joined)
            if (joined.size() > taken && joined.size() <= words.size() - at &&
                std::equal(joined.begin(), joined.end(), words.begin() + static_cast<std::ptrdiff_t>(at)))
                taken = joined.size();
        std::string token = words[at];
        for (size_t more = 1; more < taken; ++more) token.append(" ").append(words[at + more]);
        found.push_back(std::move(token));
        at += std::max<size_t>(taken, 1);
    }
    return found;
}

void add_phrases(const std::vector<std::string>& words, const char* field, Features& features) {
    for (size_t first = 0; first < words.size(); ++first) {
        std::string phrase;
        for (size_t size = 1; size <= longest_phrase && first + size <= words.size(); ++size) {
            if (size > 1) phrase += ' ';
            phrase += words[first + size - 1];
            features.add("text", phrase, {Sight::field, 0, field, phrase});
        }
    }
}

/// What a project says that it is: the noun before "for", "that" and the like in each part of a sentence.
void add_roles(std::string_view text, const char* field, const Vocabulary& vocabulary, Features& features) {
    static constexpr std::string_view behind[] = {
        "for",     "to",   "that", "which", "in", "of",      "built", "based", "with", "on", "using",
        "written", "from", "by",   "and",   "a",  "running", "where", "at",    "i",    "is"};
    size_t roles = 0;
    for (size_t begin = 0; begin < text.size() && roles < 2;) {
        const size_t end = std::min(text.find_first_of(".;:!,()", begin), text.size());
        std::vector<std::string> words = split_words(text.substr(begin, end - begin));
        begin = end + 1;
        for (std::string& word : words) word = singular(std::move(word));
        for (size_t at = 0; at < words.size(); ++at) {
            if (!vocabulary.roles.contains(words[at])) continue;
            if (at + 1 < words.size() &&
                std::find(std::begin(behind), std::end(behind), words[at + 1]) == std::end(behind))
                continue;
            const Sight sight{Sight::field, 0, field, words[at]};
            features.add("role", words[at], sight);
            if (roles == 0) features.add("role1", words[at], sight);
            ++roles;
            break;
        }
    }
}

/// The first paragraph of a README that is a sentence: no heading, badge, list, table or markup.
std::string_view first_paragraph(std::string_view readme) {
    for (size_t begin = 0; begin < readme.size();) {
        const size_t end = std::min(readme.find('\n', begin), readme.size());
        std::string_view line = readme.substr(begin, end - begin);
        begin = end + 1;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.size() < 30 ||
            std::string_view("#=-*!<[|`>:. ").find(line.front()) != std::string_view::npos)
            continue;
        return line;
    }
    return {};
}

/// Thresholds for how many there are, as features of their own.
void add_numbers(std::string_view name, uint32_t count, Features& features) {
    for (const uint32_t least : {1u, 2u, 3u, 5u, 10u, 20u, 40u, 100u, 200u})
        if (count >= least)
            features.add("n", std::string(name).append(">=").append(std::to_string(least)),
                         {Sight::field, 0, "files", std::to_string(count).append(" ").append(name)});
}

}  // namespace

void Features::add(std::string_view kind, std::string_view name, const Sight& at) {
    if (name.empty() || name.size() > limits::taxonomy_text_bytes) return;
    key_.assign(kind).append(":").append(name);
    const auto [found, is_new] = index_.try_emplace(key_, static_cast<uint32_t>(all_.size()));
    if (!is_new) {
        ++all_[found->second].count;
        return;
    }
    if (all_.size() >= limits::project_features) {
        index_.erase(found);
        full_ = true;
        return;
    }
    all_.push_back({key_, 1, at});
}

uint32_t Features::count(const std::string& name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? 0 : all_[found->second].count;
}

void add_text(std::string_view text, const char* field, const Vocabulary& vocabulary, Features& features) {
    text = text.substr(0, limits::project_text_bytes);
    add_phrases(tokens(split_words(text), vocabulary), field, features);
    add_roles(text, field, vocabulary, features);
}

Features extract(const Project& project, const Vocabulary& vocabulary) {
    Features features;
    const std::string_view repository =
        std::string_view(project.repository).substr(0, limits::project_text_bytes);
    const size_t slash = repository.find('/');
    const std::string_view name = slash == std::string_view::npos ? repository : repository.substr(slash + 1);
    const auto name_words = tokens(split_name(name), vocabulary);
    for (const std::string& word : name_words)
        features.add("name", word, {Sight::field, 0, "repository", std::string(name)});
    add_phrases(name_words, "repository", features);
    // "PyTorch" is one word in texts, whatever its capitals.
    add_phrases(tokens(split_words(name), vocabulary), "repository", features);
    if (!project.description.empty())
        add_text(project.description, "description", vocabulary, features);
    else
        add_text(first_paragraph(project.readme), "readme", vocabulary, features);
    for (const std::string& topic : project.topics)
        features.add("topic", lower(topic), {Sight::field, 0, "topics", topic});
    features.add("lang", lower(project.language), {Sight::field, 0, "language", project.language});
    for (uint32_t file = 0; file < project.files.size(); ++file)
        add_file(project.files[file], file, features);
    for (const std::string& label : project.image.labels) add_text(label, "labels", vocabulary, features);
    add_image(project.image, features);
    add_numbers("dockerfiles", features.sizes.dockerfiles, features);
    add_numbers("composes", features.sizes.composes, features);
    add_numbers("instructions", features.sizes.instructions, features);
    add_numbers("services", features.count("kind:service"), features);
    add_numbers("env", features.count("instr:env"), features);
    return features;
}

}  // namespace plimsoll::taxonomy
