package io.firth.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Answers a batch in the order of its lines. A line that cannot be answered does not end the batch: with {@code --json} an
 * object with {@code query} and {@code error} stands in its place, else a message on standard error.
 */
final class BatchRun<Q> {
    /** Understands a line; throws what is wrong with it. */
    @FunctionalInterface
    interface Parser<Q> {
        Q parse(String line) throws CommandFailure;
    }

    /** Answers questions, in order. */
    @FunctionalInterface
    interface Answerer<Q> {
        void answer(List<Q> questions) throws CommandFailure;
    }

    private final CommandSpec spec;
    private final boolean json;

    BatchRun(CommandSpec spec, boolean json) {
        this.spec = spec;
        this.json = json;
    }

    /** Whether every line could be answered; ends early where the answers cannot be written. */
    boolean all(String file, Parser<Q> parser, Answerer<Q> answerer) throws IOException {
        boolean all = true;
        try (Batch batch = new Batch(file)) {
            for (List<Batch.Line> lines = batch.next(); !lines.isEmpty(); lines = batch.next()) {
                List<Q> questions = new ArrayList<>();
                for (Batch.Line line : lines) {
                    try {
                        questions.add(parser.parse(line.text()));
                    } catch (CommandFailure | IllegalArgumentException e) {
                        all = false;
                        flush(questions, answerer);
                        questions.clear();
                        failed(batch, line, e);
                    }
                }
                flush(questions, answerer);
                if (spec.commandLine().getOut().checkError()) {
                    return false;
                }
            }
        }
        return all;
    }

    private void flush(List<Q> questions, Answerer<Q> answerer) throws IOException {
        try {
            answerer.answer(questions);
        } catch (CommandFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void failed(Batch batch, Batch.Line line, Exception e) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(new Json().put("query", line.text()).put("error", e.getMessage()));
        }
        String where = batch.name() + ", line " + line.number() + ": ";
        spec.commandLine().getErr().println("firth: " + where + e.getMessage());
    }
}
