// What the reader has chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace plimsoll::web {

/// Views read and change it, so that one selection shows in all of them.
struct Selection {
    enum class View : uint8_t {
        overview,
        layers,
        files,
        packages,
        types,
        findings,
        dockerfile,
        taxonomy,
        study,  ///< where an image stands; of a data set, its tables and figures
        compare,
        projects  ///< of a data set
    } view = View::overview;
    uint32_t layer = 0;                   ///< selected in Layers
    std::optional<uint32_t> files_layer;  ///< whose files Files shows; none: the final file system
    std::optional<std::string> file;      ///< a path that Files is to select when it is drawn next
    std::optional<uint32_t> package;      ///< selected in Packages
    std::optional<std::string> type;      ///< one that Types is to select when it is drawn next
    std::optional<size_t> finding;        ///< one that Findings is to scroll to when it is drawn next
    std::optional<size_t> step;  ///< of the history, that Dockerfile is to select when it is drawn next

    void show_layer(uint32_t number);
    /// A layer's files; or a path in them, or in those of the final file system.
    void show_files(uint32_t of_layer);
    void show_file(std::string path, std::optional<uint32_t> of_layer);
    void show_package(uint32_t number);
    void show_step(size_t of_history);
};

}  // namespace plimsoll::web
