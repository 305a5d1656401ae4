package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Models;
import io.firth.query.NearSpellings;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.vocab.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth neighbors}. */
@Command(
        name = "neighbors",
        sortOptions = false,
        header = NeighborsCommand.HEADER,
        description = {
            "",
            "For each WORD the k words whose vectors have the greatest cosine with its vector, found exactly. The model"
                    + " may be a firth file (safetensors), word2vec binary or word2vec text; which one is found by"
                    + " looking into it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth neighbors model.safetensors king",
            "  firth neighbors model.safetensors king water seven -k 5",
            "  firth neighbors GoogleNews-vectors.bin Paris --json"
        })
final class NeighborsCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Show the words nearest to a word.";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Model file.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORD", description = "Words as the model spells them.")
    private List<String> words;

    @Option(
            names = {"-k", "--count"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Neighbours per word. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "input, output, sum, average or concat. Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Option(
            names = "--json",
            description = "One JSON object per word: {\"word\", \"neighbors\": [{\"word\", \"cosine\"}]}.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        new Ranges(spec).check("-k", k, 1, Integer.MAX_VALUE);
        Embeddings embeddings = Models.open(model);
        Vocabulary vocabulary = embeddings.vocabulary();
        int[] ids = new int[words.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = vocabulary.id(words.get(i));
            if (ids[i] < 0) {
                throw unknown(words.get(i), vocabulary);
            }
        }
        NearestNeighbors nearest = new NearestNeighbors(embeddings.vectors(choice(embeddings)));
        List<List<Neighbor>> found = nearest.ofWords(ids, Math.min(k, embeddings.size()));
        for (int i = 0; i < ids.length; i++) {
            print(words.get(i), WordScore.of(found.get(i), vocabulary), i == 0);
        }
        return 0;
    }

    private VectorChoice choice(Embeddings embeddings) {
        if (vectors != null) {
            return vectors;
        }
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
    }

    private void print(String word, List<WordScore> scores, boolean first) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new Json().put("word", word).put("neighbors", WordScore.json(scores)));
            return;
        }
        if (!first) {
            out.println();
        }
        out.println(word);
        for (WordScore score : scores) {
            out.println(String.format(Locale.ROOT, "  %7.4f  %s", score.cosine(), score.word()));
        }
    }

    private CommandFailure unknown(String word, Vocabulary vocabulary) {
        List<String> near = new ArrayList<>();
        for (int id : new NearSpellings(vocabulary).of(word)) {
            near.add(vocabulary.word(id));
        }
        return new CommandFailure("'" + word + "' is not among the " + Texts.count(vocabulary.size(), "word") + " of "
                + model + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
    }
}
