package io.firth.text;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What to read: files in a fixed order, plain or packed (gzip, bzip2, xz, zstd, told by their first bytes, not their
 * names). A corpus can be read any number of times.
 */
public final class Corpus implements AutoCloseable {
    /** Bytes of a plain file that one thread reads in one go. */
    public static final long RANGE_BYTES = 4L << 20;

    private static final long FIRST_RANGE_BYTES = 1 << 16;

    private final List<CorpusSource> sources;
    private final List<Spool> spooled;

    private Corpus(List<CorpusSource> sources, List<Spool> spooled) {
        this.sources = List.copyOf(sources);
        this.spooled = spooled;
    }

    /**
     * These files, and the files in these folders (in order of their paths, without hidden ones, sub-folders too).
     *
     * @throws NoSuchFileException if one does not exist
     * @throws AccessDeniedException if one may not be read
     * @throws CorpusException if none is given, or a folder holds no files
     * @throws IOException if looking at them fails otherwise
     */
    public static Corpus of(Path... filesOrFolders) throws IOException {
        return of(List.of(filesOrFolders));
    }

    /**
     * As {@link #of(Path...)}. What is neither a file nor a folder, such as a named pipe, is read once and kept in a
     * temporary file.
     *
     * @throws IOException as {@link #of(Path...)}
     */
    public static Corpus of(List<Path> filesOrFolders) throws IOException {
        return of(filesOrFolders, temporaryFolder());
    }

    /**
     * As {@link #of(List)}, with temporary files in {@code folder}.
     *
     * @throws IOException as {@link #of(Path...)}
     */
    public static Corpus of(List<Path> filesOrFolders, Path folder) throws IOException {
        return of(filesOrFolders, folder, bytes -> {});
    }

    /**
     * As {@link #of(List, Path)}.
     *
     * @param bytesRead is told, often, how many bytes of what can be read only once were kept so far; how many there will
     *     be nobody knows
     * @throws IOException as {@link #of(Path...)}; also before the disk of {@code folder} is full
     */
    public static Corpus of(List<Path> filesOrFolders, Path folder, LongConsumer bytesRead) throws IOException {
        if (filesOrFolders.isEmpty()) {
            throw new CorpusException("no corpus was given");
        }
        List<CorpusSource> sources = new ArrayList<>();
        List<Spool> spooled = new ArrayList<>();
        try {
            for (Path path : filesOrFolders) {
                if (Files.isDirectory(path)) {
                    for (Path file : filesIn(path)) {
                        sources.add(source(file, file.toString()));
                    }
                } else if (Files.isRegularFile(path) || !Files.exists(path)) {
                    sources.add(source(path, path.toString()));
                } else {
                    try (InputStream in = Files.newInputStream(path)) {
                        long before = spooled.stream().mapToLong(Spool::bytes).sum();
                        LongConsumer listener = bytes -> bytesRead.accept(before + bytes);
                        sources.add(spool(in, path.toString(), folder, listener, spooled));
                    }
                }
            }
            return new Corpus(sources, spooled);
        } catch (Throwable e) { // Kotlin and Scala throw checked exceptions from a listener, too
            spooled.forEach(Spool::close);
            throw e;
        }
    }

    /**
     * All of {@code in}, kept in a temporary file until {@link #close}; in messages it is called standard input, as which the
     * command line uses it.
     *
     * @param in read to its end, not closed
     * @throws IOException if reading it or keeping it fails
     */
    public static Corpus ofStream(InputStream in) throws IOException {
        return ofStream(in, temporaryFolder());
    }

    /**
     * As {@link #ofStream(InputStream)}, with the temporary file in {@code folder}.
     *
     * @throws IOException if reading the stream or keeping it fails
     */
    public static Corpus ofStream(InputStream in, Path folder) throws IOException {
        return ofStream(in, folder, bytes -> {});
    }

    /**
     * As {@link #ofStream(InputStream, Path)}.
     *
     * @param bytesRead is told, often, how many bytes were kept so far
     * @throws IOException if reading the stream or keeping it fails; also before the disk is full
     */
    public static Corpus ofStream(InputStream in, Path folder, LongConsumer bytesRead) throws IOException {
        return ofStream(in, "standard input", folder, bytesRead);
    }

    private static Corpus ofStream(InputStream in, String name, Path folder, LongConsumer bytesRead)
            throws IOException {
        List<Spool> spooled = new ArrayList<>();
        try {
            return new Corpus(List.of(spool(in, name, folder, bytesRead, spooled)), spooled);
        } catch (Throwable e) { // Kotlin and Scala throw checked exceptions from a listener, too
            spooled.forEach(Spool::close);
            throw e;
        }
    }

