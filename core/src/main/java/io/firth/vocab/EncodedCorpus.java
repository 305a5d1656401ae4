package io.firth.vocab;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A corpus as word ids, in a temporary file that is mapped into memory, or in memory; safe for any number of threads. Each
 * sentence is its ids (≥ 0) and then {@link #SENTENCE_END}; there are no empty sentences.
 */
public final class EncodedCorpus implements AutoCloseable {
    /** What stands behind the last word of a sentence. */
    public static final int SENTENCE_END = -1;

    private static final long HASH_BYTES = 1 << 18;

    private static final ThreadLocal<ByteBuffer> BLOCK =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN));

    private static final ValueLayout.OfInt ID = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final FileChannel channel; // deletes its file when closed; null: in memory
    private final Arena arena;
    private final MemorySegment pages;
    private final MemorySegment ids;
    private final long tokens;
    private final int words;
    private String sha256;

    @SuppressWarnings("restricted") // the pages' own address, size and lifetime
    EncodedCorpus(FileChannel channel, long length, long tokens, int words) throws IOException {
        this.channel = channel;
        this.words = words;
        this.arena = Arena.ofShared();
        this.tokens = tokens;
        try {
            this.pages = channel.map(FileChannel.MapMode.READ_ONLY, 0, length * Integer.BYTES, arena);
            this.ids = MemorySegment.ofAddress(pages.address())
                    .reinterpret(pages.byteSize(), arena, null)
                    .asReadOnly();
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private EncodedCorpus(int[] ids) {
        this.channel = null;
        this.arena = Arena.ofShared();
        this.ids = arena.allocate(Math.max(1, (long) ids.length * Integer.BYTES), Integer.BYTES)
                .asSlice(0, (long) ids.length * Integer.BYTES);
        this.pages = this.ids;
        MemorySegment.copy(ids, 0, this.ids, ID, 0, ids.length);
        this.tokens = Arrays.stream(ids).filter(id -> id != SENTENCE_END).count();
        this.words = Arrays.stream(ids).max().orElse(SENTENCE_END) + 1;
    }

    /**
     * A corpus in memory.
     *
     * @param ids sentences, each of ids ≥ 0 and then {@link #SENTENCE_END}
     * @throws IllegalArgumentException if an id is less than −1 or 2³¹ − 1, or the last sentence does not end
     */
    public static EncodedCorpus of(int[] ids) {
        for (int id : ids) {
            if (id < SENTENCE_END || id == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a word id cannot be " + id);
            }
        }
        if (ids.length > 0 && ids[ids.length - 1] != SENTENCE_END) {
            throw new IllegalArgumentException("the last sentence does not end with " + SENTENCE_END);
        }
        return new EncodedCorpus(ids);
    }

    /** Number of ids, sentence ends included. */
    public long length() {
        return ids.byteSize() / Integer.BYTES;
    }

    /** Number of words, sentence ends not included. */
    public long tokens() {
        return tokens;
    }

    /** Word ids are less than this: the size of the vocabulary it was encoded with, or in memory the greatest id + 1. */
    public int words() {
        return words;
    }

    /**
     * Whether the vocabulary has all words of this corpus.
     *
     * @throws IllegalArgumentException if it lacks some, so that it is another one than the corpus was encoded with
     */
    public void checkEncodedWith(Vocabulary vocabulary) {
        if (words > vocabulary.size()) {
            throw new IllegalArgumentException("a corpus of word ids up to " + (words - 1)
                    + " was not encoded with this vocabulary of " + vocabulary.size() + " words");
        }
    }

    /** Number of sentences. */
    public long sentences() {
        return length() - tokens;
    }

    /**
     * {@link #length()} ids, int32 little-endian; may be longer than 2³¹ bytes; not to be used after {@link #close}. Of the same
     * class for a mapped corpus as for one in memory: loops that were compiled for the one need not be compiled again for the other.
     */
    public MemorySegment ids() {
        return ids;
    }

    /** What {@link #ids()} lie in: a mapped file, whose pages can be given back, or memory. */
    public MemorySegment pages() {
        return pages;
    }

    /**
     * Copies ids into an array, without mapping them: a mapped page counts as memory of this process.
     *
     * @param position of the first id
     * @param target gets {@code length} ids from index {@code offset} on
     */
    public void read(long position, int[] target, int offset, int length) throws IOException {
        ByteBuffer block = BLOCK.get();
        for (int done = 0; done < length; ) {
            int n = Math.min(length - done, block.capacity() / Integer.BYTES);
            block.clear().limit(n * Integer.BYTES);
            read((position + done) * Integer.BYTES, block);
            block.flip();
            block.asIntBuffer().get(target, offset + done, n);
            done += n;
        }
    }

    private void read(long position, ByteBuffer target) throws IOException {
        if (channel == null) {
            copy(position, target);
            return;
        }
        long at = position;
        while (target.hasRemaining()) {
            int n;
            try {
                n = channel.read(target, at);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (ClosedChannelException e) {
                // another thread was interrupted while it read, which closes the channel for all; the mapping stays
                copy(at, target);
                return;
            }
            if (n < 0) {
                throw new EOFException("the encoded corpus became shorter while it was read");
            }
            at += n;
        }
    }

    private void copy(long position, ByteBuffer target) {
        target.put(pages.asSlice(position, target.remaining()).asByteBuffer());
    }

    /** SHA-256 of the bytes of {@link #ids()} in hexadecimal; reads all of them at the first call. */
    public synchronized String sha256() {
        if (sha256 == null) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                ByteBuffer block = ByteBuffer.allocate((int) Math.min(HASH_BYTES, ids.byteSize()));
                for (long from = 0; from < ids.byteSize(); from += HASH_BYTES) {
                    block.clear().limit((int) Math.min(HASH_BYTES, ids.byteSize() - from));
                    read(from, block);
                    digest.update(block.flip());
                }
                sha256 = HexFormat.of().formatHex(digest.digest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
        return sha256;
    }

    /** Unmaps the ids and deletes the file. No other thread may use them any more. */
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        if (channel != null) {
            channel.close();
        }
    }
}
