#include "tests/support/results.h"
#include "tests/support/zip_builder.h"

using namespace plimsoll;
using namespace plimsoll::test;

namespace {

struct Listing {
    std::vector<std::pair<std::string, std::string>> files;
    std::optional<Error> error;
};

Listing list(const std::string& archive) {
    Listing listing;
    const auto source = bytes::view_memory(view(archive));
    bytes::ZipReader zip(*source);
    while (true) {
        const auto entry = zip.next_file();
        if (!entry) listing.error = entry.error();
        if (!entry || !*entry) return listing;
        const std::string path((*entry)->path);
        const auto text = drain(zip);
        if (!text) {
            listing.error = text.error();
            return listing;
        }
        listing.files.emplace_back(path, *text);
    }
}

}  // namespace

TEST_CASE("Files of a zip archive come out, stored or deflated") {
    const std::string archive =
        Zip().file("a/b.txt", "Ahoy", false).file("c.txt", std::string(100'000, 'x')).file("d", "").finish();
    const Listing listing = list(archive);
    REQUIRE_FALSE(listing.error);
    REQUIRE(listing.files.size() == 3);
    CHECK(listing.files[0] == std::pair<std::string, std::string>("a/b.txt", "Ahoy"));
    CHECK(listing.files[1].second == std::string(100'000, 'x'));
    CHECK(listing.files[2].second.empty());
    CHECK(bytes::is_zip(view(archive).first(4)));
    CHECK(bytes::is_zip(view(Zip().finish()).first(4)));
    CHECK_FALSE(bytes::is_zip(view("PKPK")));
}

TEST_CASE("Files of a zip archive that nobody reads are passed over") {
    const std::string archive = Zip().file("a", std::string(1'000'000, 'x')).file("b", "y").finish();
    const auto source = bytes::view_memory(view(archive));
    bytes::ZipReader zip(*source);
    REQUIRE(value_of(zip.next_file()) != nullptr);
    const auto* second = value_of(zip.next_file());
    REQUIRE(second != nullptr);
    CHECK(second->path == "b");
    CHECK(value_of(drain(zip)) == "y");
}

TEST_CASE("Damaged zip archives are told") {
    std::string archive = Zip().file("a", "some text that is stored", false).finish();
    archive[archive.find("text")] = 'T';
    const Listing wrong = list(archive);
    REQUIRE(wrong.error);
    CHECK(wrong.error->code == ErrorCode::corrupt);
    CHECK(wrong.error->where == "a");

    std::string noise;
    for (uint32_t at = 0; at < 50'000; ++at) noise.push_back(static_cast<char>(at * at % 251));
    const std::string whole = Zip().file("a", noise).finish();
    CHECK(list(whole.substr(0, whole.size() / 2)).error);
    CHECK(list("PK\3\4").error);
    CHECK(list("no archive at all").error);
}
