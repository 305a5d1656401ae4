package io.firth.cli;

import io.firth.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** A line of the shell as words: between white space, or in quotes. A quote inside a word is a letter: {@code don't}. */
final class ShellWords {
    private ShellWords() {}

    /** @throws CommandFailure if a quote is not closed */
    static List<String> split(String line) throws CommandFailure {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                int end = line.indexOf(c, at + 1);
                if (end < 0) {
                    throw new CommandFailure(
                            "the quote before " + Quoted.of(line.substring(at + 1)) + " is not closed");
                }
                words.add(line.substring(at + 1, end));
                at = end + 1;
            } else {
                int end = at;
                while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                    end++;
                }
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }
}
