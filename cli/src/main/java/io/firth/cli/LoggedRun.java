package io.firth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One training as a log tells it; filled line by line. */
final class LoggedRun {
    /**
     * How far training was.
     *
     * @param words trained so far, over all epochs
     * @param loss average per pair, in nats, since the point before; NaN if unknown
     * @param learningRate then
     * @param wordsPerSecond then
     */
    record Point(double words, double loss, double learningRate, double wordsPerSecond) {}

    /**
     * An epoch that is over.
     *
     * @param number from 1
     * @param words trained until its end, over all epochs
     * @param loss average per pair over the epoch, in nats
     * @param heldOut the same on held-out text, if there is any
     * @param wordsPerSecond over the epoch; NaN if unknown
     */
    record Epoch(int number, double words, double loss, OptionalDouble heldOut, double wordsPerSecond) {}

    private final String name;
    private final List<Point> points = new ArrayList<>();
    private final List<Epoch> epochs = new ArrayList<>();
    private double wordsPerEpoch = Double.NaN;
    private String end = "";
    private String failure = "";

    LoggedRun(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The same under another name. */
    LoggedRun named(String other) {
        LoggedRun run = new LoggedRun(other);
        run.points.addAll(points);
        run.epochs.addAll(epochs);
        run.wordsPerEpoch = wordsPerEpoch;
        run.end = end;
        run.failure = failure;
        return run;
    }

    void wordsPerEpoch(double words) {
        wordsPerEpoch = words;
    }

    /** What was trained after the last checkpoint before a run was killed is trained once more: only the second time counts. */
    void add(Point point) {
        while (!points.isEmpty() && points.getLast().words() >= point.words()) {
            points.removeLast();
        }
        while (!epochs.isEmpty() && epochs.getLast().words() > point.words()) {
            epochs.removeLast();
        }
        points.add(point);
    }

    void add(int number, double loss, OptionalDouble heldOut, double wordsPerSecond) {
        while (!epochs.isEmpty() && epochs.getLast().number() >= number) {
            epochs.removeLast();
        }
        double words = Double.isNaN(wordsPerEpoch) ? number : number * wordsPerEpoch;
        epochs.add(new Epoch(number, words, loss, heldOut, wordsPerSecond));
    }

    void end(String how) {
        end = how;
        failure = "";
    }

    /** How it ended, in a word or two. */
    String end() {
        return !end.isEmpty() ? end : points.isEmpty() ? "" : "not over";
    }

    void failed(String why) {
        failure = why;
    }

    /** Why it failed; empty if it did not. */
    String failure() {
        return failure;
    }

    /** In the order of words. */
    List<Point> points() {
        return points;
    }

    /** In order. */
    List<Epoch> epochs() {
        return epochs;
    }

    boolean isEmpty() {
        return points.isEmpty() && epochs.isEmpty();
    }

    /** The epoch with the least held-out loss. */
    Optional<Epoch> best() {
        return epochs.stream()
                .filter(epoch -> epoch.heldOut().isPresent())
                .min((a, b) ->
                        Double.compare(a.heldOut().getAsDouble(), b.heldOut().getAsDouble()));
    }

    /** The last epoch that is over, from 1. */
    OptionalInt lastEpoch() {
        return epochs.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(epochs.getLast().number());
    }
}
