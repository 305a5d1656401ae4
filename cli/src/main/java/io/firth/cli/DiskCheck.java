package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.AtomicFile;
import io.firth.io.Format;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.Vocabulary;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says before training, not after an hour, that a disk is too small for what will be written to it. */
final class DiskCheck {
    /** Header and metadata of a model. */
    private static final long HEADER_BYTES = 1 << 16;

    /** Of a number written in decimal, with the space before it. */
    private static final int DECIMAL_BYTES = 14;

    private DiskCheck() {}

    /**
     * Something that will be written.
     *
     * @param folder it goes to
     * @param what it is, for the message
     * @param bytes it needs, beside what lies there now
     */
    record Need(Path folder, String what, long bytes) {}

    /** Where a folder's bytes are, and how many more there can be. */
    interface Disks {
        /** The same object for folders on the same disk. */
        Object of(Path folder) throws IOException;

        /** Bytes that this user may still write there. */
        long usable(Path folder);
    }

    /** Those of this machine. Where the system does not tell them (some containers), nothing is refused. */
    static final Disks HERE = new Disks() {
        @Override
        public Object of(Path folder) throws IOException {
            try {
                return Files.getFileStore(folder);
            } catch (IOException e) {
                return folder.toRealPath();
            }
        }

        @Override
        public long usable(Path folder) {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                return Long.MAX_VALUE;
            }
        }
    };

    /**
     * Refuses what does not fit; what goes to the same disk is added up.
     *
     * @throws CommandFailure that names folder, bytes needed and bytes there are
     */
    static void check(List<Need> needs, Disks disks) throws IOException, CommandFailure {
        Map<Object, List<Need>> byDisk = new LinkedHashMap<>();
        for (Need need : needs) {
            byDisk.computeIfAbsent(disks.of(need.folder()), disk -> new ArrayList<>())
                    .add(need);
        }
        for (List<Need> together : byDisk.values()) {
            long needed = together.stream().mapToLong(Need::bytes).sum();
            long usable = disks.usable(together.getFirst().folder());
            if (needed > usable) {
                throw new CommandFailure("not enough disk space: "
                        + together.stream()
                                .map(need -> Texts.bytes(need.bytes()) + " for " + need.what() + " in " + need.folder())
                                .collect(Collectors.joining(" and "))
                        + (together.size() > 1 ? ", " + Texts.bytes(needed) + " in all," : "")
                        + " are needed, and " + Texts.bytes(usable)
                        + " are free there; make room, or choose other folders with --temp and -o");
            }
        }
    }

    /** The encoded text: an id a word, and one for each sentence's end. */
    static Need encoded(Path folder, CorpusStatistics text) {
        long ids = text.keptTokens() + Math.min(text.sentences(), text.keptTokens());
        return new Need(folder, "the encoded text", ids * Integer.BYTES);
    }

    /** The model, written beside the file that it replaces; about, where numbers are written in decimal. */
    static Need model(Path model, Format format, VectorChoice choice, Word2VecConfig config, Vocabulary vocabulary)
            throws IOException {
        long rows = vocabulary.size();
        long words = vocabulary.bytesSegment().byteSize();
        long numbers = rows * config.dim();
        long bytes = switch (format) {
            case FIRTH ->
                (numbers + config.objective().outputRows(vocabulary.size()) * config.dim()) * Float.BYTES
                        + words
                        + 2 * Long.BYTES * rows;
            case WORD2VEC_TEXT, FASTTEXT_VEC, GLOVE, PROJECTOR, JSONL ->
                numbers * chosen(choice) * DECIMAL_BYTES + words;
            default -> numbers * chosen(choice) * Float.BYTES + words;
        };
        return new Need(AtomicFile.place(model).getParent(), "the model", bytes + HEADER_BYTES);
    }

    /** Two checkpoints beside the model, the newest and the one before it; each is a model in the firth format. */
    static Need checkpoints(Path model, Word2VecConfig config, Vocabulary vocabulary) throws IOException {
        Need one = model(model, Format.FIRTH, VectorChoice.INPUT, config, vocabulary);
        return new Need(model.toAbsolutePath().getParent(), "checkpoints", 2 * one.bytes());
    }

    private static int chosen(VectorChoice choice) {
        return choice == VectorChoice.CONCAT ? 2 : 1;
    }
}
