package io.firth.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What a shell does with a line, wherever the line comes from. */
final class ShellSession {
    /** What can be asked, in the order of the help. */
    static final List<String> COMMANDS =
            List.of("neighbors", "analogy", "similarity", "odd-one-out", "sentence", "distance", "index");

    static final List<String> BUILT_IN = List.of("help", "quit", "exit");

    private final QueryModel model;
    private final OpenModels models;
    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean succeeded = true;

    ShellSession(QueryModel model, OpenModels models, Terminal terminal, PrintWriter out, PrintWriter err) {
        this.model = model;
        this.models = models;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    void greet() {
        out.println(model.file() + ": " + Texts.count(model.embeddings().size(), "word") + ", "
                + Texts.count(model.vectors().dim(), "dimension")
                + ". Type words to see their neighbours, help, or quit.");
        out.flush();
    }

    /** Whether the last line could be answered. */
    boolean succeeded() {
        return succeeded;
    }

    /** Answers a line; false if it asks to end, or the answer cannot be written. */
    boolean goesOnAfter(String line) {
        succeeded = true;
        try {
            List<String> words = ShellWords.split(line);
            if (words.isEmpty() || words.getFirst().startsWith("#")) {
                return true;
            }
            String command = words.getFirst();
            if (words.size() == 1 && (command.equals("quit") || command.equals("exit"))) {
                return false;
            }
            if (command.equals("help")) {
                help(words.subList(1, words.size()));
            } else if (COMMANDS.contains(command)) {
                execute(command, words.subList(1, words.size()));
            } else {
                execute("neighbors", question(line.strip(), words));
            }
        } catch (CommandFailure e) {
            succeeded = false;
            err.println("firth: " + e.getMessage());
        }
        err.flush();
        return !out.checkError();
    }

    // Options at the end of a bare question belong to neighbors: king - man + woman -k 3
    private static List<String> question(String line, List<String> words) {
        int end = words.size();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--") || word.equals("-k")) {
                end = i;
                break;
            }
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(end == words.size() && !line.contains("\"") ? line : String.join(" ", words.subList(0, end)));
        arguments.addAll(words.subList(end, words.size()));
        return arguments;
    }

    private void execute(String command, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add(model.file().toString());
        all.addAll(arguments);
        String[] args = all.toArray(String[]::new);
        CommandLine line = Main.commandLine(args, terminal, models);
        line.setOut(out);
        line.setErr(err);
        if (!terminal.interactive()) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        succeeded = line.execute(args) == 0;
    }

    private void help(List<String> about) throws CommandFailure {
        if (!about.isEmpty()) {
            if (!COMMANDS.contains(about.getFirst())) {
                throw new CommandFailure("there is no command " + about.getFirst() + "; there are "
                        + String.join(", ", COMMANDS) + ", help, quit");
            }
            execute(about.getFirst(), List.of("--help"));
            return;
        }
        out.println("MODEL is " + model.file() + " and is left out: for \"firth similarity MODEL cat dog\" type");
        out.println("\"similarity cat dog\".");
        out.println();
        row("king", "the neighbours of a word");
        row("king - man + woman -k 5", "of several words, added and taken off");
        row("neighbors river --by output", "words that go together with river");
        row("analogy man king woman", "man is to king as woman is to …");
        row("similarity cat dog", "how alike two words are");
        row("odd-one-out cat dog car", "the word that does not belong");
        row("sentence \"A\" \"B\"", "how alike two sentences are");
        row("distance \"A\" \"B\"", "Word Mover's Distance of two sentences");
        row("index", "build an index; neighbors WORD --ann uses it");
        row("help COMMAND", "all options of a command");
        row("quit", "or Ctrl-D");
    }

    private void row(String what, String meaning) {
        out.println(String.format(Locale.ROOT, "  %-28s %s", what, meaning));
    }
}
