package io.firth.word2vec;

/** How a centre word and its context make examples. */
public sealed interface Architecture permits SkipGram, Cbow {
    /** The name used on the command line and in model files: {@code skip-gram} or {@code cbow}. */
    String name();
}
