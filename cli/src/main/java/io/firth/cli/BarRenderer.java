package io.firth.cli;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * {@code epoch 2/5       42% [========>         ] 0:42 left, loss 2.31, …}. On a narrow terminal the bar gets short, then
 * the last details go.
 */
final class BarRenderer implements ProgressBarRenderer {
    private static final int LEAST = 8;
    private static final int MOST = 40;

    /** "[", "] " and the last column, which stays empty. */
    private static final int FRAME = 4;

    @Override
    public String render(ProgressState progress, int maxLength) {
        if (progress.isIndefinite()) {
            return line(progress.getTaskName(), details(progress), maxLength);
        }
        double share =
                progress.getMax() <= 0 ? 0 : Math.clamp((double) progress.getCurrent() / progress.getMax(), 0.0, 1.0);
        return line(progress.getTaskName(), share, details(progress), maxLength);
    }

    private static String details(ProgressState progress) {
        return progress.getExtraMessage() == null
                ? ""
                : progress.getExtraMessage().strip();
    }

    /** Where nobody knows how much there is to do. */
    static String line(String task, String details, int columns) {
        String line = String.format("%-14s %s", task, details);
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    static String line(String task, double share, String details, int columns) {
        String head = String.format("%-14s %3d%% ", task, (int) (share * 100));
        String shown = details;
        while (head.length() + LEAST + FRAME + shown.length() > columns && !shown.isEmpty()) {
            shown = shown.substring(0, Math.max(0, shown.lastIndexOf(", ")));
        }
        int width = Math.clamp(columns - head.length() - shown.length() - FRAME, LEAST, MOST);
        int filled = (int) Math.round(share * width);
        String line = head + "[" + "=".repeat(filled) + (filled < width ? ">" : "")
                + " ".repeat(Math.max(0, width - filled - 1)) + "] " + shown;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }
}
