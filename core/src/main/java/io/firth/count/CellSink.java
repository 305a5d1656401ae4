package io.firth.count;

import java.io.IOException;

/** Where finished rows go: to the file of counts, or to a run on disk. */
interface CellSink {
    /** Begins a band. */
    void begin(int band);

    /** A row of the band with at least one column, sorted, whose sums are taken; rows come in ascending order. */
    void row(int row, SparseRow cells) throws IOException;

    /** Ends the band. */
    void finish() throws IOException;
}
