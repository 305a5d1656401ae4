package io.firth.lab;

import io.firth.word2vec.ContextWindow;
import java.util.ArrayList;
import java.util.List;

/** How many positive examples a sentence gives, and which. */
final class M8Pairs implements WorkedExample {
    private static final String[] FOX = "The quick brown fox jumped over the lazy dog".split(" ");

    @Override
    public String id() {
        return "M8";
    }

    @Override
    public String title() {
        return "How many training examples a sentence gives";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "skip-gram: pairs(n, m) = Σ_{j=1..m} 2·max(0, n − j)\nCBOW: n",
                "\\text{skip-gram:}\\quad \\operatorname{pairs}(n, m) = \\sum_{j=1}^{m} 2\\max(0,\\, n - j) \\qquad"
                        + " \\text{CBOW:}\\quad n");
        sheet.text(
                "Windows at the ends of a sentence are cut, not dropped. (If only complete windows counted, CBOW would"
                        + " have n − 2m.) The commands firth pairs and firth train use the same code.");
        sentences(sheet);
        fox(sheet);
    }

    private static void sentences(Worksheet sheet) {
        List<List<Object>> rows = new ArrayList<>();
        long skipGram = 0;
        long cbow = 0;
        long complete = 0;
        for (int n : new int[] {7, 8, 11}) {
            rows.add(List.of(
                    "n = " + n,
                    ContextWindow.pairs(n, 1),
                    ContextWindow.windows(n, 1),
                    ContextWindow.completeWindows(n, 1)));
            skipGram += ContextWindow.pairs(n, 1);
            cbow += ContextWindow.windows(n, 1);
            complete += ContextWindow.completeWindows(n, 1);
        }
        rows.add(List.of("sum", skipGram, cbow, complete));
        sheet.table(
                "Sentences of 7, 8 and 11 words, m = 1",
                List.of("sentence", "skip-gram", "CBOW", "CBOW, complete windows only"),
                rows);
        sheet.check("skip-gram, 12 + 14 + 20", 46, skipGram);
        sheet.check("CBOW, 7 + 8 + 11", 26, cbow);
        sheet.check("CBOW, complete windows only, 5 + 6 + 9", 20, complete);
    }

    private static void fox(Worksheet sheet) {
        List<String> pairs = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        for (int t = 0; t < FOX.length; t++) {
            List<String> context = new ArrayList<>();
            for (int p = (int) ContextWindow.left(t, 2); p < ContextWindow.right(t, FOX.length, 2); p++) {
                if (p != t) {
                    pairs.add("(" + FOX[t] + ", " + FOX[p] + ")");
                    context.add(FOX[p]);
                }
            }
            rows.add(List.of(FOX[t], String.join(" ", context), (long) context.size()));
        }
        sheet.table("“The quick brown fox jumped over the lazy dog”, m = 2", List.of("word", "context", "pairs"), rows);
        sheet.check("pairs, by the formula", 30, ContextWindow.pairs(FOX.length, 2));
        sheet.check("pairs, counted", 30, pairs.size());
        sheet.check(
                "the first ten",
                "(The, quick) (The, brown) (quick, The) (quick, brown) (quick, fox) (brown, The) (brown, quick)"
                        + " (brown, fox) (brown, jumped) (fox, quick)",
                String.join(" ", pairs.subList(0, 10)));
    }
}
