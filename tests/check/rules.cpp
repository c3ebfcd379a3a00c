#include <catch2/catch_test_macros.hpp>

#include "core/check/check.h"

using namespace plimsoll;
using namespace plimsoll::check;

TEST_CASE("Sizes count by 1,000 or by 1,024 as their units say") {
    CHECK(parse_size("4GB") == uint64_t{4'000'000'000});
    CHECK(parse_size("1.5 GiB") == uint64_t{1'610'612'736});
    CHECK(parse_size("200MB") == uint64_t{200'000'000});
    CHECK(parse_size("2 KiB") == uint64_t{2'048});
    CHECK(parse_size("0.5kB") == uint64_t{500});
    CHECK(parse_size("1TB") == uint64_t{1'000'000'000'000});
    CHECK(parse_size("17") == uint64_t{17});
    CHECK(parse_size("17B") == uint64_t{17});
    for (const char* wrong : {"", "GB", "4G", "4gb", "-1", "1e9", "4 GB and more", "1..5GB", "99999999TB",
                              "0x10", "nan", "inf"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_size(wrong));
    }
}

TEST_CASE("Growth is a share of the baseline or a size") {
    CHECK(parse_growth("5%")->percent == 5);
    CHECK_FALSE(parse_growth("5%")->bytes);
    CHECK(parse_growth("0 %")->percent == 0);
    CHECK(parse_growth("100MB")->bytes == uint64_t{100'000'000});
    CHECK_FALSE(parse_growth("%"));
    CHECK_FALSE(parse_growth("5 percent"));
}

TEST_CASE("Shares are from 0 to 1, counts are digits") {
    CHECK(parse_share("0.95") == 0.95);
    CHECK(parse_share("1") == 1.0);
    CHECK_FALSE(parse_share("95"));
    CHECK_FALSE(parse_share("95%"));
    CHECK_FALSE(parse_share(""));
    CHECK(parse_count("100000") == uint64_t{100'000});
    CHECK_FALSE(parse_count("100,000"));
    CHECK_FALSE(parse_count("1.5"));
    CHECK_FALSE(parse_count(""));
    CHECK_FALSE(parse_count("99999999999999999999"));
}

TEST_CASE("Kinds of findings are known by their ids, each once") {
    std::vector<std::string> kinds;
    CHECK(add_kinds(kinds, "secret-files, root-user", false));
    CHECK(add_kinds(kinds, "root-user,apt-cache", false));
    CHECK(kinds == std::vector<std::string>{"secret-files", "root-user", "apt-cache"});
    CHECK(add_kinds(kinds, "serious", true));
    CHECK_FALSE(add_kinds(kinds, "serious", false));
    const auto unknown = add_kinds(kinds, "secret-file", true);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().starts_with("no kind of finding: \"secret-file\""));
    CHECK_FALSE(add_kinds(kinds, "", true));
    CHECK_FALSE(add_kinds(kinds, "root-user,", true));
}

TEST_CASE("A file of rules has all of them") {
    const auto rules = rules_from_json(R"({
        "schema": "plimsoll.rules/1", "max_size": "4GB", "max_stored": 2000000000, "max_hidden": "200 MB",
        "max_files": 100000, "max_layers": "40", "min_efficiency": 0.95, "deny": ["secret-files", "serious"],
        "allow": ["root-user"], "max_growth": "5%", "deny_new": "warning"})",
                                       "rules.json");
    REQUIRE(rules);
    CHECK(rules->max_size == 4'000'000'000);
    CHECK(rules->max_stored == 2'000'000'000);
    CHECK(rules->max_hidden == 200'000'000);
    CHECK(rules->max_files == 100'000);
    CHECK(rules->max_layers == 40);
    CHECK(rules->min_efficiency == 0.95);
    CHECK(rules->deny == std::vector<std::string>{"secret-files", "serious"});
    CHECK(rules->allow == std::vector<std::string>{"root-user"});
    CHECK(rules->max_growth->percent == 5);
    CHECK(rules->deny_new == findings::Severity::warning);
}

TEST_CASE("What is wrong in a file of rules is named") {
    const auto fault = [](const char* text) {
        const auto rules = rules_from_json(text, "rules.json");
        REQUIRE_FALSE(rules);
        return rules.error().where + " " + rules.error().message;
    };
    CHECK(fault(R"({"max_sise": "4GB"})") == "rules.json: max_sise is no rule");
    CHECK(fault(R"({"max_size": "4 apples"})") ==
          "rules.json: max_size no size: \"4 apples\" (4GB and 200 MiB are some)");
    CHECK(fault(R"({"max_size": null})") == "rules.json: max_size is neither a number nor a text");
    CHECK(fault(R"({"max_files": -1})").starts_with("rules.json: max_files no count"));
    CHECK(fault(R"({"deny": "serious"})") == "rules.json: deny is no list");
    CHECK(fault(R"({"deny": [7]})") == "rules.json: deny has something that is no text");
    CHECK(
        fault(R"({"schema": "plimsoll.rules/2", "max_files": 1})").starts_with("rules.json: schema is not"));
    CHECK(fault("{}") == "rules.json has no rule");
    CHECK(fault(R"({"allow": ["root-user"]})") == "rules.json has no rule");
    CHECK(fault("[]") == "rules.json is no object with rules as its members");
    CHECK(fault("{").starts_with("rules.json"));
}
