package io.firth.lab;

import io.firth.count.BoundReport;
import io.firth.count.Cooccurrences;
import io.firth.count.SoftmaxBound;
import io.firth.gradient.Softmax;
import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.List;

/** The likelihood of a corpus, and the three ways to state it. */
final class M11Likelihood implements WorkedExample {
    /** Worked out by multiplying 22 probabilities. */
    private static final double LOG_LIKELIHOOD = -39.211395434592525;

    @Override
    public String id() {
        return "M11";
    }

    @Override
    public String title() {
        return "Likelihood of a corpus, per token and per pair";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "L = Π_t Π_{−m≤j≤m, j≠0} p(w_{t+j} | w_t)   NLL = −(1/T) log L",
                "L = \\prod_{t} \\prod_{-m \\le j \\le m,\\, j \\ne 0} p(w_{t+j} \\mid w_t) \\qquad"
                        + " \\mathrm{NLL} = -\\tfrac{1}{T} \\log L");
        sheet.text("Three sentences, window m = 1, vectors of M14: " + String.join(" / ", ToyCorpus.SENTENCES) + ".");
        double logLikelihood = 0;
        long pairs = 0;
        List<List<Object>> rows = new ArrayList<>();
        for (String sentence : ToyCorpus.SENTENCES) {
            int[] words = ToyCorpus.ids(sentence);
            double log = 0;
            long count = 0;
            for (int t = 0; t < words.length; t++) {
                for (int o = Math.max(0, t - 1); o <= Math.min(words.length - 1, t + 1); o++) {
                    if (o != t) {
                        log -= Softmax.crossEntropy(ToyCorpus.logits(words[t]), words[o]);
                        count++;
                    }
                }
            }
            rows.add(List.of(sentence, (long) words.length, count, log));
            logLikelihood += log;
            pairs += count;
        }
        sheet.table("", List.of("sentence", "tokens", "pairs", "log L"), rows);
        int tokens = ToyCorpus.tokens();
        sheet.check("pairs", 22, pairs);
        sheet.check("log L", LOG_LIKELIHOOD, logLikelihood, 1e-13);
        sheet.check("NLL per token, T = 14", 2.800813959613752, -logLikelihood / tokens, 1e-14);
        sheet.check("per pair, |D| = 22", 1.7823361561178421, -logLikelihood / pairs, 1e-14);
        sheet.value("perplexity per pair, exp", Math.exp(-logLikelihood / pairs));
        sheet.value("perplexity of knowing nothing, V", 6);
        sheet.text(
                "firth bound computes the same from the counted pairs, in batches and single precision, for training and"
                        + " for held-out text.");
        try (Cooccurrences counts = ToyCorpus.counts()) {
            BoundReport report = SoftmaxBound.of(
                    counts, matrix(Toy.input()), matrix(Toy.output()), counts.size(), 1, 1, share -> {});
            boolean agrees = Math.abs(report.loss() + logLikelihood / pairs) < 1e-6
                    && Math.abs(report.perToken(report.loss(), tokens) + logLikelihood / tokens) < 1e-6;
            sheet.check("agrees to 1e-6", "yes", agrees ? "yes" : "no: " + report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Matrix matrix(double[][] rows) {
        Matrix matrix = Matrix.allocate(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            for (int d = 0; d < rows[row].length; d++) {
                matrix.set(row, d, (float) rows[row][d]);
            }
        }
        return matrix;
    }
}
