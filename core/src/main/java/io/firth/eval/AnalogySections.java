package io.firth.eval;

import java.util.ArrayList;
import java.util.List;

/** The parts of an analogy set that get a score of their own: its sections, both halves, and all of it. */
final class AnalogySections {
    /** Total of the sections about meaning. */
    static final String SEMANTIC = "semantic";

    /** Total of the sections about form. */
    static final String SYNTACTIC = "syntactic";

    private final AnalogyTask task;
    private final List<String> sections;
    private final List<String> names = new ArrayList<>();

    AnalogySections(AnalogyTask task) {
        this.task = task;
        sections = task.sections();
        names.add("");
        if (sections.size() > 1) {
            long syntactic = sections.stream().filter(AnalogyTask::isSyntactic).count();
            if (syntactic > 0 && syntactic < sections.size()) {
                names.add(SEMANTIC);
                names.add(SYNTACTIC);
            }
            sections.stream().filter(section -> !names.contains(section)).forEach(names::add);
        }
    }

    /** The whole, "", then the halves if there are both, then the sections in the file's order. */
    List<String> names() {
        return names;
    }

    /** The share of a section's questions that are hit, under every policy. */
    List<Series> series(String section, Measure measure, boolean[] hits, boolean[] covered) {
        List<Series> series = new ArrayList<>();
        for (OovPolicy policy : OovPolicy.values()) {
            byte[] right = new byte[hits.length];
            int size = 0;
            for (int q = 0; q < right.length; q++) {
                boolean in = has(section, task.questions().get(q).section());
                boolean counted = covered[q] || policy != OovPolicy.SKIP;
                boolean hit = hits[q] && (covered[q] || policy == OovPolicy.ZERO);
                right[q] = !in || !counted ? ShareStatistic.NOT_COVERED : (byte) (hit ? 1 : 0);
                size += in ? 1 : 0;
            }
            series.add(new Series(section, measure, policy, size, new ShareStatistic(right)));
        }
        return series;
    }

    private boolean has(String part, String section) {
        if (part.isEmpty() || part.equals(section)) {
            return true;
        }
        return part.equals(AnalogyTask.isSyntactic(section) ? SYNTACTIC : SEMANTIC) && !sections.contains(part);
    }
}
