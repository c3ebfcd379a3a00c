#include "core/findings/secret_names.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>

#include "core/findings/names.h"
#include "core/findings/places.h"

namespace plimsoll::findings {
namespace {

constexpr std::string_view key_names[] = {"id_dsa",        "id_ecdsa", "id_ecdsa_sk", "id_ed25519",
                                          "id_ed25519_sk", "id_rsa",   "identity.ppk"};

constexpr std::string_view key_extensions[] = {"jks", "kdbx", "key", "keystore", "p12", "pfx", "ppk"};

/// With the folder that it has to be in, where the name alone says too little.
constexpr std::string_view personal_files[] = {
    ".netrc",
    "_netrc",
    ".pypirc",
    ".git-credentials",
    ".pgpass",
    ".my.cnf",
    ".boto",
    ".s3cfg",
    ".dockercfg",
    ".htpasswd",
    ".vault-token",
    ".npmrc",
    ".yarnrc.yml",
    ".env",
    ".envrc",
    "kubeconfig",
    "kaggle.json",
    "application_default_credentials.json",
    "terraform.tfstate",
    "credentials.json",
    "service-account.json",
    "service_account.json",
    "secrets.json",
    "secrets.toml",
    "secrets.yaml",
    "secrets.yml",
    ".aws/credentials",
    ".azure/accessTokens.json",
    ".azure/msal_token_cache.json",
    ".cargo/credentials",
    ".cargo/credentials.toml",
    ".composer/auth.json",
    ".docker/config.json",
    ".gem/credentials",
    ".huggingface/token",
    ".cache/huggingface/token",
    ".cache/huggingface/stored_tokens",
    ".kaggle/kaggle.json",
    ".kube/config",
    "gcloud/access_tokens.db",
    "gcloud/credentials.db",
    "gh/hosts.yml",
};

constexpr std::string_view public_ssh_files[] = {"authorized_keys", "config",          "environment",
                                                 "known_hosts",     "known_hosts.old", "rc"};

/// Of .env files: those that show what to fill in.
constexpr std::string_view sample_ends[] = {"ci",     "default", "defaults", "dist", "example",
                                            "sample", "schema",  "template", "test", "tmpl"};

template <class Range>
bool is_among(const Range& texts, std::string_view text) {
    return std::find(std::begin(texts), std::end(texts), text) != std::end(texts);
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9');
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
    return text.size() == lower_case.size() && std::equal(text.begin(), text.end(), lower_case.begin(),
                                                          [](char a, char b) { return lower(a) == b; });
}

/// Calls `visit` for each run of letters and digits.
template <class Visit>
void for_each_word(std::string_view text, Visit visit) {
    size_t start = 0;
    for (size_t at = 0; at <= text.size(); ++at) {
        if (at < text.size() && is_letter(text[at])) continue;
        if (at > start) visit(text.substr(start, at - start));
        start = at + 1;
    }
}

/// Whether some word of the name is one of these.
bool has_word_of(std::string_view name, std::initializer_list<std::string_view> words) {
    bool found = false;
    for_each_word(name, [&](std::string_view word) {
        for (const std::string_view text : words) found = found || equals_ignoring_case(word, text);
    });
    return found;
}

/// "server-key.pem", "privkey.pem": a .pem is a certificate as often as a key.
bool is_private(std::string_view name) {
    return has_word_of(name, {"key", "priv", "private", "privkey", "privatekey", "rsa"});
}

bool is_public(std::string_view name) {
    return has_word_of(name, {"pub", "public", "pubkey", "publickey", "ca", "cacert"});
}

bool is_environment_file(std::string_view name) {
    constexpr std::string_view start = ".env.";
    return name.starts_with(start) && !is_among(sample_ends, name.substr(name.rfind('.') + 1));
}

}  // namespace

Secrecy secrecy_of(const image::Paths& paths, uint32_t path) {
    const std::string_view name = paths.name(path);
    if (is_among(key_names, name)) return Secrecy::key;
    const std::string_view extension = extension_of(name);
    if (is_among(key_extensions, extension)) return is_public(name) ? Secrecy::none : Secrecy::key;
    if (extension == "pem") return is_private(name) && !is_public(name) ? Secrecy::key : Secrecy::none;
    if (extension == "pub") return Secrecy::none;
    const uint32_t folder = paths.nodes[path].parent;
    if (name.starts_with("ssh_host_") && name.ends_with("_key")) return Secrecy::key;
    if (folder != image::Paths::root && paths.name(folder) == ".ssh")
        return is_among(public_ssh_files, name) ? Secrecy::none : Secrecy::key;
    if (is_environment_file(name)) return Secrecy::personal;
    for (const std::string_view file : personal_files)
        if (ends_with(paths, path, file)) return Secrecy::personal;
    return Secrecy::none;
}

bool is_secret_setting(std::string_view name) {
    bool is_secret =
        has_word_of(name, {"token", "secret", "secrets", "password", "passwd", "passphrase", "credential",
                           "credentials", "apikey", "secretkey", "accesskey", "privatekey"});
    std::string_view last;
    for_each_word(name, [&](std::string_view word) {
        // A key is public as often as not: GPG_KEY, SORT_KEY.
        if (equals_ignoring_case(word, "key") &&
            has_word_of(last, {"api", "access", "secret", "private", "encryption", "signing", "auth",
                               "account", "ssh", "master"}))
            is_secret = true;
        last = word;
    });
    return is_secret && !has_word_of(last, {"file", "path", "dir", "url", "uri", "name", "type", "ttl", "id",
                                            "length", "size", "limit", "timeout", "enabled", "provider",
                                            "version", "header", "expiry", "count"});
}

bool is_secret_value(std::string_view value) {
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
        value = value.substr(1, value.size() - 2);
    if (value.empty() || value.front() == '/' || value.front() == '$' || value.front() == '<') return false;
    for (const std::string_view text : {"true", "false", "yes", "no", "none", "null", "on", "off"})
        if (equals_ignoring_case(value, text)) return false;
    const bool is_short_number =
        value.size() < 6 && value.find_first_not_of("0123456789.") == std::string_view::npos;
    return !is_short_number;
}

bool has_password_in_url(std::string_view text) {
    constexpr std::string_view mark = "://";
    for (size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) {
        const std::string_view rest = text.substr(at + mark.size());
        const std::string_view authority = rest.substr(0, rest.find_first_of("/ \t\n\"'<>"));
        const size_t end = authority.rfind('@'), colon = authority.find(':');
        if (end == std::string_view::npos || colon >= end) continue;
        if (is_secret_value(authority.substr(colon + 1, end - colon - 1))) return true;
    }
    return false;
}

}  // namespace plimsoll::findings
