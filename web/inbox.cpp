#include "web/inbox.h"

extern "C" {
double inbox_size(int index);
void inbox_copy(int index, void* to);
}

namespace plimsoll::web {
namespace {

template <class Container>
Container take(int index) {
    Container content;
    content.resize(static_cast<size_t>(inbox_size(index)));
    inbox_copy(index, content.data());
    return content;
}

}  // namespace

std::vector<uint8_t> take_bytes(int index) { return take<std::vector<uint8_t>>(index); }
std::string take_text(int index) { return take<std::string>(index); }

}  // namespace plimsoll::web
