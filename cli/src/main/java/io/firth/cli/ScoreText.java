package io.firth.cli;

import io.firth.eval.Difference;
import io.firth.eval.EvaluationOptions;
import io.firth.eval.Interval;
import io.firth.eval.Score;
import java.util.Locale;

/** Scores as people read them. */
final class ScoreText {
    static final String NONE = "–";

    private ScoreText() {}

    /** {@code 0.643 [0.61, 0.67]}; with several models {@code 0.643 ± 0.004 [0.61, 0.67]}. */
    static String score(Score score) {
        if (score.value().isEmpty()) {
            return NONE;
        }
        String spread = score.spread()
                .map(s -> String.format(Locale.ROOT, " ± %.3f", s.deviation()))
                .orElse("");
        return number(score.value().getAsDouble())
                + spread
                + score.interval()
                        .map(interval -> " " + interval(interval, "%.2f"))
                        .orElse("");
    }

    /** {@code +0.012 [−0.003, +0.027] no}. */
    static String difference(Difference difference) {
        if (Double.isNaN(difference.value())) {
            return NONE;
        }
        String value = signed("%+.3f", difference.value());
        return difference
                .interval()
                .map(interval -> value + " " + interval(interval, "%+.3f") + (difference.isReal() ? " yes" : " no"))
                .orElse(value);
    }

    static String number(double value) {
        return signed("%.3f", value);
    }

    static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    /** Everything besides model and set that the scores depend on. */
    static String settings(EvaluationOptions options) {
        return "case " + options.caseRule().label() + "; analogies: "
                + (options.restrict() == 0
                        ? "all words"
                        : "words and answers among the first " + Texts.count(options.restrict()))
                + "; "
                + (options.resamples() == 0
                        ? "no intervals"
                        : String.format(Locale.ROOT, "%.0f %%", 100 * options.level()) + " intervals from "
                                + Texts.count(options.resamples(), "bootstrap resample") + " (seed " + options.seed()
                                + ")");
    }

    static String interval(Interval interval, String format) {
        return "[" + signed(format, interval.low()) + ", " + signed(format, interval.high()) + "]";
    }

    // No minus in front of zero; a true minus sign.
    private static String signed(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        if (text.startsWith("-")) {
            return text.matches("-[0.]+") ? text.substring(1) : "−" + text.substring(1);
        }
        return text;
    }
}
