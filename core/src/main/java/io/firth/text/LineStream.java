package io.firth.text;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Lines as a stream of UTF-8, a line feed behind each. */
final class LineStream extends InputStream {
    private final Iterator<String> lines;
    private byte[] line = new byte[0];
    private int next;

    LineStream(Iterator<String> lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        return fill() ? line[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int done = 0;
        while (done < length && fill()) {
            int n = Math.min(length - done, line.length - next);
            System.arraycopy(line, next, target, offset + done, n);
            next += n;
            done += n;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean fill() {
        if (next == line.length && lines.hasNext()) {
            line = lines.next().concat("\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
        return next < line.length;
    }
}
