package io.firth.cli;

import io.firth.train.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure becomes one line on standard error and an exit code; a stack trace only with {@code --debug}. */
final class Failures {
    /** Of all memory: the rest is for the models, which are not on the heap. */
    private static final double HEAP_SHARE = 0.75;

    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int INTERRUPTED = 130;

    private Failures() {}

    /** Wrong usage: what is wrong, what was perhaps meant, where help is. */
    static int usage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        StringBuilder message = new StringBuilder(oneLine(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            String what = first.startsWith("-") ? "option" : line.getParent() == null ? "command" : "argument";
            message = new StringBuilder(first.isEmpty() ? "empty " + what : "unknown " + what + " " + first);
            List<String> suggestions = unmatched.getSuggestions();
            int most = what.equals("command") ? 1 : 3; // short names of commands are all a little alike
            if (!suggestions.isEmpty()) {
                message.append("; did you mean ")
                        .append(String.join(" or ", suggestions.subList(0, Math.min(most, suggestions.size()))))
                        .append('?');
            }
        }
        line.getErr().println(name + ": " + decapitalised(message.toString()) + " (see: " + name + " --help)");
        line.getErr().flush();
        return USAGE;
    }

    /** A command failed. */
    static int execution(Exception e, CommandLine line, ParseResult result) {
        if (debug(line)) {
            e.printStackTrace(line.getErr());
        }
        PrintWriter err = line.getErr();
        err.println("firth: " + sentence(e, debug(line)));
        err.flush();
        return exitCode(e);
    }

    /** There is too little memory, of the heap or of the machine; picocli hands on no {@link Error}. */
    static int outOfMemory(OutOfMemoryError e, PrintWriter err) {
        boolean heap = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("heap");
        err.println("firth: out of memory: "
                + (heap ? heapIsFull(Runtime.getRuntime().maxMemory(), MemoryCheck.limit()) : oneLine(e.getMessage())));
        err.flush();
        return FAILED;
    }

    /**
     * What to do about it: a heap twice as large, if it fits.
     *
     * @param heap bytes
     * @param limit bytes of the machine or the container
     */
    static String heapIsFull(long heap, long limit) {
        String full = "Java's heap of " + Texts.bytes(heap) + " is full; ";
        long twice = Math.ceilDiv(heap, 1L << 19);
        String larger = twice < 1024 ? twice + "m" : Math.ceilDiv(twice, 1024) + "g";
        return twice <= (limit >> 20) * HEAP_SHARE
                ? full + "set FIRTH_JAVA_OPTS=-Xmx… to a larger one, such as -Xmx" + larger
                : full + "there are " + Texts.bytes(limit) + " of memory for all, too little for a heap twice as large";
    }

    /** 130 for an interruption, 2 for wrong usage, else 1. */
    static int exitCode(Throwable e) {
        if (isInterruption(e)) {
            return INTERRUPTED;
        }
        return e instanceof ParameterException ? USAGE : FAILED;
    }

    /** What a failure is, in one line for the user. */
    static String sentence(Throwable e) {
        return sentence(e, false);
    }

    private static String sentence(Throwable e, boolean debug) {
        if (e instanceof Stopped) {
            return e.getMessage();
        }
        if (isInterruption(e)) {
            return "stopped; nothing was written";
        }
        if (e instanceof UncheckedIOException unchecked) {
            return sentence(unchecked.getCause(), debug);
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + reason(file);
        }
        boolean expected = e instanceof CommandFailure
                || e instanceof IOException
                || e instanceof TrainingException
                || e instanceof IllegalArgumentException;
        return expected && e.getMessage() != null
                ? oneLine(e.getMessage())
                : "internal error: " + oneLine(e.toString()) + (debug ? "" : " (--debug shows where)");
    }

    private static String reason(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException existing -> "there is such a file already";
            case FileSystemLoopException loop -> "this symbolic link leads back to a folder that it is in";
            default -> e.getClass().getSimpleName();
        };
    }

    private static boolean isInterruption(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || e instanceof IOException && e.getCause() instanceof ClosedByInterruptException;
    }

    private static boolean debug(CommandLine line) {
        return line.getCommandSpec().mixins().containsKey("general")
                && ((GeneralOptions)
                                line.getCommandSpec().mixins().get("general").userObject())
                        .debug();
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ").strip();
    }

    private static String decapitalised(String text) {
        boolean word =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && !Character.isUpperCase(text.charAt(1));
        return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
