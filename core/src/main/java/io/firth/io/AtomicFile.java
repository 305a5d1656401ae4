package io.firth.io;

import io.firth.text.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Writes a file so that its name leads to the old content or to the whole new content, never to a part: the bytes go to
 * a temporary name in the same folder, are forced to disk, and are then moved into place.
 */
public final class AtomicFile {
    /** The folders, by their real names, whose entries are links to what a process has open. */
    private static final Pattern OPEN_FILES = Pattern.compile("/proc/\\d+(/task/\\d+)?/fd|/dev/fd");

    /** What the owner needs to force a file that was write-protected; others get nothing by it. */
    private static final Set<PosixFilePermission> TO_FORCE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** More links than this, one after the other, no system follows. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** What to write. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything; the channel is closed afterwards. */
        void write(SeekableByteChannel channel) throws IOException;
    }

    /**
     * Writes bytes to a file, such as a picture or a report.
     *
     * @throws IOException if that fails; the message names the file
     */
    public static void write(Path target, byte[] bytes) throws IOException {
        write(target, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        });
    }

    /**
     * Writes a file piece by piece.
     *
     * @throws IOException if that fails; the message names the file
     */
    public static void write(Path target, Body body) throws IOException {
        write(target, body, Disk.REAL);
    }

    static void write(Path target, Body body, Disk disk) throws IOException {
        writePath(
                target,
                temporary -> {
                    try (SeekableByteChannel channel = disk.create(temporary)) {
                        body.write(channel);
                    }
                },
                disk);
    }

    /**
     * Removes what processes that were killed while they wrote this file have left behind.
     *
     * @param target which nobody writes now
     * @param before what was last written to later than this may still be in use
     */
    public static void removeLeftovers(Path target, Instant before) throws IOException {
        Path file = place(target);
        Pattern name =
                Pattern.compile("\\." + Pattern.quote(file.getFileName().toString()) + "\\.[0-9a-f]{1,16}\\.tmp");
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            return;
        }
        for (Path sibling : Folders.inside(file.getParent(), 1)) {
            if (name.matcher(sibling.getFileName().toString()).matches()
                    && Files.getLastModifiedTime(sibling).toInstant().isBefore(before)) {
                Files.deleteIfExists(sibling);
            }
        }
    }

    /** The same for what wants a path, at which there is nothing yet. */
    static void writePath(Path target, WholeFile.Body body) throws IOException {
        writePath(target, body, Disk.REAL);
    }

    private static void writePath(Path target, WholeFile.Body body, Disk disk) throws IOException {
        Path file = destination(target);
        Path temporary = file.resolveSibling("." + file.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp");
        try {
            body.write(temporary);
            keepPermissions(file, temporary, TO_FORCE); // before the bytes are forced: nobody else may ever read them
            disk.force(temporary);
            keepPermissions(file, temporary, Set.of());
            disk.move(temporary, file);
        } catch (IOException e) {
            delete(disk, temporary, e);
            String kept = Files.exists(file) ? "; the file that was there is unchanged" : "";
            throw new IOException(target + " could not be written: " + reason(e) + kept, e);
        } catch (RuntimeException | Error e) {
            delete(disk, temporary, e);
            throw e;
        }
        disk.forceFolder(file.getParent()); // makes the move itself survive a power cut
    }

    // A model that only its owner may read stays so when it is replaced.
    private static void keepPermissions(Path file, Path temporary, Set<PosixFilePermission> more) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.exists(file)) {
            return;
        }
        try {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            permissions.addAll(more);
            Files.setPosixFilePermissions(temporary, permissions);
        } catch (IOException e) {
            return; // a file system without them
        }
    }

    /**
     * The file that is written under a name. A symbolic link stays a link: what it leads to, through as many links as there are, is
     * written, and need not be there yet.
     *
     * @return an absolute path, and no link
     * @throws IOException if the links lead round in a circle, or to what a process has open
     */
    public static Path place(Path target) throws IOException {
        if (isOpenFile(target)) {
            throw new IOException(target + " is standard output or another open file of a process; name a file");
        }
        return followed(target).getLast();
    }

    /** A name, and what it leads to where it is a symbolic link, one after the other; absolute paths. */
    private static List<Path> followed(Path target) throws IOException {
        List<Path> names = new ArrayList<>(List.of(target.toAbsolutePath()));
        while (Files.isSymbolicLink(names.getLast())) {
            if (names.size() > MOST_LINKS) {
                throw new IOException(target + " is a symbolic link that leads back to itself");
            }
            names.add(names.getLast().resolveSibling(Files.readSymbolicLink(names.getLast())));
        }
        return names;
    }

    private static Path destination(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + " is a folder; name a file to write to");
        }
        Path file = place(target);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(target + " is not a regular file; a pipe or a device cannot be replaced as a whole");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new IOException(target + " cannot be written: the folder " + file.getParent() + " does not exist");
        }
        return file;
    }

    /**
     * Whether a name stands for what a process has open, as {@code /dev/stdout} and any link to it do. That may be a regular
     * file, but whoever opened it would go on writing to the old one, and what is in it already would be lost.
     */
    static boolean isOpenFile(Path file) {
        try {
            for (Path name : followed(file)) {
                Path folder = name.getParent();
                if (folder != null
                        && OPEN_FILES.matcher(folder.toRealPath().toString()).matches()) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // it leads nowhere
        }
        return false;
    }

    private static void delete(Disk disk, Path temporary, Throwable cause) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Why, without the name of a temporary file. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user may not write to the folder";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
