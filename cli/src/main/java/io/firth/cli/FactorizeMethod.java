package io.firth.cli;

import java.util.Locale;

/** How counts become vectors. */
enum FactorizeMethod {
    SVD,
    LSA,
    GLOVE,
    SGNS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
