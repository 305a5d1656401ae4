package io.firth.cli;

import io.firth.count.BoundReport;
import io.firth.count.CountSettings;
import io.firth.count.PmiFit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The bounds for people. */
final class BoundText {
    private BoundText() {}

    static void print(PrintWriter out, Path model, BoundSource source, BoundObjective objective, BoundResult result) {
        CountSettings settings = source.training().settings();
        out.println("pairs in " + source.name() + same(source) + ": window " + settings.window() + " ("
                + settings.weighting() + ")"
                + (settings.subsample() > 0
                        ? ", subsample " + settings.subsample() + " (" + settings.subsampling() + ")"
                        : ""));
        out.println(String.format(
                Locale.ROOT,
                "%,.0f pairs, %s different, %,.0f words of text",
                source.training().total(),
                Texts.count(source.training().nonZeros()),
                source.trainingTokens()));
        if (objective.softmax()) {
            out.println();
            out.println("Full softmax: −log likelihood in nats, and the bound: the conditional entropy of the counts");
            table(
                    out,
                    result.training(),
                    result.heldOut().orElse(null),
                    part -> part.softmax().orElseThrow(),
                    true);
        }
        objective.negativeSampling().ifPresent(negatives -> {
            out.println();
            out.println(String.format(
                    Locale.ROOT,
                    "Negative sampling, k = %s, noise ∝ (count of %s)^%s: loss in nats, and the bound: the loss at PMI −"
                            + " log k",
                    number(negatives.k()),
                    negatives.noise() == BoundObjective.Noise.WORDS ? "words" : "contexts in pairs",
                    number(negatives.exponent())));
            table(
                    out,
                    result.training(),
                    result.heldOut().orElse(null),
                    part -> part.negativeSampling().orElseThrow(),
                    false);
        });
        result.fit().ifPresent(fit -> fit(out, fit));
        out.flush();
    }

    private static String same(BoundSource source) {
        return source.sameText()
                .map(same -> same ? " (the training's text)" : " (NOT the training's text)")
                .orElse("");
    }

    private interface Chosen {
        BoundReport of(BoundResult.Part part);
    }

    private static void table(
            PrintWriter out, BoundResult.Part training, BoundResult.Part heldOut, Chosen chosen, boolean perplexity) {
        List<BoundResult.Part> parts = new ArrayList<>(List.of(training));
        out.println(
                String.format(Locale.ROOT, "  %-34s %12s%s", "", "training", heldOut == null ? "" : "     held-out"));
        if (heldOut != null) {
            parts.add(heldOut);
        }
        boolean estimated = chosen.of(training).standardError() > 0;
        row(
                out,
                parts,
                "loss per pair" + (estimated ? " (estimate)" : ""),
                p -> chosen.of(p).loss());
        if (estimated) {
            row(out, parts, "  standard error", p -> chosen.of(p).standardError());
        }
        row(out, parts, "bound per pair", p -> chosen.of(p).bound());
        row(out, parts, "distance per pair", p -> chosen.of(p).distance());
        row(
                out,
                parts,
                "loss per word of text",
                p -> chosen.of(p).perToken(chosen.of(p).loss(), p.tokens()));
        row(
                out,
                parts,
                "bound per word of text",
                p -> chosen.of(p).perToken(chosen.of(p).bound(), p.tokens()));
        if (perplexity) { // of negative sampling it would be exp of a sum of k + 1 losses
            row(out, parts, "perplexity, exp(loss per pair)", p -> chosen.of(p).perplexity());
            row(out, parts, "perplexity at the bound", p -> chosen.of(p).boundPerplexity());
        }
    }

    private static void row(
            PrintWriter out, List<BoundResult.Part> parts, String name, ToDoubleFunction<BoundResult.Part> value) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-34s", name));
        for (BoundResult.Part part : parts) {
            double v = value.applyAsDouble(part);
            line.append(String.format(Locale.ROOT, Math.abs(v) < 1000 ? " %12.4f" : " %,12.1f", v));
        }
        out.println(line);
    }

    private static void fit(PrintWriter out, PmiFit fit) {
        out.println();
        out.println("v·u against PMI − log k, each pair once, by how often it was counted");
        out.println(String.format(
                Locale.ROOT,
                "  %-16s %13s %9s %9s %9s %12s %9s",
                "count",
                "pairs",
                "r",
                "slope",
                "intercept",
                "mean target",
                "mean v·u"));
        for (PmiFit.Bucket bucket : fit.buckets()) {
            bucket(out, range(bucket), bucket);
        }
        bucket(out, "all", fit.all());
    }

    private static void bucket(PrintWriter out, String name, PmiFit.Bucket b) {
        out.println(String.format(
                Locale.ROOT,
                "  %-16s %,13d %9.3f %9.3f %9.3f %12.3f %9.3f",
                name,
                b.pairs(),
                b.correlation(),
                b.slope(),
                b.intercept(),
                b.meanTarget(),
                b.meanProduct()));
    }

    /** {@code ≤ 1}, {@code 1 … 4}. */
    static String range(PmiFit.Bucket bucket) {
        if (bucket.above() == 0) {
            return "≤ " + number(bucket.upTo());
        }
        return Double.isInfinite(bucket.upTo())
                ? "> " + number(bucket.above())
                : number(bucket.above()) + " … " + number(bucket.upTo());
    }

    static String number(double x) {
        return x == Math.rint(x) ? String.format(Locale.ROOT, "%,.0f", x) : Double.toString(x);
    }
}
