// Shell scripts become the commands that they run. No shell: it knows where commands begin and end, and what words are.
#include <algorithm>

#include "core/dockerfile/arguments.h"
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/pieces.h"
#include "core/dockerfile/wrappers.h"
#include "core/limits.h"

namespace plimsoll::dockerfile {
namespace {

/// What all readers of one script share.
struct Output {
    ShellScript script;
    size_t words_left = limits::shell_words;

    void problem(const char* message) {
        if (script.problem.empty()) script.problem = message;
    }
};

using Through = std::vector<std::string>;

/// Pieces of a text whose pieces lead into another text that has pieces itself.
std::vector<Piece> composed(std::span<const Piece> inner, size_t size, std::span<const Piece> outer) {
    std::vector<Piece> result;
    for (size_t which = 0; which < inner.size(); ++which) {
        const Piece& piece = inner[which];
        const size_t end = which + 1 < inner.size() ? inner[which + 1].at : size;
        result.push_back({piece.at, source_of(outer, piece.source)});
        auto next = std::upper_bound(outer.begin(), outer.end(), piece.source,
                                     [](uint32_t a, const Piece& b) { return a < b.at; });
        for (; next != outer.end() && next->at < piece.source + (end - piece.at); ++next)
            result.push_back({piece.at + (next->at - piece.source), next->source});
    }
    return result;
}

struct Word {
    Joined joined;  ///< its pieces lead into the reader's text
    uint32_t begin = 0, end = 0;
    bool quoted = false;

    std::string_view text() const { return joined.text; }
    bool is(std::string_view reserved) const { return !quoted && joined.text == reserved; }
};

/// A=b, A+=b, A[1]=b: what stands before a command and is none.
bool is_assignment(const Word& word) {
    const std::string_view text = word.text();
    size_t at = 0;
    const auto is_name = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
               (letter >= '0' && letter <= '9');
    };
    while (at < text.size() && is_name(text[at])) ++at;
    if (at == 0 || (text[0] >= '0' && text[0] <= '9')) return false;
    if (at < text.size() && text[at] == '[') at = std::min(text.find(']', at), text.size() - 1) + 1;
    if (at < text.size() && text[at] == '+') ++at;
    return at < text.size() && text[at] == '=';
}

class Reader {
 public:
    /// The pieces lead into the source; `through` is what runs this script.
    Reader(std::string_view text, std::vector<Piece> pieces, int depth, Through through, Output& output)
        : text_(text),
          pieces_(std::move(pieces)),
          depth_(depth),
          through_(std::move(through)),
          output_(output) {}

    void run() {
        Frame frame;
        read_list(frame, false);
        if (!here_.empty()) output_.problem("a here-document never ends");
    }

 private:
    /// What is known of one list of commands: the script, or one $(...) in it.
    struct Frame {
        std::vector<Word> words;  ///< of the command that is being read
        std::vector<bool> cases;  ///< of each case around: whether a pattern is being read
        int parentheses = 0;      ///< subshells that are open
        size_t here_from = 0;     ///< the here-documents from there on are the command's
        bool skipping = false;    ///< the words up to the end of the command are none ("for x in a b")
        bool case_head = false;   ///< between case and in
        bool function_name = false;
        bool test = false;  ///< within [[ ]]

        bool pattern() const { return !cases.empty() && cases.back(); }
    };

    struct Here {
        std::string name;
        bool strip_tabs = false;
        bool run = false;  ///< whether a shell runs it
        int depth = 0;
        Through through;
    };

    bool at_end() const { return at_ >= text_.size(); }
    char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    static bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

    void skip_blanks() {
        for (;;) {
            if (is_blank(peek()))
                ++at_;
            else if (peek() == '\\' && peek(1) == '\n')
                at_ += 2;
            else
                return;
        }
    }

    void stop() { at_ = text_.size(); }

