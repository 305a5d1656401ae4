package io.firth.cli;

import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import io.firth.io.Models;
import io.firth.io.RunFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Reads what trainings say of themselves: a log, what {@code firth train --json} prints, a run file, or a model. */
final class LogReader {
    private final Path file;
    private final Consumer<String> notes;
    private final List<LoggedRun> runs = new ArrayList<>();

    private LogReader(Path file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /**
     * The trainings in a file, in order; those that did not come to train are left out.
     *
     * @param notes is told of lines that cannot be read
     * @throws CommandFailure if the file holds no training
     */
    static List<LoggedRun> read(Path file, Consumer<String> notes) throws IOException, CommandFailure {
        LogReader reader = new LogReader(file, notes);
        if (String.valueOf(file.getFileName()).endsWith(".run.json")) {
            reader.provenance(RunFile.readFile(file).provenance());
        } else if (startsAsJson(file)) {
            reader.lines();
        } else {
            reader.provenance(
                    ModelOrigin.of(file, Models.open(file).provenance()).provenance());
        }
        reader.runs.removeIf(LoggedRun::isEmpty);
        if (reader.runs.isEmpty()) {
            throw new CommandFailure(
                    file + " tells of no training: it is neither a log of firth train nor a model with" + " losses");
        }
        return reader.named();
    }

    private static boolean startsAsJson(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return false;
        }
        try (var bytes = Files.newInputStream(file)) {
            return bytes.read() == '{';
        }
    }

    private List<LoggedRun> named() {
        String name =
                String.valueOf(file.getFileName()).replaceFirst("(\\.(jsonl?|log|safetensors))?(\\.run\\.json)?$", "");
        List<LoggedRun> named = new ArrayList<>();
        for (LoggedRun run : runs) {
            named.add(run.named(runs.size() == 1 ? name : name + " (" + (named.size() + 1) + ")"));
        }
        return named;
    }

    private void provenance(Provenance p) {
        LoggedRun run = new LoggedRun("");
        String tokens = p.corpus().getOrDefault("training.tokens", "");
        if (tokens.matches("\\d{1,18}")) {
            run.wordsPerEpoch(Double.parseDouble(tokens));
        }
        int number = 1;
        for (EpochStatistics epoch : p.epochs()) {
            double rate = tokens.matches("\\d{1,18}") ? Double.parseDouble(tokens) / epoch.seconds() : Double.NaN;
            run.add(number++, epoch.loss(), epoch.heldOutLoss(), rate);
        }
        runs.add(run);
    }

    private void lines() throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        long wrong = 0;
        long number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    event(LogEvent.parse(line, file + ", line " + number));
                } catch (IOException e) {
                    if (wrong++ == 0) {
                        notes.accept(e.getMessage() + "; the line is left out");
                    }
                }
            }
        }
        if (wrong > 1) {
            notes.accept(file + ": " + Texts.count(wrong, "line") + " left out in all");
        }
    }

    private void event(LogEvent event) {
        switch (event.kind()) {
            case "start" -> runs.add(new LoggedRun(""));
            case "resumed" -> {
                // it goes on with the training before it in this file
                if (runs.size() > 1 && runs.getLast().isEmpty()) {
                    runs.removeLast();
                    runs.getLast().failed("");
                }
            }
            case "training" -> {
                if (runs.isEmpty()) {
                    runs.add(new LoggedRun(""));
                }
                runs.getLast().wordsPerEpoch(event.number("wordsPerEpoch"));
            }
            case "progress" -> {
                if (event.text("stage").equals("train") && !runs.isEmpty()) {
                    runs.getLast()
                            .add(new LoggedRun.Point(
                                    event.number("wordsDone"),
                                    event.number("loss"),
                                    event.number("learningRate"),
                                    event.number("wordsPerSecond")));
                }
            }
            case "epoch" -> {
                if (!runs.isEmpty()) {
                    double heldOut = event.number("heldOutLoss");
                    runs.getLast()
                            .add(
                                    (int) event.number("epoch"),
                                    event.number("loss"),
                                    Double.isNaN(heldOut) ? OptionalDouble.empty() : OptionalDouble.of(heldOut),
                                    event.number("wordsPerSecond"));
                }
            }
            case "result" -> end(event.text("stopped").isEmpty() ? "done" : "stopped early");
            case "error" -> {
                if (!runs.isEmpty()) {
                    runs.getLast().failed(event.text("message"));
                }
            }
            default -> {
                // other events say nothing that could be drawn
            }
        }
    }

    private void end(String how) {
        if (!runs.isEmpty()) {
            runs.getLast().end(how);
        }
    }
}
