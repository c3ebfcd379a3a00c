#include "web/page/selection.h"

#include <utility>

namespace plimsoll::web {

void Selection::show_layer(uint32_t number) {
    layer = number;
    view = View::layers;
}

void Selection::show_files(uint32_t of_layer) {
    files_layer = layer = of_layer;
    view = View::files;
}

void Selection::show_file(std::string path, std::optional<uint32_t> of_layer) {
    file = std::move(path);
    files_layer = of_layer;
    view = View::files;
}

void Selection::show_package(uint32_t number) {
    package = number;
    view = View::packages;
}

void Selection::show_step(size_t of_history) {
    step = of_history;
    view = View::dockerfile;
}

}  // namespace plimsoll::web
