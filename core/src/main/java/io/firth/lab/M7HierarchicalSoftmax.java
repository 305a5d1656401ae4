package io.firth.lab;

import io.firth.gradient.GradientCheck;
import io.firth.gradient.HierarchicalSoftmaxLoss;
import io.firth.gradient.Logistic;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.Prediction;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.WindowLoss;
import io.firth.vocab.HuffmanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Hierarchical softmax on a Huffman tree: its probabilities sum to 1 without ever being normalised. */
final class M7HierarchicalSoftmax implements WorkedExample {
    private static final long[] COUNTS = {40, 25, 15, 10, 6, 4};

    /** Five inner nodes. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(6, 5, 3);

    @Override
    public String id() {
        return "M7";
    }

    @Override
    public String title() {
        return "Hierarchical softmax: a Huffman tree whose leaves sum to 1";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "J = −Σ_j log σ(±u_{n_j}ᵀv)   over the inner nodes n_j from the root to the word; + for bit 0, − for bit 1",
                "J = -\\sum_{j} \\log \\sigma\\bigl(\\pm\\, u_{n_j}^\\top v\\bigr) \\qquad P(w \\mid v) = \\prod_{j}"
                        + " \\sigma\\bigl(\\pm\\, u_{n_j}^\\top v\\bigr)");
        sheet.text(
                "At every inner node the two branches have the probabilities σ(x) and σ(−x) = 1 − σ(x). So the leaves"
                        + " sum to 1 by construction, and a word costs as many products as its code has bits: "
                        + "frequent words have short codes.");
        HuffmanTree tree = new HuffmanTree(COUNTS);
        double[] parameters = parameters();
        List<List<Object>> rows = new ArrayList<>();
        double sum = 0;
        double bits = 0;
        for (int w = 0; w < 6; w++) {
            HierarchicalSoftmaxLoss path = path(tree, w);
            double p = Math.exp(-loss(path).value(parameters));
            sum += p;
            bits += COUNTS[w] * tree.codeLength(w) / 100.0;
            StringBuilder code = new StringBuilder();
            IntStream.of(path.bits()).forEach(code::append);
            StringBuilder nodes = new StringBuilder();
            IntStream.of(path.nodes())
                    .forEach(n -> nodes.append(nodes.isEmpty() ? "n" : " n").append(n));
            rows.add(List.of(Toy.WORDS.get(w), COUNTS[w], code.toString(), nodes.toString(), p));
        }
        sheet.table("v = v_Frodo of M14", List.of("word", "count", "code", "path", "P(w | v)"), rows);
        sheet.add(diagram(tree));
        sheet.check("Σ_w P(w | v)", 1, sum, 1e-12);
        sheet.check("mean code length, bits per word", 2.25, bits, 1e-12);
        WindowLoss ring = loss(path(tree, Toy.RING));
        sheet.value("J of (Frodo, ring)", ring.value(parameters));
        GradientCheck check = GradientCheck.of(ring, parameters);
        sheet.add(GradientTable.of(
                "gradient",
                GradientCheck.of(ring, parameters, nonZero(check)),
                i -> i < LAYOUT.output(0) ? Toy.name(i) : "u_n" + (i - 18) / 3 + "[" + (i % 3 + 1) + "]"));
        large(sheet);
        Claims.randomWindows(
                sheet, RandomWindow.Objective.HIERARCHICAL_SOFTMAX, RandomWindow.Architecture.SKIP_GRAM, 100);
        Claims.randomWindows(sheet, RandomWindow.Objective.HIERARCHICAL_SOFTMAX, RandomWindow.Architecture.CBOW, 100);
    }

    private static void large(Worksheet sheet) {
        SplittableRandom random = new SplittableRandom(7);
        long[] counts = new long[5000];
        for (int w = 0; w < counts.length; w++) {
            counts[w] = 1_000_000 / (w + 1); // as in natural text (Zipf)
        }
        HuffmanTree tree = new HuffmanTree(counts);
        double[] logits = random.doubles(counts.length, -20, 20).toArray();
        double sum = 0;
        for (int w = 0; w < counts.length; w++) {
            HierarchicalSoftmaxLoss path = path(tree, w);
            sum += Math.exp(-path.value(
                    IntStream.of(path.nodes()).mapToDouble(n -> logits[n]).toArray()));
        }
        sheet.check("Σ_w P(w | v), 5,000 words, logits up to ±20", 1, sum, 1e-12);
    }

    private static int[] nonZero(GradientCheck check) {
        return IntStream.range(0, check.analytic().length)
                .filter(i -> check.analytic()[i] != 0)
                .toArray();
    }

    private static WindowLoss loss(HierarchicalSoftmaxLoss path) {
        return new WindowLoss(LAYOUT, new Prediction(Toy.FRODO, path));
    }

    private static HierarchicalSoftmaxLoss path(HuffmanTree tree, int word) {
        int from = tree.offsets()[word];
        int length = tree.codeLength(word);
        return new HierarchicalSoftmaxLoss(
                IntStream.range(from, from + length).map(j -> tree.nodes()[j]).toArray(),
                IntStream.range(from, from + length).map(j -> tree.codes()[j]).toArray());
    }

    /** The toy matrices, with the first five rows of U for the inner nodes. */
    private static double[] parameters() {
        double[] toy = Toy.parameters();
        double[] x = new double[LAYOUT.size()];
        System.arraycopy(toy, 0, x, 0, x.length);
        return x;
    }

    private static Diagram diagram(HuffmanTree tree) {
        double[] v = Toy.input()[Toy.FRODO];
        List<Diagram.Node> nodes = new ArrayList<>();
        List<Diagram.Edge> edges = new ArrayList<>();
        for (int inner = 4; inner >= 0; inner--) { // the root is the last that was made
            nodes.add(new Diagram.Node("n" + inner, Diagram.Shape.CIRCLE));
        }
        for (int w = 0; w < 6; w++) {
            nodes.add(new Diagram.Node(Toy.WORDS.get(w), Diagram.Shape.BOX));
            HierarchicalSoftmaxLoss path = path(tree, w);
            for (int j = 0; j < path.nodes().length; j++) {
                int node = path.nodes()[j];
                boolean leaf = j + 1 == path.nodes().length;
                int to = leaf ? 5 + w : 4 - path.nodes()[j + 1];
                double x = Toy.logits(v)[node];
                double p = Logistic.sigma(path.bits()[j] == 0 ? x : -x);
                Diagram.Edge edge = new Diagram.Edge(
                        4 - node, to, path.bits()[j] + ": " + String.format(Locale.ROOT, "%.3f", p), "");
                if (!edges.contains(edge)) {
                    edges.add(edge);
                }
            }
        }
        return new Diagram("The tree of these counts, with the bit and the probability of each branch", nodes, edges);
    }
}
