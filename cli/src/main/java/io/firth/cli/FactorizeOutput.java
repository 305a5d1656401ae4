package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.count.FactorizationListener;
import io.firth.embeddings.Embeddings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code factorize} shows: for people, for programs, or nothing. */
class FactorizeOutput implements FactorizationListener, AutoCloseable {
    static FactorizeOutput choose(boolean json, boolean quiet, CommandSpec spec, Terminal terminal) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return new Lines(out);
        }
        return quiet
                ? new FactorizeOutput()
                : new Text(ProgressDisplay.choose(terminal, spec.commandLine().getErr()), out);
    }

    /** The counts are open. */
    void opened(Cooccurrences counts, FactorizeMethod method, int dim) {}

    /** ‖A − UΣVᵀ‖ / ‖A‖ of a decomposition. */
    void residual(double relative) {}

    /** The model is written. */
    void finished(Embeddings embeddings, Path model) throws IOException {}

    @Override
    public void close() {}

    /** For people. */
    private static final class Text extends FactorizeOutput {
        private static final long STEPS = 1000;

        private final ProgressDisplay display;
        private final PrintWriter out;
        private final long start = System.nanoTime();
        private String details = "";
        private String result = "";

        Text(ProgressDisplay display, PrintWriter out) {
            this.display = display;
            this.out = out;
        }

        @Override
        void opened(Cooccurrences counts, FactorizeMethod method, int dim) {
            display.println(Texts.count(counts.size(), "word") + ", " + Texts.count(counts.nonZeros(), "cell") + ", "
                    + String.format(Locale.ROOT, "%,.0f pairs", counts.total()) + "; " + method + ", dim " + dim);
            display.start(method.toString(), STEPS);
        }

        @Override
        public void progress(double done) {
            display.update(Math.round(done * STEPS), details);
        }

        @Override
        public void passEnd(Pass pass) {
            details = "pass " + pass.pass() + "/" + pass.passes() + ", loss " + Texts.loss(pass.loss()) + ", "
                    + Texts.rate(pass.records() / Math.max(1e-9, pass.seconds())) + " cells/s";
            result = "loss after pass " + Texts.count(pass.pass()) + ": " + Texts.loss(pass.loss());
        }

        @Override
        void residual(double relative) {
            result = String.format(
                    Locale.ROOT,
                    "relative residual %.4f: the vectors hold %.1f %% of the matrix's squared norm",
                    relative,
                    100 * (1 - relative * relative));
        }

        @Override
        void finished(Embeddings embeddings, Path model) throws IOException {
            display.stop();
            out.println(result);
            out.println("saved " + model + " (" + Texts.count(embeddings.size()) + " × " + embeddings.dim() + ", "
                    + Texts.bytes(Files.size(model)) + ") in " + Texts.seconds((System.nanoTime() - start) / 1e9));
            out.println();
            out.println("Next:");
            int size = embeddings.size();
            String word = embeddings.vocabulary().word(Math.min(size - 1, Math.min(400, size / 4)));
            out.println("  " + System.getProperty("firth.command", "firth") + " neighbors "
                    + Shell.quoted(model.toString()) + " " + Shell.quoted(word));
            out.flush();
        }

        @Override
        public void close() {
            display.close();
        }
    }

    /** For programs: one JSON object a line. */
    private static final class Lines extends FactorizeOutput {
        private final PrintWriter out;
        private final long start = System.nanoTime();
        private Double residual;
        private Double loss;

        Lines(PrintWriter out) {
            this.out = out;
        }

        private void print(Json json) {
            out.println(json);
            out.flush();
        }

        @Override
        void opened(Cooccurrences counts, FactorizeMethod method, int dim) {
            print(new Json()
                    .put("event", "counts")
                    .put("vocabulary", counts.size())
                    .put("cells", counts.nonZeros())
                    .put("pairs", counts.total())
                    .put("method", method.toString())
                    .put("dim", dim));
        }

        @Override
        public void passEnd(Pass pass) {
            loss = pass.loss();
            print(new Json()
                    .put("event", "pass")
                    .put("pass", pass.pass())
                    .put("passes", pass.passes())
                    .put("loss", pass.loss())
                    .put("seconds", pass.seconds())
                    .put("cellsPerSecond", pass.records() / Math.max(1e-9, pass.seconds())));
        }

        @Override
        void residual(double relative) {
            residual = relative;
        }

        @Override
        void finished(Embeddings embeddings, Path model) throws IOException {
            print(new Json()
                    .put("event", "result")
                    .put("model", model.toString())
                    .put("bytes", Files.size(model))
                    .put("vocabulary", embeddings.size())
                    .put("dim", embeddings.dim())
                    .put("config", embeddings.provenance().config())
                    .put("relativeResidual", residual)
                    .put("loss", loss)
                    .put("seconds", (System.nanoTime() - start) / 1e9));
        }
    }
}
