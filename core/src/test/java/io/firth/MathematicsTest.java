package io.firth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MathematicsTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    @Test
    void theJavaInTheDocumentIsTheJavaThatRuns() throws IOException {
        String source = Files.readString(MODULE.resolve("src/test/java/io/firth/MathematicsExample.java"));
        String example = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("\n    // end"))
                        .stripIndent()
                + "\n";
        String document = Files.readString(MODULE.resolve("../docs/mathematics.md"));
        int start = document.indexOf("```java\n") + 8;
        assertTrue(start > 8, "mathematics.md has no Java");
        assertEquals(example, document.substring(start, document.indexOf("```", start)));
    }

    @Test
    void itPasses() {
        GradientCheck check = MathematicsExample.check();
        assertEquals(24, check.coordinates().length);
        assertEquals(GradientCheck.Verdict.PASS, check.verdict(1e-7), check.toString());
    }
}
