package io.firth.cli;

import io.firth.eval.EvaluationReport;
import java.util.List;

/** An evaluation as a page that needs nothing else. */
final class EvaluationPage {
    private final EvaluationReport report;
    private final List<OpenModel> models;
    private final List<String> notes;

    EvaluationPage(EvaluationReport report, List<OpenModel> models, List<String> notes) {
        this.report = report;
        this.models = models;
        this.notes = notes;
    }

    String html() {
        return report.toString() + models + notes;
    }
}
