package io.firth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    @TempDir
    private Path folder;

    @Test
    void theJavaInTheReadmeIsTheJavaThatRuns() throws IOException {
        String source = Files.readString(MODULE.resolve("src/test/java/io/firth/ReadmeExample.java"));
        String example = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("\n    // end"))
                        .stripIndent()
                + "\n";
        String readme = Files.readString(MODULE.resolve("../README.md"));
        int start = readme.indexOf("```java\n") + 8;
        assertTrue(start > 8, "README.md has no Java");
        assertEquals(example, readme.substring(start, readme.indexOf("```", start)));
    }

    @Test
    void itRuns() throws Exception {
        Path text = Files.writeString(
                folder.resolve("text"), "the king rules the land and the queen rules the sea\n".repeat(50));
        Path model = folder.resolve("model");
        ReadmeExample.train(text, model);
        assertEquals(7, Models.open(model).size());
    }
}
