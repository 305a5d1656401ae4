package io.firth.vocab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Takes ids of numbered parts from several threads and writes the parts in order. The first unfinished part is written
 * straight to the file; later ones wait in memory, or, if that becomes too much (a large packed file keeps all others
 * waiting), in other files ({@link OverflowIds}).
 */
final class OrderedIds implements Closeable {
    /** Of what waits in memory a file of the others holds this part: on the disk twice is at most about one such file. */
    private static final int OVERFLOW_SHARE = 4;

    private final IdFile file;
    private final OverflowIds overflow;
    private final Queue<Waiting>[] waiting;
    private final boolean[] finished;
    private final long memoryLimit;
    private int current; // the part that is being written
    private boolean partBegins = true; // nothing of the current part was written yet
    private boolean open; // the last id written is a word
    private long sentenceEnds;
    private long idsInMemory;

    /** Ids of a part whose turn has not come: in memory, or (ids null) in another file. */
    private record Waiting(int[] ids, OverflowIds.Place place) {}

    OrderedIds(Path folder, int parts, long bytesNeeded, long memoryLimit) throws IOException {
        this.file = new IdFile(folder, bytesNeeded);
        this.overflow = new OverflowIds(folder, memoryLimit / OVERFLOW_SHARE);
        this.waiting = queues(parts);
        this.finished = new boolean[parts];
        this.memoryLimit = memoryLimit;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Queue<Waiting>[] queues(int parts) {
        return new Queue[parts];
    }

    /**
     * Adds ids to a part. A part may begin with a sentence end that belongs to words of the part before; it is left out
     * where there are none. Otherwise no two sentence ends may follow each other.
     */
    synchronized void append(int part, int[] ids, int n) throws IOException {
        if (part == current) {
            write(ids, n);
            return;
        }
        if (waiting[part] == null) {
            waiting[part] = new ArrayDeque<>();
        }
        if (idsInMemory + n <= memoryLimit) {
            idsInMemory += n;
            waiting[part].add(new Waiting(Arrays.copyOf(ids, n), null));
        } else {
            waiting[part].add(new Waiting(null, overflow.append(part, ids, n)));
        }
    }

    /** Says that nothing more comes for a part. */
    synchronized void finish(int part) throws IOException {
        finished[part] = true;
        overflow.finish(part);
        while (current < finished.length && finished[current]) {
            current++;
            partBegins = true;
            overflow.finish(current);
            if (current < finished.length && waiting[current] != null) {
                for (Waiting w : waiting[current]) {
                    int[] ids = w.ids;
                    if (ids == null) {
                        ids = overflow.take(w.place);
                    } else {
                        idsInMemory -= ids.length;
                    }
                    write(ids, ids.length);
                }
                waiting[current] = null;
            }
        }
    }

    private void write(int[] ids, int n) throws IOException {
        int from = 0;
        if (partBegins && n > 0) {
            partBegins = false;
            if (ids[0] == EncodedCorpus.SENTENCE_END && !open) {
                from = 1;
            }
        }
        if (from == n) {
            return;
        }
        for (int i = from; i < n; i++) {
            sentenceEnds += ids[i] >>> 31;
        }
        file.append(ids, from, n);
        open = ids[n - 1] != EncodedCorpus.SENTENCE_END;
    }

    /** All parts, mapped, of ids less than {@code words}. The file is the corpus' from now on. */
    synchronized EncodedCorpus toCorpus(int words) throws IOException {
        if (current < finished.length) {
            throw new IllegalStateException("part " + current + " is not finished");
        }
        overflow.close();
        return new EncodedCorpus(file.channel(), file.length(), file.length() - sentenceEnds, words);
    }

    /** Gives everything up. */
    @Override
    public synchronized void close() throws IOException {
        try {
            overflow.close();
        } finally {
            file.close();
        }
    }
}
