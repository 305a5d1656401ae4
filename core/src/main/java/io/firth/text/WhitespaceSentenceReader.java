package io.firth.text;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** {@link Tokenizer#WHITESPACE}. Looks at eight bytes at a time; words lie in the read buffer. */
final class WhitespaceSentenceReader extends SentenceReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Bit b is set if byte b ≤ 32 is white space. */
    private static final long SEPARATORS =
            1L | 1L << '\t' | 1L << '\n' | 1L << 0x0b | 1L << '\f' | 1L << '\r' | 1L << ' ';
    /** Room behind the text for a separator that stops the search and for reading eight bytes anywhere. */
    private static final int PADDING = 16;

    private final RangeInput input;
    private final boolean lowercase;
    private final LowerCase lower = new LowerCase();
    private byte[] text; // the source's bytes from textStart on
    private int p; // next byte to look at
    private int limit; // end of what was read
    private int stop; // end of what was read and belongs to the range, ≤ limit
    private long textStart;
    private boolean endOfSource;
    private boolean open; // whether the line so far holds a word, as far as it has been looked at
    private boolean beganBefore; // whether it has a part before the range that was not looked at in full
    private boolean wordHasHighBits;

    WhitespaceSentenceReader(CorpusRange range, RangeInput input, boolean lowercase, int bufferBytes)
            throws IOException {
        super(range);
        this.input = input;
        this.lowercase = lowercase;
        this.text = new byte[bufferBytes + PADDING];
        this.textStart = range.from();
        if (range.from() > 0) {
            lookBack();
        } else {
            skipByteOrderMark();
        }
    }

    @Override
    public int next() throws IOException {
        while (true) {
            while (p < stop && isSeparator(text[p])) {
                if (text[p++] == '\n') {
                    lineStart = textStart + p;
                    if (endsSentence()) {
                        return SENTENCE_END;
                    }
                }
            }
            if (p < stop) {
                word();
                return TOKEN;
            }
            if (textStart + p >= range.to() || !fill(p)) {
                return range.isLast() && endsSentence() ? SENTENCE_END : END;
            }
        }
    }

    /** At the end of a line: whether it held a word. */
    private boolean endsSentence() throws IOException {
        boolean heldWord = open || beganBefore && heldWordBefore();
        open = false;
        beganBefore = false;
        return heldWord;
    }

    /** Takes the word that begins at p. */
    private void word() throws IOException {
        tokenPosition = textStart + p;
        int end = endOfWord(p);
        tokenBuffer = text;
        tokenOffset = p;
        tokenLength = end - p;
        open = true;
        if (wordHasHighBits) {
            if (!Utf8.isValid(text, p, end)) {
                invalid++;
            }
            if (lowercase) {
                tokenLength = lower.apply(text, p, end - p);
                tokenBuffer = lower.result();
                tokenOffset = 0;
            }
        }
        p = end;
    }

    /** The end of the word that begins at {@code start}; moves it (and p) if more must be read to see its end. */
    private int endOfWord(int start) throws IOException {
        long seen = 0;
        int q = start;
        while (true) {
            long x = (long) LONG.get(text, q);
            // The lowest high bit set marks a byte ≤ 32; those above it may be false, so each is looked at.
            long candidates = (x - 33 * ONES) & ~x & HIGH_BITS;
            while (candidates != 0) {
                int bit = Long.numberOfTrailingZeros(candidates) - 7;
                int end = q + (bit >>> 3);
                if (isSeparator(text[end])) {
                    seen |= x & ~(-1L << bit);
                    if (end < limit || !fill(p)) {
                        wordHasHighBits = (seen & HIGH_BITS) != 0;
                        return end - start + p;
                    }
                    // The word may go on: look on from where the text had ended.
                    q = end - start + p;
                    start = p;
                    break;
                }
                candidates &= candidates - 1;
            }
            if (candidates == 0) {
                seen |= x;
                q += 8;
            }
        }
    }

    /** Drops the bytes before {@code keep}, which becomes p, and reads more; false at the end of the source. */
    private boolean fill(int keep) throws IOException {
        if (endOfSource) {
            return false;
        }
        int kept = limit - keep;
        byte[] old = text;
        if (kept >= MAX_WORD_BYTES) {
            throw tooLong();
        }
        int room = text.length - PADDING;
        if (kept > room / 2 && room < MAX_WORD_BYTES) {
            text = new byte[(int) Math.min(2L * kept, MAX_WORD_BYTES) + PADDING];
        }
        System.arraycopy(old, keep, text, 0, kept);
        textStart += keep;
        p -= keep;
        limit = kept;
        int n = input.read(text, limit, text.length - PADDING - limit);
        if (n < 0) {
            endOfSource = true;
        } else {
            if (lowercase) {
                LowerCase.asciiInPlace(text, limit, limit + n);
            }
            limit += n;
        }
        text[limit] = ' ';
        stop = (int) Math.min(limit, range.to() - textStart);
        return n >= 0;
    }

    /** Finds out where the line began that the range begins in, and whether it begins inside a word, which belongs to the one before. */
    private void lookBack() throws IOException {
        byte[] before = new byte[LOOK_BACK];
        long end = range.from();
        if (end <= 3 && range.source().bytes() >= 3 && beginsWithByteOrderMark()) {
            skip((int) (3 - end));
            return;
        }
        int length = (int) Math.min(LOOK_BACK, end);
        input.readBefore(end, before, length);
        int lineFeed = length - 1;
        while (lineFeed >= 0 && before[lineFeed] != '\n') {
            lineFeed--;
        }
        lineStart = lineFeed >= 0 ? end - length + lineFeed + 1 : end <= LOOK_BACK ? 0 : FAR;
        boolean insideWord = !isSeparator(before[length - 1]);
        open = insideWord;
        beganBefore = true;
        if (insideWord && fill(0)) {
            while (true) {
                int q = p;
                while (q < limit && !isSeparator(text[q])) {
                    q++;
                }
                p = q;
                if (q < limit || textStart + p >= range.to() || !fill(p)) {
                    return;
                }
            }
        }
    }

    /**
     * Whether the part of the range's first line that lies before the range holds a word. Asked only if the rest of the line has
     * none, for the way back may be long: a file can have gigabytes of zeros, and many ranges in them.
     */
    private boolean heldWordBefore() throws IOException {
        byte[] before = new byte[LOOK_BACK];
        long end = range.from();
        while (end > 0) {
            int length = (int) Math.min(before.length, end);
            input.readBefore(end, before, length);
            for (int i = length - 1; i >= 0; i--) {
                if (!isSeparator(before[i])) {
                    // A byte order mark in front of the first line is not a word.
                    return !(end - length + i == 2 && beginsWithByteOrderMark());
                }
                if (before[i] == '\n') {
                    return false;
                }
            }
            end -= length;
        }
        return false;
    }

    private boolean beginsWithByteOrderMark() throws IOException {
        byte[] first = new byte[3];
        input.readBefore(3, first, 3);
        return isByteOrderMark(first);
    }

    private void skipByteOrderMark() throws IOException {
        skip(3);
        refuseUtf16(text, limit);
        if (p < 3 || !isByteOrderMark(text)) {
            p = 0;
        }
    }

    /** Goes on by a few bytes, or to the end of the source. */
    private void skip(int bytes) throws IOException {
        while (limit < bytes && fill(0)) {
            // a read may give less than asked for
        }
        p = Math.min(bytes, limit);
    }

    static boolean isSeparator(byte b) {
        return (b & 0xff) <= ' ' && (SEPARATORS >>> b & 1) != 0;
    }

    @Override
    public long textBytes() {
        return range.source().compression() == Compression.NONE ? range.to() - range.from() : textStart + limit;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
