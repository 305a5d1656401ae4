package io.firth.train;

import java.time.Duration;

/**
 * How far a training has come.
 *
 * @param epoch from 1
 * @param epochs in all
 * @param tokensDone over all epochs
 * @param tokensTotal over all epochs
 * @param wordsPerSecond since the start of training, all threads together
 * @param loss average per (input, target) pair of the examples since the previous report, in nats; NaN before the first
 * @param learningRate now
 * @param remaining estimate of the time left
 */
public record Progress(
        int epoch,
        int epochs,
        long tokensDone,
        long tokensTotal,
        double wordsPerSecond,
        double loss,
        double learningRate,
        Duration remaining) {}
