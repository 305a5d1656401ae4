package io.firth.query;

/**
 * A word near to a query.
 *
 * @param wordId the word
 * @param cosine of its vector and the query, −1…1
 */
public record Neighbor(int wordId, float cosine) {}
