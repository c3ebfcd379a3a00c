#include "core/image/json.h"
#include "core/limits.h"
#include "core/taxonomy/taxonomy.h"

namespace plimsoll::taxonomy {
namespace {

using image::Json;
using image::member;

/// Reads a text that may be missing; false where it is something else.
bool read_text(const Json& object, const char* name, std::string& to) {
    const Json& value = member(object, name);
    if (value.is_null()) return true;
    if (!value.is_string()) return false;
    to = value.get_ref<const std::string&>();
    return true;
}

tl::unexpected<Error> wrong(std::string what) {
    return failure(ErrorCode::unrecognised, "", std::move(what));
}

}  // namespace

Result<Project> read_project(std::string_view text) {
    const auto json = image::parse_json(text, "", limits::project_bytes);
    if (!json) return failure(json.error());
    if (!json->is_object()) return wrong("is no project: a JSON object is needed");
    Project project;
    for (const auto& [name, to] : {std::pair{"repository", &project.repository},
                                   {"description", &project.description},
                                   {"language", &project.language},
                                   {"readme", &project.readme}})
        if (!read_text(*json, name, *to)) return wrong(std::string(name).append(" is no text"));
    if (project.repository.empty()) return wrong("has no repository");
    if (const Json& topics = member(*json, "topics"); !topics.is_null()) {
        if (!topics.is_array()) return wrong("topics are no list");
        for (const Json& topic : topics) {
            if (!topic.is_string()) return wrong("a topic is no text");
            project.topics.push_back(topic.get_ref<const std::string&>());
        }
    }
    const Json& files = member(*json, "files");
    if (files.is_null()) return project;
    if (!files.is_array()) return wrong("files are no list");
    if (files.size() > limits::project_files) return failure(ErrorCode::over_limit, "", "has too many files");
    for (const Json& file : files) {
        ProjectFile read;
        if (!read_text(file, "path", read.path) || !read_text(file, "content", read.content) ||
            read.path.empty())
            return wrong("a file needs a path and its content");
        project.files.push_back(std::move(read));
    }
    return project;
}

}  // namespace plimsoll::taxonomy
