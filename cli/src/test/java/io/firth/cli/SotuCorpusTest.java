package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for npm, so that no test needs the network. */
@DisabledOnOs(OS.WINDOWS)
class SotuCorpusTest {
    @TempDir
    private Path folder;

    @Test
    void textsAreUnpackedOnceAndKept() throws Exception {
        Path cache = folder.resolve("cache");
        String pack = "mkdir -p package/data && echo hello >package/data/1790_a.txt && echo no >package/data/x.json"
                + " && echo no >package/README.txt && tar czf p.tgz package";
        Path texts = new SotuCorpus(cache, List.of("sh", "-c", pack)).folder();
        assertEquals(List.of("1790_a.txt"), names(texts));
        assertEquals("hello\n", Files.readString(texts.resolve("1790_a.txt")));
        assertEquals(texts, new SotuCorpus(cache, List.of("false")).folder(), "from the cache, without npm");
        assertEquals(List.of("sotu-0.2.3"), names(cache), "nothing else stays");
    }

    @Test
    void withoutNpmTheMessageNamesTheWayOn() throws IOException {
        for (List<String> npm : List.of(List.of("no-such-program"), List.of("false"))) {
            SotuCorpus corpus = new SotuCorpus(folder.resolve("cache"), npm);
            var e = assertThrows(CommandFailure.class, corpus::folder);
            assertTrue(e.getMessage().contains("npm"), e.getMessage());
            assertTrue(e.getMessage().endsWith("./firth train YOUR.txt -o MODEL"), e.getMessage());
            assertFalse(corpus.isCached());
            assertEquals(List.of(), names(folder.resolve("cache")));
        }
    }

    @Test
    void whatNpmSaysIsPassedOn() {
        String says =
                "echo npm error code ECONNREFUSED; echo npm error syscall connect >&2; echo; echo npm error request failed;"
                        + " echo npm error more; exit 7";
        var e = assertThrows(
                CommandFailure.class,
                () -> new SotuCorpus(folder.resolve("cache"), List.of("sh", "-c", says)).folder());
        assertTrue(e.getMessage().contains("failed (exit code 7): request failed; train on"), e.getMessage());
    }

    @Test
    void aUserWithoutAHomeIsTold() throws Exception {
        assertEquals(folder.resolve(".cache"), SotuCorpus.base(null, UserHome.of(folder.toString())));
        assertEquals(folder, SotuCorpus.base(folder.toString(), UserHome.of("?")));
        for (String home : List.of("?", "", folder.resolve("missing").toString())) {
            var e = assertThrows(CommandFailure.class, () -> SotuCorpus.base("", UserHome.of(home)));
            assertTrue(e.getMessage().startsWith("this user has no home folder"), e.getMessage());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
