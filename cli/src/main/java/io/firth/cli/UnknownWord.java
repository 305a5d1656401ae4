package io.firth.cli;

import io.firth.query.NearSpellings;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A word that a file does not have, and words that it does have and that are spelt nearly so. */
final class UnknownWord {
    private UnknownWord() {}

    static CommandFailure failure(String word, Vocabulary vocabulary, Path file) {
        String near = new NearSpellings(vocabulary)
                .of(word).stream().map(vocabulary::word).collect(Collectors.joining(", "));
        return new CommandFailure(Quoted.of(word) + " is not among the " + Texts.count(vocabulary.size(), "word")
                + " of " + file + (near.isEmpty() ? "" : "; did you mean " + Quoted.plain(near) + "?"));
    }
}
