package io.firth.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkedExamplesTest {
    static Stream<String> ids() {
        return WorkedExamples.all().stream().map(WorkedExample::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void passesAndShowsAFormula(String id) {
        Worked worked = Sheets.worked(id);
        List<Step> steps = worked.sheet().steps();
        List<String> failed = steps.stream()
                .filter(step -> step instanceof Check check && !check.passed()
                        || step instanceof GradientTable gradient && !gradient.passed())
                .map(Step::toString)
                .toList();
        assertEquals(List.of(), failed);
        assertTrue(worked.passed(), "nothing is checked");
        assertTrue(steps.getFirst() instanceof Formula, "does not begin with its formula");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void showsTheSameEveryTime(String id) {
        List<String> first = Sheets.worked(id).sheet().steps().stream()
                .filter(step -> step instanceof Check || step instanceof Table || step instanceof Step.Numbers)
                .map(Step::toString)
                .toList();
        List<String> second = Sheets.fresh(id).sheet().steps().stream()
                .filter(step -> step instanceof Check || step instanceof Table || step instanceof Step.Numbers)
                .map(Step::toString)
                .toList();
        assertEquals(first, second);
    }

    @Test
    void idsAreUniqueAndInOrder() {
        List<Integer> numbers =
                ids().map(id -> Integer.parseInt(id.substring(1))).toList();
        assertEquals(numbers.stream().sorted().toList(), numbers);
        assertEquals(numbers.size(), new HashSet<>(numbers).size());
        assertTrue(numbers.containsAll(IntStream.rangeClosed(1, 20).boxed().toList()), "" + numbers);
        assertTrue(ids().allMatch(id -> id.matches("M\\d+")));
    }
}
