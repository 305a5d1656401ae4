package io.firth.cli;

/**
 * The unit of an axis of words, so that its numbers are short.
 *
 * @param words that are one
 * @param label of the axis
 */
record WordUnit(double words, String label) {
    static WordUnit of(double most) {
        if (most >= 2e9) {
            return new WordUnit(1e9, "words trained, billions");
        }
        if (most >= 2e6) {
            return new WordUnit(1e6, "words trained, millions");
        }
        return most >= 2e3 ? new WordUnit(1e3, "words trained, thousands") : new WordUnit(1, "words trained");
    }
}
