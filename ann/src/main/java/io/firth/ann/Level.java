package io.firth.ann;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.apache.lucene.util.hnsw.HnswGraph;

/**
 * One level of the graph in the file: {@code count} nodes, ascending (left out where every row is a node of it), then per
 * node the number of its links and room for {@code width} of them. All int32.
 */
final class Level {
    private final Path file;
    private final MemorySegment ids; // null: node i is row i
    private final MemorySegment links;
    private final int count;
    private final int width;

    /** @param file for messages */
    Level(Path file, MemorySegment ids, MemorySegment links, int count, int width) {
        this.file = file;
        this.ids = ids;
        this.links = links;
        this.count = count;
        this.width = width;
    }

    int count() {
        return count;
    }

    /** Copies a row's links; returns how many. */
    int links(int row, int[] destination) {
        int place = ids == null ? row : place(row);
        long at = place * (width + 1L) * 4;
        int n = links.get(IndexFile.INT, at);
        if (n < 0 || n > width) {
            throw IndexFile.damaged(file, "node " + row + " has " + n + " links");
        }
        for (int i = 0; i < n; i++) {
            destination[i] = links.get(IndexFile.INT, at + 4 + 4L * i);
        }
        return n;
    }

    HnswGraph.NodesIterator nodes() {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = ids == null ? i : ids.get(IndexFile.INT, 4L * i);
        }
        return new HnswGraph.ArrayNodesIterator(all, count);
    }

    private int place(int row) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int id = ids.get(IndexFile.INT, 4L * middle);
            if (id == row) {
                return middle;
            }
            if (id < row) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw IndexFile.damaged(file, "node " + row + " is missing on a level");
    }
}
