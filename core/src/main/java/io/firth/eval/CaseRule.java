package io.firth.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a set's words are looked up where capitals and small letters differ. */
public enum CaseRule {
    /** The set's words are put in lower case; the model's are as they are. */
    LOWER,
    /** Both as they are written. */
    EXACT,
    /** Case does not count; of the model's words that differ in case only, the first stands for all. */
    FOLD;

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The rule with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CaseRule parse(String label) {
        for (CaseRule rule : values()) {
            if (rule.label().equals(label)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("unknown case rule '" + label + "': choose one of "
                + Arrays.stream(values()).map(CaseRule::label).collect(Collectors.joining(", ")));
    }
}
