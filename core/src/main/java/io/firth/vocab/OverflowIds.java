package io.firth.vocab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Ids of parts whose turn has not come, in files of limited size. A file takes ids of one part at a time, and parts come to
 * their turn about in the order in which they were begun: so a file is soon done with, and deleted, and the ids that were
 * moved on are not on the disk twice. Not for several threads at once.
 */
final class OverflowIds implements Closeable {
    private final Path folder;
    private final long idsPerFile;
    private final ByteBuffer buffer = IdFile.newBuffer();
    private final Set<Piece> pieces = new HashSet<>();

    /** By number of the part that is being written. */
    private final Map<Integer, Piece> filling = new HashMap<>();

    /** Not full, and for the next part. */
    private final Deque<Piece> idle = new ArrayDeque<>();

    /** A file, and how many places in it are waited for. */
    static final class Piece {
        final IdFile file;
        int waiting;

        Piece(IdFile file) {
            this.file = file;
        }
    }

    /** Where ids are. */
    record Place(Piece piece, long position, int length) {}

    OverflowIds(Path folder, long idsPerFile) {
        this.folder = folder;
        this.idsPerFile = idsPerFile;
    }

    Place append(int part, int[] ids, int n) throws IOException {
        Piece piece = filling.get(part);
        if (piece == null || piece.file.length() >= idsPerFile) {
            piece = idle.poll();
            if (piece == null) {
                piece = new Piece(new IdFile(folder, 0, buffer));
                pieces.add(piece);
            }
            filling.put(part, piece);
        }
        Place place = new Place(piece, piece.file.length(), n);
        piece.waiting++; // before the ids are there: a file that could not be written to is closed with all others
        piece.file.append(ids, 0, n);
        return place;
    }

    /** Says that nothing more of a part is put away: all of it is here, or its turn has come. */
    void finish(int part) {
        Piece piece = filling.remove(part);
        if (piece != null && piece.file.length() < idsPerFile) {
            idle.add(piece);
        }
    }

    /** Reads ids that {@link #append} has put away, once. */
    int[] take(Place place) throws IOException {
        Piece piece = place.piece;
        int[] ids = new int[place.length];
        piece.file.read(place.position, ids, place.length);
        if (--piece.waiting == 0 && !filling.containsValue(piece)) {
            idle.remove(piece);
            pieces.remove(piece);
            piece.file.close();
        }
        return ids;
    }

    /** Number of files there are. */
    int files() {
        return pieces.size();
    }

    /** Bytes of all files there are. */
    long bytes() {
        return pieces.stream().mapToLong(piece -> piece.file.length()).sum() * Integer.BYTES;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Piece piece : pieces) {
            try {
                piece.file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
