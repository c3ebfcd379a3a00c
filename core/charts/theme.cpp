// The one table of a chart's colours.
#include <array>

#include "core/charts/charts.h"

namespace plimsoll::charts {
namespace {

struct Colours {
    uint32_t light, dark;
};

// Those of the page (web/page/theme.cpp), after Okabe and Ito; in the light theme darker, so that they stand out from white.
// data7 and data8 are the yellow and the black of that palette.
constexpr std::array<Colours, ink_count> colour_table = {{
    {0xffffff, 0x151b22},  // background
    {0x18202b, 0xe7ecf2},  // text
    {0x566273, 0x9aa7b6},  // muted
    {0x66717f, 0x798593},  // faint
    {0xd8dee6, 0x2b3541},  // line
    {0xeef1f5, 0x1d252f},  // raised
    {0xc9431f, 0xff6f4d},  // accent
    {0x0b7a55, 0x3ecf9a},  // good
    {0x9a6700, 0xf2b441},  // warning
    {0xc62828, 0xff6b6b},  // bad
    {0x1f77b4, 0x56b4e9},  // data1
    {0xb86e00, 0xe69f00},  // data2
    {0x737679, 0x8397b2},  // data3
    {0xb84a00, 0xd55e00},  // data4
    {0x9c3f81, 0xd37694},  // data5
    {0x217451, 0x009e73},  // data6
    {0x857a00, 0xf0e442},  // data7
    {0x3a4452, 0xc9d2dc},  // data8
}};

}  // namespace

uint32_t colour(Ink ink, Theme theme) {
    const Colours& colours = colour_table[static_cast<size_t>(ink)];
    return theme == Theme::light ? colours.light : colours.dark;
}

}  // namespace plimsoll::charts
