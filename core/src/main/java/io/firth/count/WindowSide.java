package io.firth.count;

import java.util.Locale;

/** On which side of a word its context words stand. */
public enum WindowSide {
    /** On both; the counts are a symmetric matrix. */
    BOTH,
    /** Before the word. */
    LEFT,
    /** After the word; the transpose of {@link #LEFT}. */
    RIGHT;

    /** {@code both}, {@code left}, {@code right}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
