package io.firth.cli;

import java.util.Locale;

/** The stages of a training. */
enum Stage {
    /** Of what can be read only once. */
    READ("reading"),
    COUNT("counting words"),
    ENCODE("encoding"),
    PAIRS("counting pairs"),
    TRAIN("training"),
    WRITE("writing");

    private final String doing;

    Stage(String doing) {
        this.doing = doing;
    }

    /** For people. */
    String doing() {
        return doing;
    }

    /** For programs. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
