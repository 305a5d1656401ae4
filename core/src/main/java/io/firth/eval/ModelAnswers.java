package io.firth.eval;

import java.util.List;

/**
 * What a model answers to a set.
 *
 * @param covered items whose words the model has
 * @param series every number that can be had from the answers
 */
record ModelAnswers(int covered, List<Series> series) {}
