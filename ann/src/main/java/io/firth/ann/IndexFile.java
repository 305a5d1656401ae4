package io.firth.ann;

import io.firth.io.AtomicFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.NeighborArray;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * The index file, little-endian: magic, version, V, D, M, beam width, search width, number of levels, entry node, recall,
 * owner (two strings), nodes per level, then V inverse lengths and the levels from the lowest on ({@link Level}). See
 * {@code docs/queries.md}.
 */
final class IndexFile {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long MAGIC = 0x31_57_53_4e_48_46_49_46L; // FIFHNSW1
    private static final int VERSION = 1;
    private static final int FIXED = 56;
    private static final int MOST_TEXT = 4096;
    private static final int MOST_LEVELS = 64;
    private static final int BUFFER = 1 << 20;

    /** The facts at the beginning. */
    record Header(
            int rows,
            int dim,
            int connections,
            int beamWidth,
            int searchWidth,
            int entry,
            float recall,
            IndexOwner owner) {
        /** Links of a node on a level, at most. */
        int width(int level) {
            return level == 0 ? 2 * connections : connections;
        }
    }

    /** A mapped index. */
    record Content(Path file, Header header, MemorySegment inverseLengths, List<Level> levels) {}

    private IndexFile() {}

    static void write(Path target, Header header, float[] inverse, OnHeapHnswGraph graph) throws IOException {
        AtomicFile.write(target, channel -> {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            byte[] model = header.owner().model().getBytes(StandardCharsets.UTF_8);
            byte[] vectors = header.owner().vectors().getBytes(StandardCharsets.UTF_8);
            buffer.putLong(MAGIC).putInt(VERSION);
            buffer.putInt(header.rows()).putInt(header.dim());
            buffer.putInt(header.connections()).putInt(header.beamWidth()).putInt(header.searchWidth());
            buffer.putInt(graph.numLevels()).putInt(header.entry()).putFloat(header.recall());
            buffer.putInt(model.length).putInt(vectors.length).putInt(0);
            buffer.put(model).put(vectors);
            int[][] nodes = new int[graph.numLevels()][];
            for (int level = 0; level < nodes.length; level++) {
                nodes[level] = sorted(graph, level);
                buffer.putInt(nodes[level].length);
            }
            for (float value : inverse) {
                room(buffer, 4, channel).putFloat(value);
            }
            for (int level = 0; level < nodes.length; level++) {
                for (int i = 0; level > 0 && i < nodes[level].length; i++) {
                    room(buffer, 4, channel).putInt(nodes[level][i]);
                }
                for (int node : nodes[level]) {
                    put(graph.getNeighbors(level, node), header.width(level), buffer, channel);
                }
            }
            room(buffer, BUFFER, channel);
        });
    }

    private static int[] sorted(OnHeapHnswGraph graph, int level) throws IOException {
        HnswGraph.NodesIterator nodes = graph.getSortedNodes(level);
        int[] sorted = new int[nodes.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = nodes.nextInt();
        }
        return sorted;
    }

    private static void put(NeighborArray links, int width, ByteBuffer buffer, SeekableByteChannel channel)
            throws IOException {
        room(buffer, 4 * (width + 1), channel).putInt(links.size());
        for (int i = 0; i < width; i++) {
            buffer.putInt(i < links.size() ? links.nodes()[i] : -1);
        }
    }

    private static ByteBuffer room(ByteBuffer buffer, int bytes, SeekableByteChannel channel) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }
        return buffer;
    }

    static Content open(Path file) throws IOException {
        MemorySegment bytes = map(file);
        if (bytes.byteSize() < FIXED || bytes.get(LONG, 0) != MAGIC) {
            throw new IOException(file + " is not an index of Firth");
        }
        int version = bytes.get(INT, 8);
        if (version != VERSION) {
            throw new IOException(file + " is of index version " + version + ", but this Firth reads version " + VERSION
                    + "; build it again with firth index");
        }
        int modelLength = within(file, "model identity", bytes.get(INT, 44), 0, MOST_TEXT);
        int vectorsLength = within(file, "vectors' name", bytes.get(INT, 48), 0, MOST_TEXT);
        int levelCount = within(file, "number of levels", bytes.get(INT, 32), 1, MOST_LEVELS);
        int rows = within(file, "number of rows", bytes.get(INT, 12), 1, Integer.MAX_VALUE - 8);
        Cursor at = new Cursor(file, bytes, FIXED);
        IndexOwner owner = new IndexOwner(text(at.take(modelLength)), text(at.take(vectorsLength)));
        Header header = new Header(
                rows,
                within(file, "number of dimensions", bytes.get(INT, 16), 1, Integer.MAX_VALUE),
                within(file, "number of connections", bytes.get(INT, 20), 1, 1 << 16),
                bytes.get(INT, 24),
                within(file, "search width", bytes.get(INT, 28), 1, Integer.MAX_VALUE),
                within(file, "entry node", bytes.get(INT, 36), 0, rows - 1),
                bytes.get(FLOAT, 40),
                owner);
        MemorySegment counts = at.take(4L * levelCount);
        MemorySegment inverse = at.take(4L * rows);
        List<Level> levels = new ArrayList<>();
        for (int level = 0; level < levelCount; level++) {
            int count = within(
                    file,
                    "number of nodes on level " + level,
                    counts.get(INT, 4L * level),
                    level == 0 ? rows : 1,
                    rows);
            MemorySegment ids = level == 0 ? null : at.take(4L * count);
            levels.add(
                    new Level(file, ids, at.take(4L * count * (header.width(level) + 1)), count, header.width(level)));
        }
        at.end();
        return new Content(file, header, inverse, levels);
    }

    private static MemorySegment map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (NoSuchFileException e) {
            throw new IOException("there is no index " + file + "; build it with firth index", e);
        }
    }

    private static int within(Path file, String what, int value, int least, int most) throws IOException {
        if (value < least || value > most) {
            throw new IOException(file + " is damaged: its " + what + " is " + value);
        }
        return value;
    }

    /** For what only a search comes upon: opening does not look at every link. */
    static UncheckedIOException damaged(Path file, String how) {
        return new UncheckedIOException(
                new IOException(file + " is damaged: " + how + "; build it again with firth index"));
    }

    private static String text(MemorySegment bytes) {
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Takes the file piece by piece, and no further than it reaches. */
    private static final class Cursor {
        private final Path file;
        private final MemorySegment bytes;
        private long at;

        Cursor(Path file, MemorySegment bytes, long at) {
            this.file = file;
            this.bytes = bytes;
            this.at = at;
        }

        MemorySegment take(long length) throws IOException {
            if (length > bytes.byteSize() - at) {
                throw new EOFException(file + " is cut off: it has " + bytes.byteSize()
                        + " bytes, but should have at least " + (at + length));
            }
            at += length;
            return bytes.asSlice(at - length, length);
        }

        void end() throws IOException {
            if (at != bytes.byteSize()) {
                throw new IOException(file + " is damaged: it has " + (bytes.byteSize() - at) + " bytes too many");
            }
        }
    }
}
