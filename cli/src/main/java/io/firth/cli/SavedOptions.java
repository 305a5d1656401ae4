package io.firth.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line of a training, kept with its checkpoints so that it can go on without being told again. Paths are kept as
 * absolute ones, as it may go on from another folder.
 */
final class SavedOptions {
    private static final String OPTION = "option";
    private static final String CORPUS = "corpus.";
    private static final String STANDARD_INPUT = "-";

    /** They belong to the process, not to the training. */
    private static final Set<String> NOT_KEPT =
            Set.of("--output", "--resume", "--restart", "--json", "--quiet", "--debug", "--help");

    /** They may be others when training goes on. */
    private static final Set<String> MAY_CHANGE = Set.of(
            "--threads",
            "--learning-rate",
            "--min-learning-rate",
            "--checkpoint-every",
            "--temp",
            "--validation-words",
            "--log",
            "--bound");

    private SavedOptions() {}

    /** What was given on the command line of {@code spec}, for a checkpoint's notes. */
    static Map<String, String> of(CommandSpec spec, List<Path> corpus) {
        Map<String, String> saved = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!NOT_KEPT.contains(option.longestName())) {
                saved.put(OPTION + option.longestName(), text(option));
            }
        }
        int n = 0;
        for (Path path : corpus) {
            saved.put(CORPUS + n++, absolute(path).toString());
        }
        return saved;
    }

    private static String text(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.getValue() instanceof Path path) {
            return absolute(path).toString();
        }
        return String.join(",", option.originalStringValues());
    }

    private static Path absolute(Path path) {
        return path.toString().equals(STANDARD_INPUT)
                ? path
                : path.toAbsolutePath().normalize();
    }

    /**
     * The arguments with which a training goes on: those that were kept, and those of now that may be others.
     *
     * @param saved notes of the checkpoint
     * @param config of the checkpoint, option → value
     * @param given the command line of now
     * @param corpus of now, or null
     * @param fresh a command to read what was kept with
     * @throws CommandLine.ParameterException if an option is another than it was
     */
    static List<String> merge(
            Map<String, String> saved,
            Map<String, String> config,
            CommandSpec given,
            List<Path> corpus,
            CommandLine fresh) {
        Ranges ranges = new Ranges(given);
        Map<String, String> options = new LinkedHashMap<>();
        saved.forEach((name, value) -> {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
            }
        });
        fresh.parseArgs(arguments(options, List.of("-")));
        for (OptionSpec option : given.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (NOT_KEPT.contains(name)) {
                continue;
            }
            if (MAY_CHANGE.contains(name)) {
                options.put(name, text(option));
                continue;
            }
            OptionSpec then = fresh.getCommandSpec().findOption(name);
            if (!Objects.equals(value(option), value(then))) {
                String before = shown(then, options.getOrDefault(name, then.defaultValue()));
                throw ranges.wrong(name + " is " + shown(option, text(option)) + ", but the training to go on with "
                        + (before == null ? "was started without" : "has " + before) + "; leave it out, or --restart");
            }
        }
        scaleLeastRate(options, config, given);
        return List.of(arguments(options, corpus == null ? corpus(saved, ranges) : names(corpus)));
    }

    /** With a smaller learning rate, the one at the end becomes smaller in proportion. */
    private static void scaleLeastRate(Map<String, String> options, Map<String, String> config, CommandSpec given) {
        OptionSpec rate = given.findOption("--learning-rate");
        boolean isGiven = given.commandLine().getParseResult().hasMatchedOption("--learning-rate");
        boolean leastIsGiven = given.commandLine().getParseResult().hasMatchedOption("--min-learning-rate");
        if (isGiven && !leastIsGiven && options.containsKey("--min-learning-rate")) {
            double before = Double.parseDouble(config.get("learning-rate"));
            double least = Double.parseDouble(config.get("min-learning-rate"));
            double now = rate.getValue();
            options.put("--min-learning-rate", Double.toString(least * (now / before)));
        }
    }

    private static Object value(ArgSpec option) {
        Object value = option.getValue();
        return value instanceof Path path ? absolute(path) : value;
    }

    /** As the user gives it; of an option without a value, whether it is on. */
    private static String shown(OptionSpec option, String text) {
        Object value = option.getValue();
        return option.arity().max() == 0 ? String.valueOf(value) : text;
    }

    private static String[] arguments(Map<String, String> options, List<String> corpus) {
        List<String> arguments = new ArrayList<>();
        options.forEach((name, value) -> arguments.add(value.isEmpty() ? name : name + "=" + value));
        arguments.add("--");
        arguments.addAll(corpus);
        return arguments.toArray(String[]::new);
    }

    private static List<String> corpus(Map<String, String> saved, Ranges ranges) {
        List<String> corpus = new ArrayList<>();
        for (int n = 0; saved.containsKey(CORPUS + n); n++) {
            corpus.add(saved.get(CORPUS + n));
        }
        if (corpus.contains(STANDARD_INPUT)) {
            throw ranges.wrong("the corpus came from standard input; give it once more, and - for it");
        }
        return corpus;
    }

    private static List<String> names(List<Path> corpus) {
        return corpus.stream().map(Path::toString).toList();
    }
}
