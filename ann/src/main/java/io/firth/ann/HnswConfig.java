package io.firth.ann;

/**
 * How an index is built.
 *
 * @param connections M: links of a node on the upper levels, twice as many on the lowest; 2…512
 * @param beamWidth candidates that are looked at when a node is linked (efConstruction); 1…3200
 * @param recall share of the true ten nearest neighbours that a search shall find; 0…1
 * @param threads that build; with more than one the graph differs from build to build
 */
public record HnswConfig(int connections, int beamWidth, double recall, int threads) {
    /** Lucene's bounds. */
    private static final int MOST_CONNECTIONS = 512;

    private static final int MOST_BEAM = 3200;

    private static final int MOST_THREADS = 1024;

    /** 16 links, 100 candidates, recall 0.95, all processors. */
    public static final HnswConfig DEFAULT = new HnswConfig(
            16, 100, 0.95, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));

    /** Checks the ranges. */
    public HnswConfig {
        check("connections", connections, 2, MOST_CONNECTIONS);
        check("beam width", beamWidth, 1, MOST_BEAM);
        check("threads", threads, 1, MOST_THREADS);
        if (!(recall >= 0 && recall <= 1)) {
            throw new IllegalArgumentException("recall must be in 0…1, but is " + recall);
        }
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be in " + least + "…" + most + ", but is " + value);
        }
    }
}
