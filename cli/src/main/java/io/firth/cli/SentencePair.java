package io.firth.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Two sentences to compare. */
record SentencePair(String a, String b, SentenceWords wordsOfA, SentenceWords wordsOfB) {
    /** @throws CommandFailure if the model knows no word of one of them */
    static SentencePair of(String a, String b, QueryModel model) throws CommandFailure {
        SentencePair pair = new SentencePair(a, b, SentenceWords.of(a, model), SentenceWords.of(b, model));
        if (pair.wordsOfA.ids().length == 0 || pair.wordsOfB.ids().length == 0) {
            throw new CommandFailure(
                    "the model knows no word of \"" + (pair.wordsOfA.ids().length == 0 ? a : b) + "\"");
        }
        return pair;
    }

    /** A line of two sentences with a tab between them. */
    static SentencePair parse(String line, QueryModel model) throws CommandFailure {
        String[] parts = line.split("\t");
        if (parts.length != 2) {
            throw new CommandFailure(
                    "two sentences with a tab between them are expected, not " + Texts.count(parts.length, "part"));
        }
        return of(parts[0], parts[1], model);
    }

    /** Words of both that the model does not know. */
    List<String> unknown() {
        List<String> unknown = new ArrayList<>(wordsOfA.unknown());
        unknown.addAll(wordsOfB.unknown());
        return unknown;
    }

    /** Words of both that got vectors of their n-grams. */
    List<String> ofSubwords() {
        List<String> made = new ArrayList<>(wordsOfA.ofSubwords());
        made.addAll(wordsOfB.ofSubwords());
        return made;
    }

    /** Names the unknown words on standard error. */
    void warnOfUnknown(CommandSpec spec) {
        if (!unknown().isEmpty()) {
            spec.commandLine().getErr().println("firth: not in the model, left out: " + String.join(", ", unknown()));
        }
    }
}