    /**
     * Text that the program holds or makes, kept in a temporary file until {@link #close}. Where it is cut into words already,
     * {@code String.join(" ", words)} makes a line of a sentence. (Of a {@code Stream<String>}: {@code stream::iterator}.)
     *
     * @param lines sentences, of words as {@link TextOptions} has it; gone through once
     * @throws IOException if keeping them fails
     */
    public static Corpus ofLines(Iterable<String> lines) throws IOException {
        return ofLines(lines, temporaryFolder());
    }

    /**
     * As {@link #ofLines(Iterable)}, with the temporary file in {@code folder}.
     *
     * @throws IOException if keeping the lines fails
     */
    public static Corpus ofLines(Iterable<String> lines, Path folder) throws IOException {
        Corpus kept = ofStream(new LineStream(lines.iterator()), "the lines", folder, bytes -> {});
        CorpusSource source = kept.sources.getFirst();
        // text, whatever it begins with
        CorpusSource plain = new CorpusSource(source.path(), source.name(), Compression.NONE, source.bytes());
        return new Corpus(List.of(plain), kept.spooled);
    }

    /** The files, in the order in which they are read. */
    public List<CorpusSource> sources() {
        return sources;
    }

    /** Size of all files on disk, in bytes (packed ones as they are). */
    public long bytes() {
        return sources.stream().mapToLong(CorpusSource::bytes).sum();
    }

    /** The whole corpus as ranges of {@link #RANGE_BYTES}, in order; a packed file is one range. */
    public List<CorpusRange> ranges() {
        return ranges(RANGE_BYTES);
    }

    /**
     * The whole corpus as ranges of at most {@code rangeBytes} ≥ 1, in order; what is read does not depend on the size. The first
     * ones are shorter: what is done at the end of a range has then been done when the loops over words are compiled, and
     * does not undo that.
     */
    public List<CorpusRange> ranges(long rangeBytes) {
        if (rangeBytes < 1) {
            throw new IllegalArgumentException("a range cannot have " + rangeBytes + " bytes");
        }
        List<CorpusRange> ranges = new ArrayList<>();
        long size = FIRST_RANGE_BYTES / 2;
        for (int i = 0; i < sources.size(); i++) {
            CorpusSource source = sources.get(i);
            if (source.compression() != Compression.NONE) {
                ranges.add(new CorpusRange(i, source, 0, Long.MAX_VALUE));
                continue;
            }
            for (long from = 0; from < source.bytes(); ) {
                size = Math.min(2 * size, rangeBytes);
                long to = Math.min(from + size, source.bytes());
                ranges.add(new CorpusRange(i, source, from, to));
                from = to;
            }
        }
        return ranges;
    }

    /** The sources' names, for messages: all of them if few, else the first and how many more. */
    public String describe() {
        return list(sources.stream().map(CorpusSource::name).toList());
    }

    /** The same without the folders, for what must not depend on where a corpus lies. */
    public String fileNames() {
        return list(sources.stream()
                .map(source -> source.name().substring(source.name().lastIndexOf(File.separatorChar) + 1))
                .toList());
    }

    private static String list(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : names.getFirst() + " and " + (names.size() - 1) + " more files";
    }

    /** Removes the temporary file of a stream, if there is one. */
    @Override
    public void close() {
        spooled.forEach(Spool::close);
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static CorpusSource spool(
            InputStream in, String name, Path folder, LongConsumer bytesRead, List<Spool> spooled) throws IOException {
        Spool spool = Spool.of(in, name, folder, bytesRead, () -> usable(folder));
        spooled.add(spool);
        return source(spool.path(), name);
    }

    /** Bytes that may still be written there; no bound where the system does not tell. */
    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static CorpusSource source(Path path, String name) throws IOException {
        byte[] head = new byte[Compression.MAGIC_LENGTH];
        try (InputStream in = Files.newInputStream(path)) {
            int length = in.readNBytes(head, 0, head.length);
            return new CorpusSource(path, name, Compression.detect(head, length), Files.size(path));
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(name, null, "there is no such file or folder");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(name, null, "the file may not be read");
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        List<Path> files = Folders.visibleFiles(folder);
        if (files.isEmpty()) {
            throw new CorpusException("the folder " + folder + " holds no files to read");
        }
        return files;
    }
}
