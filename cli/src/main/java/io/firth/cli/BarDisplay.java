package io.firth.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A live bar that gives way to the lines that stay. */
final class BarDisplay implements ProgressDisplay {
    private static final int UPDATE_MILLIS = 100;

    private final Terminal terminal;
    private volatile ProgressBar bar;

    BarDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void start(String label, long total) {
        stop();
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(total > 0 ? total : -1) // unknown
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.columns()))
                .setRenderer(new BarRenderer())
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void update(long done, String details) {
        ProgressBar current = bar;
        if (current != null) {
            current.setExtraMessage(details);
            current.stepTo(Math.max(current.getCurrent(), done));
        }
    }

    @Override
    public synchronized void stop() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void println(String line) {
        stop();
        terminal.err().println(line);
    }
}
