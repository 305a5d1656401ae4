package io.firth.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/** Standard output that remembers why it could not be written; a {@link PrintWriter} alone remembers only that it could not. */
final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private IOException failure; // null: none yet

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** That of this process. */
    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Prints to it line by line. */
    PrintWriter printer(Charset charset) {
        return new PrintWriter(this, true, charset);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure; // what comes after a gap is of no use
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Says why it could not be written; nothing if it could, or if the reader of a pipe has gone, as {@code head} does. */
    void report(PrintWriter err) {
        if (failure != null
                && !String.valueOf(failure.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("broken pipe")) {
            err.println("firth: standard output cannot be written: " + failure.getMessage());
            err.flush();
        }
    }
}
