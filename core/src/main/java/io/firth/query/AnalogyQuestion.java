package io.firth.query;

/**
 * "a is to b as c is to …": man, king, woman.
 *
 * @param a word id
 * @param b word id
 * @param c word id
 */
public record AnalogyQuestion(int a, int b, int c) {}
