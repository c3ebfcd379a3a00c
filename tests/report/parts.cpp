#include "core/report/report.h"
#include "tests/support/layers.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

uint64_t sum_of(const std::vector<report::Part>& parts) {
    uint64_t sum = 0;
    for (const auto& part : parts) sum += part.bytes;
    return sum;
}

}  // namespace

TEST_CASE("The parts are the heaviest folders, and one for the rest") {
    const Stack stack{Tar()
                          .file("usr/lib/a", uint64_t{400})
                          .file("usr/lib/b", uint64_t{350})
                          .file("opt/model", uint64_t{200})
                          .file("etc/motd", uint64_t{3})};
    const auto parts = report::heaviest_parts(stack.files, 3);
    REQUIRE(parts.size() == 4);
    CHECK(parts[0].path == "/usr/lib/a");
    CHECK(parts[1].path == "/usr/lib/b");
    CHECK(parts[2].path == "/opt");
    CHECK(parts[3].path.empty());
    CHECK(parts[3].bytes == 3);
    CHECK(sum_of(parts) == stack.files.totals().bytes);
}

TEST_CASE("A file with several hard links counts in one part only") {
    const Stack stack{
        Tar().file("a/big", uint64_t{500}).hardlink("b/big", "a/big").file("b/small", uint64_t{400})};
    CHECK(sum_of(report::heaviest_parts(stack.files, 9)) == 900);
}

TEST_CASE("An image without content has no parts") {
    CHECK(report::heaviest_parts(image::FileSystem(), 6).empty());
    const Stack stack{Tar().directory("etc").file("etc/empty", "")};
    CHECK(report::heaviest_parts(stack.files, 6).empty());
}
