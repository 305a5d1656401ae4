package io.firth.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Values of options are checked one by one, so that a message names option, value and what is allowed. */
final class Ranges {
    private final CommandSpec spec;

    Ranges(CommandSpec spec) {
        this.spec = spec;
    }

    /** least ≤ value ≤ most. */
    void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            String allowed = most >= Integer.MAX_VALUE ? "at least " + least : "in " + least + "…" + most;
            throw wrong(option + " must be " + allowed + ", but is " + value);
        }
    }

    /** least ≤ value ≤ most, NaN not allowed. */
    void check(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw wrong(option + " must be in " + text(least) + "…" + text(most) + ", but is " + text(value));
        }
    }

    /** 0 &lt; value ≤ most. */
    void checkPositive(String option, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw wrong(option + " must be above 0 and at most " + text(most) + ", but is " + text(value));
        }
    }

    /** An option that goes only with another. */
    void onlyWith(boolean given, String option, boolean present, String other) {
        if (given && !present) {
            throw wrong(option + " can only be used with " + other);
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