    /// Reads commands to the end, or up to the ) that closes the list.
    void read_list(Frame& frame, bool closes) {
        for (;;) {
            skip_blanks();
            if (at_end()) break;
            const char letter = peek();
            if (frame.test && std::string_view("&|()<>;\n").find(letter) != std::string_view::npos) {
                ++at_;
                continue;
            }
            switch (letter) {
                case '\n':
                    finish(frame);
                    ++at_;
                    read_here_documents();
                    continue;
                case '#':
                    at_ = std::min(text_.find('\n', at_), text_.size());
                    continue;
                case ';':
                    finish(frame);
                    ++at_;
                    if (peek() == ';' || peek() == '&') {
                        while (peek() == ';' || peek() == '&') ++at_;
                        if (!frame.cases.empty()) frame.cases.back() = true;
                    }
                    continue;
                case '&':
                    if (peek(1) == '>') {
                        at_ += peek(2) == '>' ? 3 : 2;
                        skip_target();
                        continue;
                    }
                    finish(frame);
                    at_ += peek(1) == '&' ? 2 : 1;
                    continue;
                case '|':
                    if (!frame.pattern()) finish(frame);
                    at_ += peek(1) == '|' || peek(1) == '&' ? 2 : 1;
                    continue;
                case '(':
                    open_parenthesis(frame);
                    continue;
                case ')':
                    if (frame.pattern()) {
                        frame.cases.back() = false;
                        frame.words.clear();
                        ++at_;
                        continue;
                    }
                    finish(frame);
                    if (frame.parentheses > 0) {
                        --frame.parentheses;
                    } else if (closes) {
                        return;
                    } else {
                        output_.problem("a ) closes nothing");
                    }
                    ++at_;
                    continue;
                case '<':
                case '>':
                    if (peek(1) == '(')
                        read_word(frame);
                    else
                        read_redirection();
                    continue;
                default:
                    if (at_number_of_redirection())
                        read_redirection();
                    else
                        read_word(frame);
            }
        }
        finish(frame);
        if (closes) output_.problem("a $( is not closed");
    }

    void open_parenthesis(Frame& frame) {
        if (frame.pattern()) {
            ++at_;
            return;
        }
        if ((frame.words.empty() || frame.skipping) && peek(1) == '(') {
            skip_arithmetic();
            return;
        }
        if (frame.words.size() == 1) {
            size_t close = at_ + 1;
            while (close < text_.size() && is_blank(text_[close])) ++close;
            if (close < text_.size() && text_[close] == ')') {
                frame.words.clear();  // a function's name
                at_ = close + 1;
                return;
            }
        }
        finish(frame);
        ++frame.parentheses;
        ++at_;
    }

    /// "2" of "2>&1".
    bool at_number_of_redirection() const {
        size_t ahead = at_;
        while (ahead < text_.size() && ahead < at_ + 4 && text_[ahead] >= '0' && text_[ahead] <= '9') ++ahead;
        return ahead > at_ && ahead < text_.size() && (text_[ahead] == '<' || text_[ahead] == '>');
    }

    void skip_target() {
        skip_blanks();
        Word target;
        scan_word(target);
    }

    void read_redirection() {
        while (peek() >= '0' && peek() <= '9') ++at_;
        const char first = peek();
        ++at_;
        if (first == '<' && peek() == '<' && peek(1) == '<') {
            at_ += 2;
            return skip_target();
        }
        if (first == '<' && peek() == '<') {
            ++at_;
            Here here;
            here.strip_tabs = peek() == '-';
            if (here.strip_tabs) ++at_;
            skip_blanks();
            Word name;
            scan_word(name);
            here.name = std::move(name.joined.text);
            here.depth = depth_;
            if (!here.name.empty()) here_.push_back(std::move(here));
            return;
        }
        if (peek() == '>' || peek() == '&' || peek() == '|') ++at_;
        skip_target();
    }

