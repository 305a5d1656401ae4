package io.firth.eval;

import io.firth.eval.AnalogyTask.Question;
import io.firth.query.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Puts a set to a model. */
final class ModelScorer {
    private final EvaluatedModel model;
    private final EvaluationOptions options;
    private final WordLookup lookup;
    private final ModelVectors vectors;

    ModelScorer(EvaluatedModel model, EvaluationOptions options, WordLookup lookup) {
        this.model = model;
        this.options = options;
        this.lookup = lookup;
        this.vectors =
                new ModelVectors(model.open().isPresent() ? model.open().get() : WordVectors.of(model.vectors()));
    }

    ModelAnswers answer(Task task) {
        return switch (task) {
            case WordSimilarityTask similarity -> pairs(similarity.pairs(), this::wordCosine);
            case SentenceSimilarityTask similarity -> {
                SentenceVectors sentences = new SentenceVectors(lookup, vectors);
                yield pairs(similarity.pairs(), pair -> sentences.cosine(pair.first(), pair.second()));
            }
            case AnalogyTask analogies -> analogies(analogies);
            case CategorizationTask categories ->
                new CategorizationScorer(vectors, this::idOfAny, options.seed()).answer(categories);
        };
    }

    // A word whose numbers are not finite is as good as unknown.
    private int id(String word) {
        int id = lookup.id(word);
        return id >= 0 && vectors.isFinite(id) ? id : -1;
    }

    private int idOfAny(String word) {
        int id = lookup.idOfAny(word);
        return id >= 0 && vectors.isFinite(id) ? id : -1;
    }

    private double wordCosine(ScoredPair pair) {
        int a = idOfAny(pair.first());
        int b = idOfAny(pair.second());
        return a < 0 || b < 0 ? Double.NaN : vectors.cosine(a, b);
    }

    private static ModelAnswers pairs(List<ScoredPair> pairs, ToDoubleFunction<ScoredPair> cosineOf) {
        double[] gold = pairs.stream().mapToDouble(ScoredPair::gold).toArray();
        double[] cosine = pairs.stream().mapToDouble(cosineOf).toArray();
        int covered = (int) Arrays.stream(cosine).filter(x -> !Double.isNaN(x)).count();
        return new ModelAnswers(covered, PairScorer.series(gold, cosine));
    }

    private ModelAnswers analogies(AnalogyTask task) {
        int size = model.vocabulary().size();
        int end = options.restrict() == 0 ? size : Math.min(options.restrict(), size);
        List<Question> questions = task.questions();
        int[][] asked = new int[questions.size()][];
        int[][] accepted = new int[questions.size()][]; // those that the model has
        boolean[] covered = new boolean[questions.size()];
        int n = 0;
        for (int q = 0; q < asked.length; q++) {
            Question question = questions.get(q);
            asked[q] = new int[] {
                restricted(question.a(), end), restricted(question.b(), end), restricted(question.c(), end)
            };
            accepted[q] = question.accepted().stream()
                    .mapToInt(word -> restricted(word, end))
                    .filter(id -> id >= 0)
                    .toArray();
            covered[q] = accepted[q].length > 0 && Arrays.stream(asked[q]).allMatch(id -> id >= 0);
            n += covered[q] ? 1 : 0;
        }
        int[] candidates =
                Arrays.stream(lookup.candidates(end)).filter(vectors::isFinite).toArray();
        // A question whose answer the model lacks is missed without asking.
        int[] askable = IntStream.range(0, asked.length)
                .filter(q -> accepted[q].length > 0)
                .toArray();
        int[][] asking = Arrays.stream(askable).mapToObj(q -> asked[q]).toArray(int[][]::new);
        AnalogySolver.Answers answers = AnalogySolver.answer(model.vectors(), candidates, asking);
        boolean[] add = hits(askable, answers.add(), accepted);
        boolean[] mul = hits(askable, answers.mul(), accepted);
        List<Series> series = new ArrayList<>();
        AnalogySections sections = new AnalogySections(task);
        for (String section : sections.names()) {
            series.addAll(sections.series(section, Measure.COS_ADD, add, covered));
            series.addAll(sections.series(section, Measure.COS_MUL, mul, covered));
        }
        return new ModelAnswers(n, series);
    }

    private int restricted(String word, int end) {
        int id = id(word);
        return id < end ? id : -1;
    }

    private static boolean[] hits(int[] asked, int[] answers, int[][] accepted) {
        boolean[] hits = new boolean[accepted.length];
        for (int i = 0; i < asked.length; i++) {
            int answer = answers[i];
            hits[asked[i]] = Arrays.stream(accepted[asked[i]]).anyMatch(id -> id == answer);
        }
        return hits;
    }
}
