package io.firth.cli;

import io.firth.gradient.GradientCheck;
import io.firth.lab.Figures;
import io.firth.lab.GradientTable;
import io.firth.lab.SettingsCheck;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.word2vec.Architecture;
import io.firth.word2vec.Cbow;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firth lab check}. */
@Command(
        name = "check",
        sortOptions = false,
        header = "Check the gradient of your own settings against finite differences.",
        description = {
            "",
            "Draws windows of a random text and random vectors, and computes the gradient of each window's loss twice: by"
                    + " the formula that the settings stand for, and numerically from values of the loss alone, in double"
                    + " precision. Exit code 1 if they differ. The options of the model are those of firth train.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth lab check",
            "  firth lab check --objective hierarchical-softmax --architecture cbow --dim 300 --seed 7",
            "  firth lab check --negatives 15 --negatives-per pair --window 10",
            "  firth lab check --architecture cbow --cbow-gradient word2vec     fails: it is no gradient"
        })
final class LabCheckCommand implements Callable<Integer> {
    /** So many multiplications take a second or two. */
    private static final double BUDGET = 1e9;

    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nModel:%n", order = 1)
    private ModelOptions model = new ModelOptions();

    @ArgGroup(validate = false, heading = "%nCheck:%n", order = 2)
    private CheckOptions options = new CheckOptions();

    @Mixin
    private GeneralOptions general;

    /** What is checked. */
    static final class CheckOptions {
        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Another seed, another check. Default: ${DEFAULT-VALUE}.")
        long seed;

        @Option(
                names = "--vocabulary",
                paramLabel = "V",
                defaultValue = "50",
                description = "Words of the random text, 2…100000. Default: ${DEFAULT-VALUE}.")
        int vocabulary;

        @Option(
                names = "--windows",
                paramLabel = "N",
                defaultValue = "20",
                description = "Windows that are checked, 1…10000. Default: ${DEFAULT-VALUE}.")
        int windows;

        @Option(
                names = "--largest",
                paramLabel = "X",
                defaultValue = "1",
                description = "The vectors' numbers are between -X and X, up to 20. Default: ${DEFAULT-VALUE}.")
        double largest;

        @Option(
                names = "--coordinates",
                paramLabel = "N",
                description = "Partial derivatives per window, 1…1000000. Default: as many as take a second or two.")
        Integer coordinates;

        @Option(
                names = "--show",
                paramLabel = "N",
                defaultValue = "5",
                description = "The worst so many are printed. Default: ${DEFAULT-VALUE}.")
        int show;

        @Option(names = "--json", description = "One JSON object.")
        boolean json;
    }

    @Override
    public Integer call() {
        Ranges ranges = new Ranges(spec);
        Architecture architecture = model.architecture(ranges);
        Objective objective = model.objective(ranges);
        ranges.check("--vocabulary", options.vocabulary, 2, 100_000);
        ranges.check("--windows", options.windows, 1, 10_000);
        ranges.checkPositive("--largest", options.largest, 20);
        ranges.check("--show", options.show, 0, 1_000_000);
        long numbers = (options.vocabulary + objective.outputRows(options.vocabulary)) * model.dim;
        if (numbers > 50_000_000) {
            throw ranges.wrong("--vocabulary " + options.vocabulary + " and --dim " + model.dim + " make "
                    + Texts.count(numbers) + " parameters; a check takes at most " + Texts.count(50_000_000));
        }
        int coordinates = options.coordinates == null ? affordable(objective) : options.coordinates;
        ranges.check("--coordinates", coordinates, 1, 1_000_000);
        SettingsCheck check = new SettingsCheck(
                architecture,
                objective,
                model.dim,
                model.window,
                model.fixedWindow,
                options.vocabulary,
                options.windows,
                options.largest,
                coordinates,
                options.seed);
        SettingsCheck.Result result = check.run();
        if (options.json) {
            json(check, result);
        } else {
            text(check, result);
        }
        return result.verdict() == GradientCheck.Verdict.PASS ? 0 : Failures.FAILED;
    }

