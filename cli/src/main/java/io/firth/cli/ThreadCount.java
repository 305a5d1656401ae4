package io.firth.cli;

/** How many threads work. */
final class ThreadCount {
    /** The most that can be asked for. */
    static final int MOST = 1024;

    private ThreadCount() {}

    /** As many as were asked for, or one for every processor, as far as that is allowed. */
    static int orAll(Integer asked) {
        return asked == null ? Math.min(MOST, Runtime.getRuntime().availableProcessors()) : asked;
    }
}
