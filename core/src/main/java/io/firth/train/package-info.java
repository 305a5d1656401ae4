/**
 * What all trainers share: the schedule of the learning rate, progress and its listeners, checkpoints,
 * failures with advice.
 *
 * <p>In: an encoded corpus and a configuration. Out: {@code Embeddings} and reports on the way. Paper symbol: η is the
 * learning rate.
 */
package io.firth.train;
