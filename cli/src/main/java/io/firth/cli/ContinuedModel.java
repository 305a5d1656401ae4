package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.io.Format;
import io.firth.io.ModelFile;
import io.firth.io.ModelIdentity;
import io.firth.io.Models;
import io.firth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A model to train on: what it was made with is what the training to come uses, unless the command line says otherwise.
 *
 * @param file where it is
 * @param model itself
 * @param identity that tells it from all others
 */
record ContinuedModel(Path file, Embeddings model, String identity) {
    /** Prefix of facts about the model that a training went on from, in the provenance of what came of it. */
    static final String PARENT = "parent";

    /** @throws IOException if it cannot be read, or is not what its checksum says: training would carry the damage on */
    static ContinuedModel open(Path file) throws IOException {
        if (Models.format(file) == Format.FIRTH) {
            ModelFile.verify(file);
        }
        return new ContinuedModel(file, Models.open(file), ModelIdentity.of(file));
    }

    /**
     * Sets the options that were not given to what the model was made with.
     *
     * @throws picocli.CommandLine.ParameterException if the model does not say, or an option does not fit it
     */
    void settings(ModelOptions options, TextFlags text, CommandSpec spec) {
        Ranges ranges = new Ranges(spec);
        Given given = new Given(spec);
        Map<String, String> config = model.provenance().config();
        if (!config.containsKey("architecture") || !config.containsKey("objective")) {
            if (!given.is("--architecture") || !given.is("--objective")) {
                throw ranges.wrong(file + " does not say with which architecture and objective it was trained; give"
                        + " --architecture and --objective");
            }
        }
        if (given.is("--dim") && options.dim != model.dim()) {
            throw ranges.wrong("--dim " + options.dim + " is not the " + model.dim() + " of " + file
                    + ", whose vectors keep their length; leave it out");
        }
        options.dim = model.dim();
        boolean sameObjective = !given.is("--objective");
        boolean sameArchitecture = !given.is("--architecture");
        Taken model = new Taken(file, config, given, ranges);
        options.architecture =
                model.value("architecture", options.architecture, new Converters.OfArchitecture()::convert);
        options.objective = model.value("objective", options.objective, new Converters.OfObjective()::convert);
        options.window = model.value("window", options.window, Integer::valueOf);
        options.fixedWindow =
                options.fixedWindow || !given.is("--window") && model.value("fixed-window", false, Boolean::valueOf);
        text.subsample = model.value("subsample", text.subsample, Double::valueOf);
        if (sameArchitecture) {
            options.cbowGradient =
                    model.value("cbow-gradient", options.cbowGradient, new Converters.OfGradient()::convert);
        }
        if (sameObjective) {
            options.negatives = model.value("negatives", options.negatives, Integer::valueOf);
            options.noiseExponent = model.value("noise-exponent", options.noiseExponent, Double::valueOf);
            options.negativesPer =
                    model.value("negatives-per", options.negativesPer, new Converters.OfNegativesPer()::convert);
            options.batch = model.value("batch", options.batch, Integer::valueOf);
        }
        Taken corpus = new Taken(file, this.model.provenance().corpus(), given, ranges);
        text.tokenizer = corpus.value("tokenizer", text.tokenizer, Tokenizer::parse);
        text.lowercase = text.lowercase || corpus.value("lowercase", false, Boolean::valueOf);
    }

    /** Facts of the text, and after them the model and the facts of its own text, and so on. */
    Map<String, String> facts(Map<String, String> ofText) {
        Map<String, String> facts = new LinkedHashMap<>(ofText);
        facts.put(PARENT, file.getFileName() + ", " + identity);
        model.provenance().corpus().forEach((name, value) -> facts.put(PARENT + "." + name, value));
        return facts;
    }

    /** The options of the command line. */
    private record Given(CommandSpec spec) {
        boolean is(String option) {
            return spec.commandLine().getParseResult().hasMatchedOption(option);
        }
    }

    /** A setting: that of the command line if it was given, else the model's, else the usual one. */
    private record Taken(Path file, Map<String, String> known, Given given, Ranges ranges) {
        <T> T value(String name, T now, Function<String, T> parse) {
            String value = known.get(name);
            if (given.is("--" + name) || value == null) {
                return now;
            }
            try {
                return parse.apply(value);
            } catch (RuntimeException e) {
                throw ranges.wrong(file + " says that it was trained with --" + name + " " + value
                        + ", which this version does not know; give the option");
            }
        }
    }
}
