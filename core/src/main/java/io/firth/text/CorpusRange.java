package io.firth.text;

/**
 * The part of a source that one reader reads: words that begin, and line feeds that stand, at byte positions
 * {@code from} ≤ p &lt; {@code to}. (With {@link Tokenizer#UNICODE}: the lines that begin there.)
 *
 * @param sourceIndex place of the source in {@link Corpus#sources()}
 * @param source the file
 * @param from first byte position; 0 for a compressed source
 * @param to position after the last byte; {@link Long#MAX_VALUE} for a compressed source, which cannot be cut
 */
public record CorpusRange(int sourceIndex, CorpusSource source, long from, long to) {
    /** Whether the range reaches to the end of its source. */
    public boolean isLast() {
        return source.compression() != Compression.NONE || to >= source.bytes();
    }
}
