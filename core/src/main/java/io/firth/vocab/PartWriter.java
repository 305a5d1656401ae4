package io.firth.vocab;

import java.io.IOException;

/** Collects one thread's ids of one part after the other and passes them on in large pieces. */
final class PartWriter {
    private final OrderedIds target;
    private final int[] ids = new int[1 << 16];
    private int room = 1 << 10; // at first little: when the loops are compiled, ids have been passed on
    private int n;
    private int part;
    private boolean begun; // the part has an id or a sentence end
    private boolean open; // the last one was an id

    PartWriter(OrderedIds target) {
        this.target = target;
    }

    void begin(int newPart) {
        part = newPart;
        n = 0;
        begun = false;
        open = false;
    }

    void word(int wordId) throws IOException {
        if (n == room) {
            flush();
        }
        ids[n++] = wordId;
        open = true;
        begun = true;
    }

    /** Ends the sentence if it has a word in this part, or may have one in the part before. */
    void endSentence() throws IOException {
        if (open || !begun) {
            if (n == room) {
                flush();
            }
            ids[n++] = EncodedCorpus.SENTENCE_END;
            open = false;
            begun = true;
        }
    }

    void finish() throws IOException {
        flush();
        target.finish(part);
    }

    private void flush() throws IOException {
        target.append(part, ids, n);
        n = 0;
        room = Math.min(2 * room, ids.length);
    }
}
