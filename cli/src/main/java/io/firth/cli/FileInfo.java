package io.firth.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code firth info} says about a file. */
interface FileInfo {
    List<String> lines();

    Json json();

    /** What is wrong with the file as a whole, a sentence with its name; empty if nothing is, or nothing can be known. */
    Optional<String> damage();

    /** Compares a file with its checksum. */
    interface Check {
        void run(Path file) throws IOException;
    }

    /** What a check says of a file. */
    static Optional<String> damage(Path file, Check check) throws IOException {
        try {
            check.run(file);
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw e; // says nothing of the file
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Lines with a label before them. */
    final class Lines {
        private static final int LABEL = 12;

        private final List<String> lines = new ArrayList<>();

        Lines(Path file) {
            lines.add(file.toString());
        }

        Lines add(String label, String text) {
            lines.add("  " + label + " ".repeat(LABEL - label.length()) + text);
            return this;
        }

        /** Some lines, the label before the first; without any, nothing. */
        Lines add(String label, List<String> texts) {
            for (int i = 0; i < texts.size(); i++) {
                add(i == 0 ? label : "", texts.get(i));
            }
            return this;
        }

        Lines add(Map<String, List<String>> texts) {
            texts.forEach(this::add);
            return this;
        }

        /** What is odd about it. */
        Lines odd(List<String> odd) {
            return add("odd", odd.isEmpty() ? List.of("nothing") : odd);
        }

        List<String> all() {
            return lines;
        }
    }
}
