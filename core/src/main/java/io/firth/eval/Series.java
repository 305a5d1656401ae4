package io.firth.eval;

/**
 * One number to be had from a model's answers to a set.
 *
 * @param section of the set; empty for all of it
 * @param measure what is measured
 * @param policy for unknown words
 * @param size items of the section, covered or not
 * @param statistic over the items of the whole set
 */
record Series(String section, Measure measure, OovPolicy policy, int size, Statistic statistic) {}
