package io.firth.cli;

/** Words as they must be typed. */
final class Shell {
    private Shell() {}

    /** In quotes where a shell needs them. */
    static String quoted(String word) {
        return word.matches("[\\w./:@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
