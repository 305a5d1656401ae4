package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import io.firth.word2vec.Word2VecConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiskCheckTest {
    private static final Path SCRATCH = Path.of("/scratch");
    private static final Path DATA = Path.of("/data");

    /** So many bytes on one disk for both folders, or on one for each. */
    private static DiskCheck.Disks disks(boolean same, long scratch, long data) {
        return new DiskCheck.Disks() {
            @Override
            public Object of(Path folder) {
                return same ? "the disk" : folder;
            }

            @Override
            public long usable(Path folder) {
                return folder.equals(SCRATCH) ? scratch : data;
            }
        };
    }

    private static final List<DiskCheck.Need> NEEDS = List.of(
            new DiskCheck.Need(SCRATCH, "the encoded text", 4_000_000_000L),
            new DiskCheck.Need(DATA, "the model", 3_000_000_000L));

    @Test
    void whatGoesToOneDiskIsAddedUp() {
        var e = assertThrows(
                CommandFailure.class, () -> DiskCheck.check(NEEDS, disks(true, 6_000_000_000L, 6_000_000_000L)));
        assertEquals(
                "not enough disk space: 4.0 GB for the encoded text in /scratch and 3.0 GB for the model in /data, 7.0 GB"
                        + " in all, are needed, and 6.0 GB are free there; make room, or choose other folders with --temp"
                        + " and -o",
                e.getMessage());
        assertDoesNotThrow(() -> DiskCheck.check(NEEDS, disks(true, 7_000_000_000L, 7_000_000_000L)));
    }

    @Test
    void whatGoesToTwoIsNot() {
        assertDoesNotThrow(() -> DiskCheck.check(NEEDS, disks(false, 4_000_000_000L, 3_000_000_000L)));
        var e = assertThrows(
                CommandFailure.class, () -> DiskCheck.check(NEEDS, disks(false, 4_000_000_000L, 2_999_999_999L)));
        assertTrue(
                e.getMessage().startsWith("not enough disk space: 3.0 GB for the model in /data are needed"),
                e.getMessage());
    }

    @Test
    void thisMachineHasADisk(@TempDir Path folder) throws Exception {
        assertEquals(DiskCheck.HERE.of(folder), DiskCheck.HERE.of(Files.createDirectory(folder.resolve("below"))));
        assertThrows(
                CommandFailure.class,
                () -> DiskCheck.check(List.of(new DiskCheck.Need(folder, "a test", Long.MAX_VALUE)), DiskCheck.HERE));
        DiskCheck.check(List.of(new DiskCheck.Need(folder, "a test", 1)), DiskCheck.HERE);
    }

    @Test
    void checkpointsAreTwoModels() throws IOException {
        Vocabulary words = Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {1, 1});
        DiskCheck.Need need = DiskCheck.checkpoints(
                DATA.resolve("model"), Word2VecConfig.defaults().withDim(1000), words);
        assertEquals(DATA, need.folder());
        assertTrue(need.bytes() > 2 * 2 * 2 * 4000 && need.bytes() < 200_000, need.toString());
    }

    @Test
    void aModelBehindALinkIsOnTheDiskItLeadsTo(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/');
        Path link = Files.createSymbolicLink(folder.resolve("model"), DATA.resolve("model"));
        Vocabulary words = Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {1, 1});
        Word2VecConfig config = Word2VecConfig.defaults();
        assertEquals(
                DATA,
                DiskCheck.model(link, Format.FIRTH, VectorChoice.INPUT, config, words)
                        .folder());
        assertEquals(folder, DiskCheck.checkpoints(link, config, words).folder());
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"FIRTH", "WORD2VEC_BINARY", "WORD2VEC_TEXT", "NPY", "SAFETENSORS", "JSONL"})
    void aModelIsNotLargerThanIsSaid(Format format, @TempDir Path folder) throws Exception {
        Path text = folder.resolve("text");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            words.append('w').append(i % 3001).append(i % 17 == 0 ? '\n' : ' ');
        }
        Files.writeString(text, words);
        Path model = folder.resolve("model");
        Cli run = Cli.run(
                "train",
                text.toString(),
                "-o",
                model.toString(),
                "--epochs",
                "1",
                "--dim",
                "64",
                "--vectors",
                "concat",
                "--format",
                format.label(),
                "--quiet");
        assertEquals("", run.err());
        try (Corpus corpus = Corpus.of(text)) {
            VocabularyBuilder builder = new VocabularyBuilder(TextOptions.DEFAULT, 1);
            Vocabulary vocabulary = builder.minCount(5).build(corpus);
            long said = DiskCheck.model(
                            model,
                            format,
                            VectorChoice.CONCAT,
                            Word2VecConfig.defaults().withDim(64),
                            vocabulary)
                    .bytes();
            long is = ModelInfo.size(model);
            assertTrue(is <= said, is + " bytes, and " + said + " were said");
            assertTrue(said <= 1.6 * is, is + " bytes, and " + said + " were said");
            try (CorpusEncoder.Encoded encoded = new CorpusEncoder(vocabulary, TextOptions.DEFAULT, 1)
                    .folder(folder)
                    .encode(corpus)) {
                assertEquals(
                        encoded.training().length() * Integer.BYTES,
                        DiskCheck.encoded(folder, builder.statistics()).bytes());
            }
        }
    }
}
