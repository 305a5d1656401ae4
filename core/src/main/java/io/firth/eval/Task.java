package io.firth.eval;

/** A benchmark set, read and checked. */
public sealed interface Task permits WordSimilarityTask, AnalogyTask, CategorizationTask, SentenceSimilarityTask {
    /** What it is called in results; as a rule the file's name without its ending. */
    String name();

    /** Number of items: pairs, questions or words. */
    int size();

    /** What it asks for, such as {@code word similarity}. */
    String kind();

    /** What one item is, such as {@code pair}. */
    String item();

    /** The same under another name. */
    Task named(String name);
}
