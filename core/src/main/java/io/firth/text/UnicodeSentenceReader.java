package io.firth.text;

import java.io.CharArrayReader;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.standard.StandardTokenizerImpl;

/**
 * {@link Tokenizer#UNICODE}: lines are decoded, cut into words by Lucene's scanner, and the words encoded again. A range
 * owns the lines that begin in it, since a word boundary depends on the text around it but never on another line. Long
 * lines are scanned in segments that end before a space, where there always is a boundary.
 */
final class UnicodeSentenceReader extends SentenceReader {
    private static final int SEGMENT_CHARS = 1 << 16;
    private static final int INVALID = 0xfffd; // not part of any word

    private final RangeInput input;
    private final boolean lowercase;
    private final LowerCase lower = new LowerCase();
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private int p;
    private int limit;
    private long bytesStart; // position of bytes[0] in the source
    private boolean endOfSource;

    private final StandardTokenizerImpl scanner = new StandardTokenizerImpl(new CharArrayReader(new char[0]));
    private int scannerBuffer;
    private char[] segment = new char[2 * SEGMENT_CHARS];
    private int segmentLength;
    private long segmentStart; // UTF-16 units from the start of the line
    private boolean scanning;
    private boolean lineEnded = true;
    private int mark; // bytes of a byte order mark just skipped: they belong to the first line
    private boolean open; // whether the line so far holds a word
    private byte[] word = new byte[256];

    UnicodeSentenceReader(CorpusRange range, RangeInput input, boolean lowercase) throws IOException {
        super(range);
        this.input = input;
        this.lowercase = lowercase;
        this.bytesStart = range.from();
        if (range.from() > 0) {
            skipToLine();
        } else {
            while (limit < 3 && fill()) {
                // a read may give less than asked for
            }
            refuseUtf16(bytes, limit);
            if (limit >= 3 && isByteOrderMark(bytes)) {
                p = 3;
                mark = 3;
            }
        }
        lineStart = bytesStart + p;
    }

    @Override
    public int next() throws IOException {
        while (true) {
            if (scanning) {
                if (scanner.getNextToken() != StandardTokenizerImpl.YYEOF) {
                    takeWord(scanner.yychar(), scanner.yylength());
                    open = true;
                    return TOKEN;
                }
                scanning = false;
                segmentStart += segmentLength;
            }
            if (lineEnded) {
                if (open) {
                    open = false;
                    return SENTENCE_END;
                }
                lineStart = bytesStart + p;
                segmentStart = 0;
                if (lineStart - mark >= range.to() || p == limit && !fill()) {
                    return END;
                }
                mark = 0;
            }
            readSegment();
        }
    }

    /** Decodes up to the end of the line or, in a long line, up to a space. */
    private void readSegment() throws IOException {
        segmentLength = 0;
        lineEnded = false;
        int run = 0; // characters since the last white space: no word is longer
        int longestRun = 0;
        while (true) {
            while (limit - p < 4 && fill()) {
                // a code point has up to four bytes, and a read may give less
            }
            if (p == limit) {
                lineEnded = true;
                break;
            }
            int decoded = Utf8.decode(bytes, p, limit);
            int c = decoded >> 3;
            if (decoded < 0) {
                c = INVALID;
                decoded = 1;
                invalid++;
            } else if (c == ' ' && segmentLength >= SEGMENT_CHARS) {
                break;
            }
            p += decoded & 7;
            if (c == '\n') {
                lineEnded = true;
                break;
            }
            if (segmentLength + 2 > segment.length) {
                if (segmentLength > MAX_WORD_BYTES / 2) {
                    tokenPosition = lineStart;
                    throw tooLong();
                }
                segment = Arrays.copyOf(segment, 2 * segmentLength);
            }
            segmentLength += Character.toChars(c, segment, segmentLength);
            run = c == ' ' ? 0 : run + 2;
            longestRun = Math.max(longestRun, run);
        }
        // The scanner cuts a word that is longer than its buffer.
        if (longestRun + SEGMENT_CHARS > scannerBuffer) {
            scannerBuffer = Math.max(longestRun + SEGMENT_CHARS, 2 * SEGMENT_CHARS);
            scanner.setBufferSize(scannerBuffer);
        }
        scanner.yyreset(new CharArrayReader(segment, 0, segmentLength));
        scanning = true;
    }

    private void takeWord(int start, int length) {
        tokenPosition = lineStart + segmentStart + start;
        if (word.length < 3L * length) {
            word = new byte[Math.toIntExact(3L * length)];
        }
        int q = 0;
        boolean ascii = true;
        for (int i = start; i < start + length; i++) {
            char c = segment[i];
            if (c < 0x80) {
                word[q++] = (byte) (lowercase && c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            } else {
                ascii = false;
                int codePoint = Character.codePointAt(segment, i, start + length);
                i += Character.charCount(codePoint) - 1;
                q = Utf8.encode(codePoint, word, q);
            }
        }
        tokenBuffer = word;
        tokenOffset = 0;
        tokenLength = q;
        if (lowercase && !ascii) {
            tokenLength = lower.apply(word, 0, q);
            tokenBuffer = lower.result();
        }
    }

    private boolean fill() throws IOException {
        if (endOfSource) {
            return false;
        }
        System.arraycopy(bytes, p, bytes, 0, limit - p);
        bytesStart += p;
        limit -= p;
        p = 0;
        int n = input.read(bytes, limit, bytes.length - limit);
        endOfSource = n < 0;
        limit += Math.max(n, 0);
        return n >= 0;
    }

    /** Goes to the first line that begins in the range, or to its end. */
    private void skipToLine() throws IOException {
        byte[] before = new byte[1];
        input.readBefore(range.from(), before, 1);
        boolean found = before[0] == '\n';
        while (!found && bytesStart + p < range.to() && (p < limit || fill())) {
            found = bytes[p++] == '\n';
        }
    }

    @Override
    public long textBytes() {
        return range.source().compression() == Compression.NONE ? range.to() - range.from() : bytesStart + limit;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
