package io.firth.cli;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** {@code epoch 2/5  42% [========>         ]  loss 2.31, 1.2 M words/s, …}. */
final class BarRenderer implements ProgressBarRenderer {
    private static final int LEAST = 8;
    private static final int MOST = 40;

    @Override
    public String render(ProgressState progress, int maxLength) {
        double share =
                progress.getMax() <= 0 ? 0 : Math.clamp((double) progress.getCurrent() / progress.getMax(), 0.0, 1.0);
        String head = String.format("%-14s %3d%% ", progress.getTaskName(), (int) (share * 100));
        String details = progress.getExtraMessage() == null
                ? ""
                : progress.getExtraMessage().strip();
        int width = Math.clamp(maxLength - head.length() - details.length() - 5L, LEAST, MOST);
        int filled = (int) Math.round(share * width);
        String line = head + "[" + "=".repeat(filled) + (filled < width ? ">" : "")
                + " ".repeat(Math.max(0, width - filled - 1)) + "] " + details;
        return line.length() < maxLength ? line : line.substring(0, Math.max(0, maxLength - 1));
    }
}
