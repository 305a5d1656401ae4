package io.firth.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Cli(int code, String out, String err) {
    /** Runs a command in this process. */
    static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true), noTerminal());
        return new Cli(code, out.toString(), err.toString());
    }

    /** Shows nothing, and is nobody's. */
    static Terminal noTerminal() {
        return Terminal.none(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
