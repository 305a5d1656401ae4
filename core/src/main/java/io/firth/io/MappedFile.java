package io.firth.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps whole files for reading, with sentences for what can be wrong before the first byte. */
final class MappedFile {
    private MappedFile() {}

    /** The bytes of a regular, non-empty file, until the arena closes. */
    static MemorySegment open(Path file, Arena arena) throws IOException {
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file + " does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a model file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file; a model cannot be read from a pipe or a device");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw new IOException(file + " is empty");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this user", e);
        }
    }

    /** Where the first such byte, of ASCII, at or after a place is, or the end. */
    static long find(MemorySegment bytes, long from, char wanted) {
        long at = from;
        while (at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) != wanted) {
            at++;
        }
        return at;
    }
}
