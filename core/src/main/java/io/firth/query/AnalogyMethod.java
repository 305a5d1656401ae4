package io.firth.query;

/** How the fourth word x of an analogy "a is to b as c is to x" is found; all vectors at length 1. */
public enum AnalogyMethod {
    /** 3CosAdd: x with the greatest cos(x, b − a + c) (Mikolov, Yih, Zweig 2013). */
    COS_ADD("3cosadd"),
    /**
     * 3CosMul: x with the greatest s(x, b) · s(x, c) / (s(x, a) + ε), where s = (cos + 1) / 2 and ε = 0.001 (Levy, Goldberg
     * 2014, equation 4).
     */
    COS_MUL("3cosmul");

    private final String label;

    AnalogyMethod(String label) {
        this.label = label;
    }

    /** The name used on the command line: {@code 3cosadd}, {@code 3cosmul}. */
    @Override
    public String toString() {
        return label;
    }
}
