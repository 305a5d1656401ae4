package io.firth.text;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Reads a {@link CorpusRange} as words and sentence ends. After {@link #next} returned {@link #TOKEN}, the word is
 * {@code buffer()[offset() … offset() + length())} until the next call; the bytes around it must not be changed.
 *
 * <p>A sentence is a line with at least one word: lines without words are passed over, and the end of a source ends its
 * last sentence. Not for use by more than one thread.
 */
public abstract sealed class SentenceReader implements Closeable
        permits WhitespaceSentenceReader, UnicodeSentenceReader {
    /** A word. */
    public static final int TOKEN = 1;
    /** The end of a sentence; never twice without a word between them in the source. */
    public static final int SENTENCE_END = 0;
    /** Nothing more in this range. */
    public static final int END = -1;

    /** A line that begins further than this before its range has {@link #sentenceStart()} = {@link #FAR}. */
    public static final int LOOK_BACK = 8192;
    /** A sentence start too far back to be known: at least {@link #LOOK_BACK} bytes before any word of the range. */
    public static final long FAR = Long.MIN_VALUE / 2;

    /** Bytes read at a time. */
    static final int BUFFER_BYTES = 1 << 18;
    /** Longest word, in bytes: an array must hold it. */
    static final int MAX_WORD_BYTES = 1 << 30;

    /** U+FEFF as two bytes, with the sign that they have in Java. */
    private static final int MARK = (short) 0xfeff;

    final CorpusRange range;
    byte[] tokenBuffer;
    int tokenOffset;
    int tokenLength;
    long tokenPosition;
    long lineStart;
    long invalid;

    SentenceReader(CorpusRange range) {
        this.range = range;
    }

    /**
     * A reader of {@code range}.
     *
     * @param bytesRead told of every piece read from disk, in bytes; the sum over all ranges is {@link Corpus#bytes()}
     * @throws IOException if the source cannot be opened
     */
    public static SentenceReader open(CorpusRange range, TextOptions options, LongConsumer bytesRead)
            throws IOException {
        RangeInput input = new RangeInput(range, bytesRead);
        try {
            return switch (options.tokenizer()) {
                case WHITESPACE -> new WhitespaceSentenceReader(range, input, options.lowercase(), BUFFER_BYTES);
                case UNICODE -> new UnicodeSentenceReader(range, input, options.lowercase());
            };
        } catch (Throwable e) {
            input.close();
            throw e;
        }
    }

    /**
     * Goes to the next event.
     *
     * @return {@link #TOKEN}, {@link #SENTENCE_END} or {@link #END}
     * @throws IOException if reading fails; the message names the source
     */
    public abstract int next() throws IOException;

    /** The array that holds the current word. */
    public final byte[] buffer() {
        return tokenBuffer;
    }

    /** Where in {@link #buffer()} the current word begins. */
    public final int offset() {
        return tokenOffset;
    }

    /** Length of the current word in bytes, ≥ 1. */
    public final int length() {
        return tokenLength;
    }

    /**
     * Where the current word begins in the (unpacked) source, in bytes. With {@link Tokenizer#UNICODE}, the start of
     * its line in bytes plus the UTF-16 units between there and the word.
     */
    public final long position() {
        return tokenPosition;
    }

    /** Where the current word's line begins in the (unpacked) source, in bytes, or {@link #FAR}. */
    public final long sentenceStart() {
        return lineStart;
    }

    /**
     * How often text was met so far that is not UTF-8: words that are not valid ({@link Tokenizer#WHITESPACE}, which
     * keeps them), or bytes ({@link Tokenizer#UNICODE}, which drops them).
     */
    public final long invalidUtf8() {
        return invalid;
    }

    /** Bytes of (unpacked) text in this range; known after {@link #END}. */
    public abstract long textBytes();

    /**
     * Looks at the first bytes of a source: UTF-16 would be taken for words of one letter.
     *
     * @throws CorpusException if they are its byte order mark
     */
    final void refuseUtf16(byte[] text, int length) throws CorpusException {
        if (length >= 2 && ((text[0] << 8 | text[1] & 0xff) == MARK || (text[1] << 8 | text[0] & 0xff) == MARK)) {
            throw new CorpusException(range.source().name()
                    + " begins with the byte order mark of UTF-16, and Firth reads UTF-8; convert it, for example"
                    + " with iconv -f UTF-16 -t UTF-8");
        }
    }

    /** Whether the first three bytes are the byte order mark of UTF-8. */
    static boolean isByteOrderMark(byte[] b) {
        return (b[0] & 0xff) == 0xef && (b[1] & 0xff) == 0xbb && (b[2] & 0xff) == 0xbf;
    }

    final CorpusException tooLong() {
        return new CorpusException(
                range.source().name() + ": the word at byte " + tokenPosition + " is longer than 1 GiB");
    }
}