    /// Reads what stands below a line with << in it.
    void read_here_documents() {
        for (Here& here : here_) {
            const size_t begin = at_;
            size_t end = text_.size();
            bool found = false;
            while (!at_end() && !found) {
                const size_t newline = std::min(text_.find('\n', at_), text_.size());
                std::string_view line = text_.substr(at_, newline - at_);
                if (here.strip_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
                if (line.ends_with('\r')) line.remove_suffix(1);
                found = line == here.name;
                if (found) end = at_;
                at_ = std::min(newline + 1, text_.size());
            }
            if (!found) output_.problem("a here-document never ends");
            if (here.run)
                run_nested(text_.substr(begin, end - begin), {{0, static_cast<uint32_t>(begin)}},
                           std::move(here.through));
        }
        here_.clear();
    }

    /// Runs a script that is part of this one; its pieces lead into this text.
    void run_nested(std::string_view script, const std::vector<Piece>& pieces, Through through) {
        if (depth_ >= limits::shell_depth) return output_.problem("commands are nested too deep");
        std::vector<Piece> own = composed(pieces, script.size(), pieces_);
        Reader(script, std::move(own), depth_ + 1, std::move(through), output_).run();
    }

    /// Reads the list behind "$(" or "<(", which is read already, and its ).
    void read_nested_list() {
        Frame frame;
        frame.here_from = here_.size();
        ++depth_;
        read_list(frame, true);
        --depth_;
        if (!at_end()) ++at_;
    }

    /// Reads over ((...)), from its first parenthesis on.
    void skip_arithmetic() {
        int open = 0;
        for (; !at_end(); ++at_) {
            if (peek() == '(') ++open;
            if (peek() == ')' && --open == 0) {
                ++at_;
                return;
            }
        }
        output_.problem("a (( is not closed");
    }

    void append(Word& word, size_t begin, size_t end) {
        word.joined.append(text_.substr(begin, end - begin), begin);
    }

    /// Reads a word and does with it what its place asks for.
    void read_word(Frame& frame) {
        const size_t begin = at_;
        Word word;
        scan_word(word);
        if (at_ == begin) {
            ++at_;  // whatever that is
            return;
        }
        if (output_.words_left == 0) {
            output_.problem("there are more words than are read");
            frame.words.clear();
            return stop();
        }
        --output_.words_left;
        if (frame.test) {
            frame.test = !word.is("]]");
            frame.words.push_back(std::move(word));
            return;
        }
        if (frame.function_name) {
            frame.function_name = false;
            return;
        }
        if (frame.case_head) {
            if (!word.is("in") || frame.words.empty()) {
                frame.words.push_back(std::move(word));
                return;
            }
            frame.case_head = false;
            frame.words.clear();
            frame.cases.push_back(true);
            return;
        }
        if (frame.words.empty() && !frame.skipping && take_reserved(frame, word)) return;
        if (!frame.pattern()) frame.words.push_back(std::move(word));
    }

    bool take_reserved(Frame& frame, const Word& word) {
        if (frame.pattern()) {
            if (word.is("esac")) frame.cases.pop_back();
            return true;
        }
        if (word.quoted) return false;
        constexpr std::string_view passed[] = {"if",    "then",  "elif", "else", "fi", "do",    "done",
                                               "while", "until", "!",    "{",    "}",  "coproc"};
        const std::string_view text = word.text();
        if (std::find(std::begin(passed), std::end(passed), text) != std::end(passed)) return true;
        if (text == "for" || text == "select") {
            frame.skipping = true;
        } else if (text == "case") {
            frame.case_head = true;
        } else if (text == "esac") {
            if (!frame.cases.empty()) frame.cases.pop_back();
        } else if (text == "function") {
            frame.function_name = true;
        } else {
            frame.test = text == "[[";
            return false;
        }
        return true;
    }

    /// Reads one word without a meaning.
    void scan_word(Word& word) {
        word.begin = static_cast<uint32_t>(at_);
        while (!at_end()) {
            const char letter = peek();
            if ((letter == '<' || letter == '>') && peek(1) == '(' && at_ == word.begin) {
                const size_t begin = at_;
                if (depth_ >= limits::shell_depth) break;
                at_ += 2;
                read_nested_list();
                append(word, begin, at_);
                continue;
            }
            if (is_blank(letter) || std::string_view("\n;&|<>)").find(letter) != std::string_view::npos)
                break;
            if (letter == '(') {
                if (!word.text().ends_with('=')) break;
                scan_array(word);
                continue;
            }
            scan_part(word);
        }
        word.end = static_cast<uint32_t>(at_);
    }

    /// "(a b c)" behind "A=".
    void scan_array(Word& word) {
        const size_t begin = at_++;
        while (!at_end() && peek() != ')') {
            Word part;
            if (is_blank(peek()) || peek() == '\n' ||
                std::string_view(";&|<>(").find(peek()) != std::string_view::npos)
                ++at_;
            else
                scan_part(part);
        }
        if (!at_end()) ++at_;
        append(word, begin, at_);
    }

    /// One letter, quoted text, or substitution.
    void scan_part(Word& word) {
        const char letter = peek();
        if (letter == '\\') {
            if (peek(1) != '\n' && at_ + 1 < text_.size()) {
                append(word, at_ + 1, at_ + 2);
                word.quoted = true;
            }
            at_ = std::min(at_ + 2, text_.size());
        } else if (letter == '\'') {
            scan_single_quoted(word);
        } else if (letter == '"') {
            scan_double_quoted(word);
        } else if (letter == '$') {
            scan_dollar(word, false);
        } else if (letter == '`') {
            scan_backquoted(word, false);
        } else {
            append(word, at_, at_ + 1);
            ++at_;
        }
    }

    void scan_single_quoted(Word& word) {
        word.quoted = true;
        const size_t begin = at_ + 1, end = text_.find('\'', begin);
        if (end == std::string_view::npos) {
            output_.problem("a quote is not closed");
            append(word, std::min(begin, text_.size()), text_.size());
            return stop();
        }
        append(word, begin, end);
        at_ = end + 1;
    }

    void scan_double_quoted(Word& word) {
        word.quoted = true;
        ++at_;
        while (!at_end()) {
            const char letter = peek();
            if (letter == '"') {
                ++at_;
                return;
            }
            if (letter == '\\' && at_ + 1 < text_.size()) {
                const char next = peek(1);
                if (next == '"' || next == '\\' || next == '$' || next == '`')
                    append(word, at_ + 1, at_ + 2);
                else if (next != '\n')
                    append(word, at_, at_ + 2);
                at_ += 2;
            } else if (letter == '$') {
                scan_dollar(word, true);
            } else if (letter == '`') {
                scan_backquoted(word, true);
            } else {
                append(word, at_, at_ + 1);
                ++at_;
            }
        }
        output_.problem("a quote is not closed");
    }

    void scan_dollar(Word& word, bool within_quotes) {
        const size_t begin = at_;
        const bool deep = depth_ >= limits::shell_depth;
        if (deep && (peek(1) == '(' || peek(1) == '{')) {
            output_.problem("commands are nested too deep");
            append(word, at_, at_ + 1);
            ++at_;
            return;
        }
        if (peek(1) == '(' && peek(2) == '(') {
            ++at_;
            skip_arithmetic();
        } else if (peek(1) == '(') {
            at_ += 2;
            read_nested_list();
        } else if (peek(1) == '{') {
            at_ += 2;
            scan_braces(within_quotes);
        } else if (peek(1) == '\'' && !within_quotes) {
            at_ += 2;
            const size_t from = at_;
            while (!at_end() && peek() != '\'') at_ += peek() == '\\' ? 2 : 1;
            at_ = std::min(at_, text_.size());
            append(word, from, at_);
            if (!at_end()) ++at_;
            word.quoted = true;
            return;
        } else {
            ++at_;
        }
        append(word, begin, at_);
    }

    /// Reads over what stands behind "${", and its }.
    void scan_braces(bool within_quotes) {
        ++depth_;
        Word ignored;
        while (!at_end() && peek() != '}') {
            ignored.joined = {};
            if (within_quotes && peek() == '\'')
                ++at_;  // "${a:-it's}"
            else
                scan_part(ignored);
        }
        --depth_;
        if (at_end())
            output_.problem("a ${ is not closed");
        else
            ++at_;
    }

    void scan_backquoted(Word& word, bool within_quotes) {
        const size_t begin = at_++;
        Joined script;
        while (!at_end() && peek() != '`') {
            const char next = peek(1);
            if (peek() == '\\' &&
                (next == '`' || next == '\\' || next == '$' || (within_quotes && next == '"')))
                ++at_;
            script.append(text_.substr(at_, 1), at_);
            ++at_;
        }
        if (at_end())
            output_.problem("a ` is not closed");
        else
            ++at_;
        run_nested(script.text, script.pieces, through_);
        append(word, begin, at_);
    }

    Range source(uint32_t begin, uint32_t end) const { return source_of(pieces_, Range{begin, end}); }

    /// The end of a command.
    void finish(Frame& frame) {
        std::vector<Word> words;
        words.swap(frame.words);
        const bool none = frame.skipping || frame.pattern();
        frame.skipping = frame.case_head = frame.function_name = frame.test = false;
        if (!none && !words.empty()) emit(words, frame.here_from);
        frame.here_from = here_.size();
    }

    void emit(const std::vector<Word>& words, size_t here_from) {
        size_t first = 0;
        while (first < words.size() && is_assignment(words[first])) ++first;
        if (first == words.size()) return;
        std::vector<std::string_view> texts;
        for (size_t at = first; at < words.size(); ++at) texts.push_back(words[at].text());
        Through through = through_;
        size_t left = 0;
        // Each step passes one word at least; more than a few are nobody's.
        for (int step = 0; step < limits::shell_depth; ++step) {
            const auto wrapped = unwrap(texts);
            if (!wrapped) break;
            through.push_back(wrapped->name);
            left += wrapped->at;
            if (wrapped->script) {
                const Word& script = words[first + left];
                return run_nested(script.text(), script.joined.pieces, std::move(through));
            }
            texts.erase(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(wrapped->at));
        }
        bool runs_here = false;
        if (reads_script(texts)) {
            for (size_t at = here_from; at < here_.size(); ++at) {
                Here& here = here_[at];
                if (here.depth != depth_) continue;
                runs_here = here.run = true;
                here.through = through;
                here.through.emplace_back(texts[0].substr(texts[0].rfind('/') + 1));
            }
        }
        if (runs_here) return;
        ShellCommand command;
        command.through = std::move(through);
        command.source = source(words[first + left].begin, words.back().end);
        for (size_t at = first + left; at < words.size(); ++at)
            command.words.push_back({words[at].joined.text, source(words[at].begin, words[at].end)});
        command.kind = command_kind(command.words[0].text);
        output_.script.commands.push_back(std::move(command));
    }

    std::string_view text_;
    std::vector<Piece> pieces_;
    size_t at_ = 0;
    int depth_;
    Through through_;
    Output& output_;
    std::vector<Here> here_;
};

ShellScript split(std::string_view text, std::vector<Piece> pieces) {
    Output output;
    Reader(text, std::move(pieces), 0, {}, output).run();
    return std::move(output.script);
}

/// The exec form: the words are there already, a shell among them may have a script.
ShellScript split_words(const Instruction& instruction) {
    ShellScript script;
    std::vector<std::string_view> texts(instruction.arguments.begin(), instruction.arguments.end());
    if (texts.empty()) return script;
    Through through;
    for (int step = 0; step < limits::shell_depth; ++step) {
        const auto wrapped = unwrap(texts);
        if (!wrapped) break;
        through.push_back(wrapped->name);
        if (wrapped->script) {
            Output output;
            const std::string_view text = texts[wrapped->at];
            Reader(text, {}, 0, std::move(through), output).run();
            script = std::move(output.script);
            for (ShellCommand& command : script.commands) {
                command.source = instruction.source;
                for (ShellWord& word : command.words) word.source = instruction.source;
            }
            return script;
        }
        texts.erase(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(wrapped->at));
    }
    ShellCommand command;
    command.through = std::move(through);
    command.source = instruction.source;
    for (const std::string_view text : texts)
        command.words.push_back({std::string(text), instruction.source});
    command.kind = command_kind(command.words[0].text);
    script.commands.push_back(std::move(command));
    return script;
}

/// A here-document that is all of a RUN is a script; its first line may say that it is none of a shell's.
ShellScript split_here_script(const HereDocument& document, std::string_view text) {
    const Range range = document.content;
    const std::string_view content = text.substr(range.begin, range.end - range.begin);
    if (content.starts_with("#!")) {
        const std::string_view line = content.substr(2, content.find_first_of("\r\n") - 2);
        ShellScript first = split(line, {{0, range.begin + 2}});
        const bool shell = !first.commands.empty() && is_shell(first.commands[0].name());
        if (!shell) return first;
    }
    return split(content, {{0, range.begin}});
}

}  // namespace

std::string_view ShellCommand::name() const {
    const std::string_view word = words[0].text;
    return word.substr(word.rfind('/') + 1);
}

ShellScript split_shell(std::string_view text) {
    return split(text.substr(0, limits::dockerfile_bytes), {{0, 0}});
}

ShellScript shell_commands(const Instruction& instruction, std::string_view text) {
    if (instruction.instruction == "ONBUILD" && !instruction.trigger.empty())
        return shell_commands(instruction.trigger[0], text);
    const std::string_view name = instruction.instruction;
    if (name != "RUN" && name != "CMD" && name != "ENTRYPOINT") return {};
    if (instruction.json) return split_words(instruction);
    const std::string_view body = instruction.body();
    std::vector<Piece> pieces = pieces_from(instruction.pieces, instruction.body_at);
    if (instruction.here_documents.empty() || text.size() < instruction.source.end)
        return split(body, std::move(pieces));
    if (instruction.here_documents.size() == 1 && body.find_first_of(" \t") == std::string_view::npos &&
        read_here_word(body))
        return split_here_script(instruction.here_documents[0], text);
    // What the shell gets: the line, and below it the here-documents as they stand.
    Joined joined{std::string(body), std::move(pieces)};
    const uint32_t begin = instruction.here_documents.front().content.begin;
    joined.append("\n", begin - 1);
    joined.append(text.substr(begin, instruction.source.end - begin), begin);
    return split(joined.text, std::move(joined.pieces));
}

}  // namespace plimsoll::dockerfile