    /** A derivative costs some 20 losses, and a loss a product for each number of a row, input and logit. */
    private int affordable(Objective objective) {
        double logits = switch (objective) {
            case NegativeSampling sampling -> sampling.negatives() + 1;
            case HierarchicalSoftmax hierarchical -> 1 + Math.log(options.vocabulary) / Math.log(2);
            case FullSoftmax full -> options.vocabulary;
        };
        double products = 20.0 * model.dim * 2 * model.window * (1 + logits) * options.windows;
        return (int) Math.clamp(BUDGET / products, 10, 2000);
    }

    private void text(SettingsCheck check, SettingsCheck.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(settings(check) + ", dim " + check.dim() + ", seed " + check.seed() + ": "
                + Texts.count(check.windows(), "window") + ", "
                + Texts.count(result.coordinates().size(), "partial derivative"));
        out.println();
        out.println(String.format(
                Locale.ROOT, "%-8s %-12s %18s %18s %12s", "window", "parameter", "analytic", "numeric", "difference"));
        for (SettingsCheck.Coordinate c : worst(result)) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-8d %-12s %18.10f %18.10f %12s",
                    c.window(),
                    c.name(),
                    c.analytic(),
                    c.numeric(),
                    Figures.brief(c.difference())));
        }
        out.println();
        String tolerance = Figures.brief(GradientTable.TOLERANCE);
        String worst = Figures.brief(result.worst());
        switch (result.verdict()) {
            case PASS ->
                out.println("PASS  the greatest relative difference is " + worst + "; allowed are " + tolerance);
            case UNDECIDED ->
                out.println("UNDECIDED  the greatest relative difference is " + worst + ", more than " + tolerance
                        + ", but within the error of the numeric derivative; try a smaller --largest");
            case FAIL -> {
                out.println("FAIL  the greatest relative difference is " + worst + "; allowed are " + tolerance);
                if (isWord2vec(check)) {
                    out.println(String.format(
                            Locale.ROOT,
                            "      word2vec's CBOW update is no gradient of this loss: it leaves out the 1/n of the mean.%n"
                                    + "      For input vectors it is the gradient times n, the number of context words: here n"
                                    + " is%n      %.2f on average, and the update is %.2f times the gradient.%n"
                                    + "      --cbow-gradient exact is the gradient.",
                            result.meanInputs(),
                            result.factor()));
                }
            }
        }
    }

    private void json(SettingsCheck check, SettingsCheck.Result result) {
        spec.commandLine()
                .getOut()
                .println(new Json()
                        .put("architecture", check.architecture().name())
                        .put("objective", check.objective().name())
                        .put("dim", check.dim())
                        .put("window", check.window())
                        .put("windows", check.windows())
                        .put("seed", check.seed())
                        .put("verdict", result.verdict().name().toLowerCase(Locale.ROOT))
                        .put("partialDerivatives", result.coordinates().size())
                        .put("tolerance", GradientTable.TOLERANCE)
                        .put("greatestRelativeDifference", result.worst())
                        .put("isGradient", !isWord2vec(check) || result.verdict() == GradientCheck.Verdict.PASS)
                        .put("meanContextWords", result.meanInputs())
                        .put("factor", result.factor())
                        .put(
                                "worst",
                                worst(result).stream()
                                        .map(c -> new Json()
                                                .put("window", c.window())
                                                .put("parameter", c.name())
                                                .put("analytic", c.analytic())
                                                .put("numeric", c.numeric())
                                                .put("relativeDifference", c.difference()))
                                        .toList()));
    }

    private List<SettingsCheck.Coordinate> worst(SettingsCheck.Result result) {
        return result.coordinates()
                .subList(0, Math.min(options.show, result.coordinates().size()));
    }

    private static boolean isWord2vec(SettingsCheck check) {
        return check.architecture() instanceof Cbow cbow && cbow.gradient() == Cbow.Gradient.WORD2VEC;
    }

    private static String settings(SettingsCheck check) {
        return check.architecture().name() + (isWord2vec(check) ? " (word2vec's update)" : "") + ", "
                + check.objective().name();
    }
}
