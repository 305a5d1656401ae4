package io.firth.eval;

/** What is measured; each in docs/evaluation.md with its formula. */
public enum Measure {
    /** Spearman's ρ of gold and cosine, ties with average ranks; −1…1. */
    SPEARMAN("Spearman", true),
    /** Pearson's r of gold and cosine; −1…1. */
    PEARSON("Pearson", true),
    /** Share of analogies right by 3CosAdd: the greatest cos(x, b) − cos(x, a) + cos(x, c); 0…1. */
    COS_ADD("3CosAdd", false),
    /** Share of analogies right by 3CosMul: the greatest cos′(x, b) · cos′(x, c) / (cos′(x, a) + ε); 0…1. */
    COS_MUL("3CosMul", false),
    /** Share of words in a cluster where their class is the most frequent; 0…1. */
    PURITY("purity", false);

    private final String label;
    private final boolean correlation;

    Measure(String label, boolean correlation) {
        this.label = label;
        this.correlation = correlation;
    }

    /** The name in tables and JSON. */
    public String label() {
        return label;
    }

    /** Whether it is a correlation, else a share. */
    public boolean isCorrelation() {
        return correlation;
    }
}
