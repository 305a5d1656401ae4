package io.firth.vocab;

/** The words of a model and how often each was seen. */
public final class Vocabulary {
    private Vocabulary() {}
}
