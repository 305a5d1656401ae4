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
            printf 'locale %s\\n' "${LC_ALL:-}" >>"$called"
            printf '%s\\n' "$@" >>"$called"
            """;

    /** Takes its time, and notes that it was called. */
    private static final String MAVEN = """
            #!/bin/sh
            printf 'built\\n' >>"${0%/bin/mvn}/builds"
            sleep 0.5
            : >"${0%/bin/mvn}/cli/target/firth-cli.jar"
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
        program(Files.createDirectories(folder.resolve("jdk/bin")).resolve("java"), JAVA);
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

    @Test
    void aLocaleThatIsNotInstalledDoesNotDamageNames() throws Exception {
        assertTrue(call("\"$0\" info", Map.of("LC_ALL", "xx_XX.UTF-8")).contains("locale C.UTF-8"));
        assertTrue(call("\"$0\" info", Map.of("LC_ALL", "C")).contains("locale C.UTF-8"));
        assertTrue(call("\"$0\" info", Map.of("LC_ALL", "C.utf8")).contains("locale C.utf8"));
    }

    @Test
    void temporaryFilesGoWhereTheUserWantsThem() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary files"));
        String option = "-Djava.io.tmpdir=";
        assertTrue(call("\"$0\" info", Map.of("TMPDIR", temporary.toString())).contains(option + temporary));
        for (String none : List.of("", folder.resolve("none").toString())) {
            assertTrue(call("\"$0\" info", Map.of("TMPDIR", none)).stream().noneMatch(a -> a.startsWith(option)));
        }
    }

    @Test
    void aWorkingFolderThatIsGoneIsNamed() throws Exception {
        String line = "mkdir here && cd here && rmdir ../here && exec \"$0\" info 2>../said";
        Process process = shell("cd '" + folder + "' && " + line, Map.of()).start();
        assertEquals(1, process.waitFor());
        List<String> said = Files.readAllLines(folder.resolve("said"));
        assertEquals("firth: the working folder has been deleted: go to another one", said.getLast());
    }

    @Test
    void aFolderThatNoClassPathCanNameIsRefused() throws Exception {
        Path colon = Files.createDirectory(folder.resolve("a:b"));
        launcher = Files.copy(launcher, colon.resolve("firth"));
        Process process =
                shell("\"$0\" info", Map.of()).redirectErrorStream(true).start();
        assertTrue(new String(process.getInputStream().readAllBytes()).contains("a:b has a colon in its name"));
        assertEquals(1, process.waitFor());
    }

    @Test
    void twoThatWantToBuildBuildOnce() throws Exception {
        assumeTrue(shell("command -v flock", Map.of()).start().waitFor() == 0);
        Files.delete(folder.resolve("cli/target/firth-cli.jar"));
        Files.createFile(folder.resolve("pom.xml"));
        program(Files.createDirectory(folder.resolve("bin")).resolve("mvn"), MAVEN);
        String path = folder.resolve("bin") + File.pathSeparator + System.getenv("PATH");
        Process process = shell("\"$0\" info & \"$0\" info; wait", Map.of("PATH", path))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        assertEquals(List.of("built"), Files.readAllLines(folder.resolve("builds")), said);
    }

    @Test
    void anOldBuildServesWhoMayNotRenewIt() throws Exception {
        Files.createDirectories(folder.resolve("core/src"));
        Path cli = folder.resolve("cli");
        Files.setPosixFilePermissions(cli, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(cli)); // root may
            Process process =
                    shell("\"$0\" info", Map.of()).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), said);
            assertTrue(said.startsWith("firth: note: the build is older than its sources"), said);
        } finally {
            Files.setPosixFilePermissions(cli, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        Process process = shell(line, environment).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals("", said);
        assertEquals(0, process.waitFor());
        assertTrue(Files.exists(folder.resolve("called")));
        return Files.readAllLines(folder.resolve("called"));
    }

    private ProcessBuilder shell(String line, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line, launcher.toString());
        builder.environment().remove("FIRTH_JAVA_OPTS");
        builder.environment().put("FIRTH_JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
