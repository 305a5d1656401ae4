package io.firth.eval;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The different words that sets ask for. */
final class TaskWords {
    private TaskWords() {}

    static Set<String> of(Collection<? extends Task> tasks) {
        Set<String> words = new LinkedHashSet<>();
        for (Task task : tasks) {
            switch (task) {
                case WordSimilarityTask similarity ->
                    similarity.pairs().forEach(pair -> {
                        words.add(pair.first());
                        words.add(pair.second());
                    });
                case SentenceSimilarityTask similarity ->
                    similarity.pairs().forEach(pair -> {
                        words.addAll(SentenceVectors.words(pair.first()));
                        words.addAll(SentenceVectors.words(pair.second()));
                    });
                case AnalogyTask analogies ->
                    analogies.questions().forEach(question -> {
                        words.add(question.a());
                        words.add(question.b());
                        words.add(question.c());
                        words.addAll(question.accepted());
                    });
                case CategorizationTask categories -> categories.members().forEach(member -> words.add(member.word()));
            }
        }
        return words;
    }
}
