package io.firth.embeddings;

/** A vocabulary, its vectors, and where they come from. */
public final class Embeddings {
    private Embeddings() {}
}
