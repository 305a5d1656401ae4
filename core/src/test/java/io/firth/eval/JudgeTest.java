package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default settings give what an independent program gives: {@code judge/evaluate.py} of the folder {@code shared}
 * beside the project (or where the property or variable {@code FIRTH_SHARED} says). Skipped where that folder, Python,
 * NumPy or SciPy is missing.
 */
class JudgeTest {
    private static final int DIM = 24;

    @TempDir
    Path folder;

    @Test
    void scoresAreThoseOfTheJudge() throws Exception {
        Path shared = shared();
        Path data = shared.resolve("data/eval");
        Path judge = shared.resolve("judge/evaluate.py");
        assumeTrue(Files.isRegularFile(judge) && Files.isDirectory(data), "no judge in " + shared);
        List<Task> tasks = new ArrayList<>();
        for (Path file : TaskFile.find(data)) {
            tasks.add(TaskFile.read(file));
        }
        Embeddings model = model(tasks);
        Path file = folder.resolve("model.bin");
        Models.write(model, file, Format.WORD2VEC_BINARY);
        {
            int restrict = 700;
            Map<String, Double> expected = judge(judge, file, data, restrict);
            EvaluationOptions defaults = EvaluationOptions.DEFAULT;
            EvaluationReport report = new Evaluation(new EvaluationOptions(defaults.caseRule(), restrict, 0, 1, 0.95))
                    .evaluate(List.of(new EvaluatedModel("m", model.vocabulary(), model.input())), tasks);
            int compared = 0;
            for (EvaluationReport.TaskReport task : report.tasks()) {
                EvaluationReport.Result result = task.results().getFirst();
                if (task.task() instanceof AnalogyTask) {
                    compared += same(expected, "sem", result, "semantic", Measure.COS_ADD);
                    compared += same(expected, "syn", result, "syntactic", Measure.COS_ADD);
                    compared += same(expected, "all", result, "", Measure.COS_ADD);
                } else if (task.task().name().startsWith("EN-")) {
                    compared += same(expected, task.task().name().substring(3), result, "", Measure.SPEARMAN);
                }
            }
            assertEquals(expected.size(), compared, expected.toString());
            assertTrue(expected.get("all") > 0.05 && expected.get("all") < 0.95, "a model of some worth: " + expected);
        }
    }

    private static int same(
            Map<String, Double> expected,
            String name,
            EvaluationReport.Result result,
            String section,
            Measure measure) {
        double value = result.score(section, measure, OovPolicy.SKIP)
                .orElseThrow()
                .value()
                .orElseThrow();
        assertEquals(expected.get(name), value, 0.001, name);
        return 1;
    }

    /** Four of five words that the sets ask for, related so that some analogies come out. */
    private static Embeddings model(List<Task> tasks) {
        Random random = new Random(20);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (Task task : tasks) {
            if (task instanceof AnalogyTask analogies) {
                for (AnalogyTask.Question question : analogies.questions()) {
                    float[] a = vector(vectors, question.a(), random);
                    float[] b = vector(vectors, question.b(), random);
                    float[] c = vector(vectors, question.c(), random);
                    vectors.computeIfAbsent(lower(question.accepted().getFirst()), word -> {
                        float[] d = new float[DIM];
                        for (int i = 0; i < DIM; i++) {
                            d[i] = b[i] - a[i] + c[i] + (float) random.nextGaussian();
                        }
                        return d;
                    });
                }
            }
        }
        for (String word : TaskWords.of(tasks)) {
            vector(vectors, word, random);
        }
        vectors.keySet().removeIf(word -> word.hashCode() % 5 == 0);
        List<byte[]> words = new ArrayList<>();
        Matrix matrix = Matrix.allocate(vectors.size(), DIM);
        vectors.forEach((word, vector) -> {
            matrix.setRow(words.size(), vector);
            words.add(word.getBytes(StandardCharsets.UTF_8));
        });
        return new Embeddings(
                Vocabulary.of(words, new long[words.size()]), matrix, Optional.empty(), Provenance.unknown());
    }

    private static float[] vector(Map<String, float[]> vectors, String word, Random random) {
        return vectors.computeIfAbsent(lower(word), unseen -> {
            float[] vector = new float[DIM];
            for (int i = 0; i < DIM; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            return vector;
        });
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private Map<String, Double> judge(Path judge, Path model, Path data, int restrict)
            throws IOException, InterruptedException {
        Path python = Path.of("/usr/bin/python3");
        Path out = folder.resolve("judge.txt");
        assumeTrue(Files.isExecutable(python), "no " + python);
        Process process = new ProcessBuilder(
                        python.toString(),
                        judge.toString(),
                        model.toString(),
                        "--restrict",
                        Integer.toString(restrict),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = process.waitFor();
        String text = Files.readString(out);
        assumeTrue(code == 0 || !text.contains("ModuleNotFoundError"), "NumPy or SciPy is missing");
        assertEquals(0, code, text);
        Map<String, Double> scores = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("(\\S+) (-?\\d\\.\\d{3})").matcher(text);
        while (matcher.find()) {
            scores.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return scores;
    }

    private static Path shared() {
        String named = System.getProperty("FIRTH_SHARED", System.getenv("FIRTH_SHARED"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path beside = Path.of("").toAbsolutePath(); beside != null; beside = beside.getParent()) {
            if (Files.isDirectory(beside.resolve("shared/judge"))) {
                return beside.resolve("shared");
            }
        }
        return Path.of("../shared");
    }
}
