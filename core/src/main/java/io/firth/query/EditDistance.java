package io.firth.query;

/**
 * Restricted Damerau–Levenshtein distance up to a limit: fewest insertions, deletions, substitutions and swaps of
 * neighbours, no place being edited twice. Only the diagonal band that can stay within the limit is computed.
 */
final class EditDistance {
    private final int limit;
    private int[] beforeLast = new int[64];
    private int[] last = new int[64];
    private int[] current = new int[64];

    EditDistance(int limit) {
        this.limit = limit;
    }

    /** The distance of {@code a[0 … n)} and {@code b[0 … m)} if it is at most the limit, else limit + 1. */
    int between(int[] a, int n, int[] b, int m) {
        if (Math.abs(n - m) > limit) {
            return limit + 1;
        }
        if (last.length <= m) {
            beforeLast = new int[2 * m];
            last = new int[2 * m];
            current = new int[2 * m];
        }
        int beyond = limit + 1;
        // d[i][j]: distance of the first i letters of a and the first j of b, j in i − limit … i + limit.
        for (int j = 0; j <= m; j++) {
            last[j] = Math.min(j, beyond);
        }
        for (int i = 1; i <= n; i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(m, i + limit);
            current[from - 1] = from == 1 ? Math.min(i, beyond) : beyond;
            int least = current[from - 1];
            for (int j = from; j <= to; j++) {
                int d = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d = Math.min(d, current[j - 1] + 1);
                d = Math.min(d, j == i + limit ? beyond : last[j] + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    d = Math.min(d, beforeLast[j - 2] + 1);
                }
                current[j] = Math.min(d, beyond);
                least = Math.min(least, current[j]);
            }
            if (least == beyond) {
                return beyond;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[m];
    }
}
