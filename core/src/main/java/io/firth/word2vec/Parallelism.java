package io.firth.word2vec;

/** How several threads train one model. */
public sealed interface Parallelism permits Automatic, Deterministic, LockFree {
    /** As on the command line. */
    String name();
}
