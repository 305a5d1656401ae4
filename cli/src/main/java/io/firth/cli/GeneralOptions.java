package io.firth.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class GeneralOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--debug", order = 1001, description = "Show the stack trace of a failure.")
    private boolean debug;

    boolean debug() {
        return debug;
    }
}
