package io.firth.io;

import io.firth.text.Quoted;

/**
 * A line of word2vec's, fastText's and GloVe's text formats: a word, then D numbers with spaces or tabs between. The last
 * D fields are the numbers; what stands before them is the word, which may contain spaces.
 */
final class WordAndNumbers extends TextRow {
    private final PlainNumber plain = new PlainNumber();

    WordAndNumbers(int dim) {
        super(dim);
    }

    @Override
    void parse(byte[] line, int from, int to) {
        word = line;
        wordFrom = from;
        int end = to;
        while (end > from && (separates(line[end - 1]) || line[end - 1] == '\r')) {
            end--;
        }
        if (!forward(line, from, end)) {
            backward(line, from, end);
        }
    }

    // The usual line: a word without a space, one or more spaces or one tab, then exactly D numbers.
    private boolean forward(byte[] line, int from, int end) {
        int at = from;
        while (at < end && !separates(line[at])) {
            at++;
        }
        if (at == from || at == end || (line[at] == '\t' && at + 1 < end && separates(line[at + 1]))) {
            return false;
        }
        wordTo = at;
        while (at < end && line[at] == ' ') {
            at++;
        }
        at += line[at] == '\t' && at == wordTo ? 1 : 0;
        for (int column = 0; column < vector.length; column++) {
            int start = at;
            float value = plain.read(line, start, end);
            at = plain.end();
            if (Float.isNaN(value) || at < end && !separates(line[at])) {
                while (at < end && !separates(line[at])) {
                    at++;
                }
                if (at == start) {
                    return false;
                }
                try {
                    value = DecimalFloat.parse(line, start, at);
                } catch (NumberFormatException e) {
                    return false; // perhaps a word of several parts; else the other way says what is wrong
                }
            }
            vector[column] = value;
            while (at < end && separates(line[at])) {
                at++;
            }
        }
        return at == end;
    }

    private void backward(byte[] line, int from, int end) {
        int at = end;
        for (int column = vector.length - 1; column >= 0; column--) {
            int start = at;
            while (start > from && !separates(line[start - 1])) {
                start--;
            }
            if (start == from) {
                throw new NumberFormatException("a word and " + vector.length + " numbers are expected, but only "
                        + (vector.length - 1 - column) + " numbers follow the first field "
                        + Quoted.of(line, start, at));
            }
            vector[column] = number(line, start, at, column);
            at = start;
            while (column > 0 && at > from && separates(line[at - 1])) {
                at--;
            }
        }
        wordTo = wordEnd(line, from, at);
    }

    // One tab or any number of spaces part the word from its numbers; a tab before them belongs to the word.
    private static int wordEnd(byte[] line, int from, int firstNumber) {
        int at = firstNumber - 1;
        if (line[at] == ' ') {
            while (at > from && line[at - 1] == ' ') {
                at--;
            }
        }
        return at;
    }

    private float number(byte[] line, int start, int end, int column) {
        try {
            return DecimalFloat.parse(line, start, end);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("number " + (column + 1) + " of " + vector.length + " is "
                    + Quoted.of(line, start, end) + ", which is not a number");
        }
    }

    static boolean separates(byte b) {
        return b == ' ' || b == '\t';
    }
}
