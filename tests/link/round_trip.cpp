#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/link/link.h"
#include "core/link/texts.h"
#include "core/link/wire.h"
#include "core/report/digest.h"
#include "core/report/read.h"
#include "tests/link/essences.h"
#include "tests/support/reports.h"

using namespace plimsoll;
using namespace plimsoll::test;
using Json = nlohmann::json;

namespace {

constexpr size_t room = 100'000;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Whether all that was once said is said. Members may be added to the JSON; none may be lost or changed.
bool holds(const Json& said, const Json& kept, const std::string& where) {
    if (!kept.is_object()) {
        if (said != kept && !(kept.is_array() && said.is_array() && said.size() == kept.size())) {
            UNSCOPED_INFO(where << ": " << said.dump() << " was " << kept.dump());
            return false;
        }
        for (size_t row = 0; kept.is_array() && row < kept.size(); ++row)
            if (!holds(said[row], kept[row], where + "/" + std::to_string(row))) return false;
        return true;
    }
    for (auto member = kept.begin(); member != kept.end(); ++member)
        if (!said.is_object() || !said.contains(member.key()) ||
            !holds(said[member.key()], member.value(), where + "/" + member.key()))
            return false;
    return true;
}

}  // namespace

TEST_CASE("An essence comes out of its link as it went in, whatever is in it") {
    for (uint32_t seed = 0; seed < 2'000; ++seed) {
        CAPTURE(seed);
        const link::Essence essence = RandomEssence(seed).make();
        const link::Link made = value_of(link::encode(essence, room));
        REQUIRE(link::to_json(made.essence) == link::to_json(essence));
        REQUIRE(link::to_json(value_of(link::decode(made.text))) == link::to_json(essence));
        REQUIRE(made.text.find_first_not_of(
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") ==
                std::string::npos);
        REQUIRE(std::isalnum(static_cast<unsigned char>(made.text.back())));
    }
}

TEST_CASE("A link of each version is read as on the day that it was made") {
    std::set<std::string> seen;
    for (const auto& entry : std::filesystem::directory_iterator(PLIMSOLL_LINKS)) {
        if (entry.path().extension() != ".txt") continue;
        CAPTURE(entry.path().filename().string());
        std::string text = content_of(entry.path());
        text.erase(text.find_last_not_of('\n') + 1);
        const link::Essence essence = value_of(link::decode(text));
        std::filesystem::path expected = entry.path();
        expected.replace_extension(".json");
        const Json said = Json::parse(link::to_json(essence)), kept = Json::parse(content_of(expected));
        CHECK(holds(said, kept, ""));
        CHECK(kept["schema"] == "plimsoll.essence/1");
        seen.insert(text.substr(0, text.find('.')));
    }
    CHECK(seen == std::set<std::string>{"r1"});
}

TEST_CASE("The dictionary of version 1 is what it was when links were first made") {
    bytes::Sha256 hash;
    const std::string_view text = link::dictionary_1();
    hash.add({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    CHECK(hash.digest() == "sha256:c9c5001f7ee2e38a5396a9a60b7a847e4b468b468c31002a1cb03abf485a9d19");
    std::set<std::string_view> words;
    for (const std::string_view word : link::words_1()) {
        CAPTURE(word);
        CHECK(link::is_harmless(word));
        CHECK(words.insert(word).second);
    }
}

TEST_CASE("A report that was saved and read back has the essence of the live one") {
    report::Report live = full_report();
    live.taxonomy.category.score = 0.4249996;  // the JSON rounds it
    const std::string text = report::to_json(live);
    const report::Report saved = value_of(report::from_json(text));
    const report::Seal seal = value_of(report::seal_of(text));
    for (const link::Choice& choice : {link::Choice{}, link::Choice{true, true, true, true, true}})
        CHECK(link::to_json(link::essence_of(live, choice)) ==
              link::to_json(link::essence_of(saved, choice, &seal)));
}

TEST_CASE("A report's digest is of its content, however it is laid out") {
    const report::Report report = full_report();
    const std::string indented = report::to_json(report), line = report::to_ndjson(report);
    const report::Seal seal = value_of(report::seal_of(indented));
    CHECK(seal.intact());
    CHECK(seal.version == report::version());
    CHECK(seal.said == report::digest_of(report));
    CHECK(value_of(report::seal_of(line)).computed == seal.computed);
    // Sorted and laid out by the other class of the JSON library, and hashed again as digest.h says.
    Json sorted = Json::parse(line);
    sorted.erase("digest");
    bytes::Sha256 hash;
    const std::string text = sorted.dump();
    hash.add({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
    CHECK(hash.digest() == seal.said);

    std::string changed = line;
    changed.replace(changed.find("\"files\":3"), 9, "\"files\":4");
    CHECK_FALSE(value_of(report::seal_of(changed)).intact());
    sorted = Json::parse(line);
    sorted.erase("digest");
    CHECK(value_of(report::seal_of(sorted.dump())).said.empty());
    CHECK(error_of(report::seal_of("[]")).code == ErrorCode::unrecognised);
}
