package io.firth.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A disk that is full, takes few bytes at once, or fails at some step. */
class FaultyDisk implements Disk {
    /** What can fail. */
    enum Step {
        CREATE,
        FORCE,
        MOVE,
        CREATE_FOLDER,
        FORCE_FOLDER,
        DELETE
    }

    private static final int MOST_AT_ONCE = 1000;

    private final Set<Step> failing = EnumSet.noneOf(Step.class);
    private long room = Long.MAX_VALUE;

    /** Room for so many bytes from now on; at most 1000 are taken at once. */
    static FaultyDisk withRoom(long bytes) {
        FaultyDisk disk = new FaultyDisk();
        disk.room = bytes;
        return disk;
    }

    static FaultyDisk failingAt(Step step) {
        FaultyDisk disk = new FaultyDisk();
        disk.fail(step);
        return disk;
    }

    final void fail(Step step) {
        failing.add(step);
    }

    final void room(long bytes) {
        room = bytes;
    }

    /** No more faults. */
    final void repair() {
        failing.clear();
        room = Long.MAX_VALUE;
    }

    /** Called before each step and each write. */
    void before(Step step, Path file) throws IOException {
        if (failing.contains(step)) {
            throw new IOException("Input/output error");
        }
    }

    void beforeWrite() throws IOException {}

    @Override
    public SeekableByteChannel create(Path file) throws IOException {
        before(Step.CREATE, file);
        return new Full(REAL.create(file));
    }

    @Override
    public void force(Path file) throws IOException {
        before(Step.FORCE, file);
        REAL.force(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        before(Step.MOVE, from);
        REAL.move(from, to);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        before(Step.CREATE_FOLDER, folder);
        REAL.createFolder(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        before(Step.FORCE_FOLDER, folder);
        REAL.forceFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        before(Step.DELETE, file);
        REAL.delete(file);
    }

    private final class Full implements SeekableByteChannel {
        private final SeekableByteChannel channel;

        Full(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            beforeWrite();
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int n = (int) Math.min(Math.min(room, MOST_AT_ONCE), source.remaining());
            channel.write(source.slice(source.position(), n));
            source.position(source.position() + n);
            room -= n;
            return n;
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public int read(ByteBuffer destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
