package io.firth.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What whole files need of a disk, step by step, so that a test can let each step fail. */
interface Disk {
    /** The disk there is. */
    Disk REAL = new Disk() {
        @Override
        public SeekableByteChannel create(Path file) throws IOException {
            // Not Files.createTempFile: its files can be read by their owner only.
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void force(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void forceFolder(Path folder) {
            // Windows and some network file systems cannot do this; the file is in place and whole all the same.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                return;
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }
    };

    /** A new file to write to; there must be none yet. */
    SeekableByteChannel create(Path file) throws IOException;

    /** Returns when the bytes of a file would survive a power cut. */
    void force(Path file) throws IOException;

    /** Puts a file in the place of another, or of none. */
    void move(Path from, Path to) throws IOException;

    /** Makes a folder, if there is none. */
    void createFolder(Path folder) throws IOException;

    /** Returns when the names in a folder would survive a power cut. */
    void forceFolder(Path folder) throws IOException;

    /** Removes a file or an empty folder, if it is there. */
    void delete(Path file) throws IOException;
}
