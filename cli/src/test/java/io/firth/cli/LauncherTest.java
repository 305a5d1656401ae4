package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a JVM that only writes down how it was called. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            called=${0%/jdk/bin/java}/called
            : >"$called"
            { true 3<&0; } 2>/dev/null && printf 'open 0\\n' >>"$called"
            { true 3>&1; } 2>/dev/null && printf 'open 1\\n' >>"$called"
            true 3>&2 && printf 'open 2\\n' >>"$called"
            printf '%s\\n' "$@" >>"$called"
            """;

    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(File.separatorChar == '/');
        launcher = Files.copy(Path.of("..", "firth"), folder.resolve("firth"));
        Files.createDirectories(folder.resolve("cli/target"));
        Files.createFile(folder.resolve("cli/target/firth-cli.jar"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void closedDescriptorsAreOpened() throws Exception {
        assertEquals(List.of("open 0", "open 1", "open 2"), descriptors("<&-"));
        assertEquals(List.of("open 0", "open 1", "open 2"), descriptors(">&-"));
        assertEquals(List.of("open 0", "open 1", "open 2"), descriptors("<&- >&- 2>&-"));
    }

    @Test
    void aCollectorOfTheUsersTakesThePlaceOfTheOwn() throws Exception {
        for (String command : List.of("train", "neighbors", "convert", "classify")) {
            assertEquals(1, collectors(command, "-Xmx1g").size(), command);
            assertEquals(List.of("-XX:+UseZGC"), collectors(command, "-Xmx1g -XX:+UseZGC"), command);
            assertEquals(List.of("-XX:+UseG1GC"), collectors(command, "-XX:+UseG1GC -Xmx1g"), command);
            assertEquals(
                    1,
                    collectors(command, "-XX:+UseNUMA -XX:+UseGCOverheadLimit").size(),
                    command);
        }
    }

    private List<String> collectors(String command, String options) throws Exception {
        return call("\"$0\" " + command, Map.of("FIRTH_JAVA_OPTS", options)).stream()
                .filter(argument -> argument.matches("-XX:\\+Use\\w+GC"))
                .toList();
    }

    private List<String> descriptors(String closed) throws Exception {
        return call("\"$0\" train - " + closed, Map.of()).stream()
                .filter(line -> line.startsWith("open "))
                .toList();
    }

    /** What the JVM wrote down when the shell ran this line; {@code $0} is the launcher. */
    private List<String> call(String line, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line, launcher.toString());
        builder.environment().remove("FIRTH_JAVA_OPTS");
        builder.environment().put("FIRTH_JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals("", said);
        assertEquals(0, process.waitFor());
        assertTrue(Files.exists(folder.resolve("called")));
        return Files.readAllLines(folder.resolve("called"));
    }
}
