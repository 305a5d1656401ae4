package io.firth.cli;

import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.TerminalBuilder;

/** Reads lines from a person, with editing, history and completion. */
final class InteractiveShell {
    private static final Logger JLINE = Logger.getLogger("org.jline"); // kept: the log manager would forget it

    private final ShellSession session;
    private final Vocabulary vocabulary;
    private final Optional<Path> history;

    /** @param history where earlier lines are kept; nowhere if it is not there */
    InteractiveShell(ShellSession session, Vocabulary vocabulary, Optional<Path> history) {
        this.session = session;
        this.vocabulary = vocabulary;
        this.history = history;
    }

    void run() throws IOException {
        quiet();
        DefaultParser parser = new DefaultParser()
                .quoteChars(new char[] {'"'})
                .escapeChars(new char[0])
                .eofOnUnclosedQuote(false);
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            LineReaderBuilder builder = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("firth")
                    .parser(parser)
                    .completer(new WordCompleter(vocabulary))
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.AUTO_LIST, true);
            history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
            LineReader reader = builder.build();
            boolean more = true;
            while (more) {
                more = session.goesOnAfter(read(reader));
            }
        }
    }

    /** JLine can do with a terminal of any kind, but logs a stack trace about one that the system does not know. */
    static void quiet() {
        JLINE.setLevel(Level.OFF);
    }

    private static String read(LineReader reader) {
        try {
            return Interruption.whileReading(true, () -> reader.readLine("firth> "));
        } catch (UserInterruptException e) {
            return ""; // Ctrl-C drops the line
        } catch (EndOfFileException e) {
            return "quit";
        }
    }
}
