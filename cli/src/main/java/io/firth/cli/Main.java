package io.firth.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where {@code firth} starts. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code: 0, 1 for a failure, 2 for wrong usage. */
    public static void main(String[] args) {
        HeadStart headStart = HeadStart.of(args);
        Terminal terminal = Terminal.ofProcess();
        Interruption interruption = Interruption.install(Thread.currentThread());
        StandardOutput out = StandardOutput.ofProcess();
        PrintWriter err = new PrintWriter(terminal.err(), true);
        int code = execute(args, out.printer(System.out.charset()), err, terminal, new OpenModels(null, headStart));
        out.report(err);
        interruption.finished();
        // For System.exit the JVM loads its logging, which takes tens of milliseconds; by its return, main ends the
        // process sooner. So a command that succeeds leaves no threads but daemons.
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs a command with these streams; one whose output could not be written has failed. */
    static int execute(String[] args, PrintWriter out, PrintWriter err, Terminal terminal) {
        return execute(args, out, err, terminal, new OpenModels());
    }

    private static int execute(String[] args, PrintWriter out, PrintWriter err, Terminal terminal, OpenModels models) {
        CommandLine line = commandLine(args, terminal, models);
        line.setOut(out);
        line.setErr(err);
        if (!terminal.interactive()) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        }
        int code;
        try {
            code = line.execute(args);
        } catch (OutOfMemoryError e) {
            code = Failures.outOfMemory(e, err);
        }
        err.flush();
        return out.checkError() && code == 0 ? Failures.FAILED : code;
    }

    /** Ready to parse {@code args}; {@code models} are those that are open already. */
    static CommandLine commandLine(String[] args, Terminal terminal, OpenModels models) {
        CommandLine line = new CommandLine(new FirthCommand());
        Commands.addTo(line, args, terminal, models);
        // picocli's own finds this method by reflection, which takes some milliseconds
        line.registerConverter(Path.class, Converters::file);
        line.registerConverter(int.class, Converters::wholeInt);
        line.registerConverter(Integer.class, Converters::wholeInt);
        line.registerConverter(long.class, Converters::wholeLong);
        line.registerConverter(Long.class, Converters::wholeLong);
        line.registerConverter(double.class, Converters::number);
        line.registerConverter(Double.class, Converters::number);
        line.setOverwrittenOptionsAllowed(false);
        line.setExpandAtFiles(false); // @home is a word or a file's name
        line.setUsageHelpWidth(Math.clamp(terminal.columns(), 80, 120));
        line.setParameterExceptionHandler(Failures::usage);
        line.setExecutionExceptionHandler(Failures::execution);
        line.setExitCodeExceptionMapper(Failures::exitCode);
        return line;
    }
}
