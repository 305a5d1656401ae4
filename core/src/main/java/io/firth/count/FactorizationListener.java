package io.firth.count;

/** Hears how a factorisation goes. Calls come from one thread at a time. */
public interface FactorizationListener {
    /** Hears nothing. */
    FactorizationListener SILENT = new FactorizationListener() {};

    /** Now and then; {@code done} is the share of all the work, 0…1. */
    default void progress(double done) {}

    /** After each pass over the counts. */
    default void passEnd(Pass pass) {}

    /**
     * What a pass over the counts ended with.
     *
     * @param pass from 1
     * @param passes in all, at most
     * @param loss of the method, see there
     * @param records cells that were worked on
     * @param seconds that the pass took
     */
    record Pass(int pass, int passes, double loss, long records, double seconds) {}
}
