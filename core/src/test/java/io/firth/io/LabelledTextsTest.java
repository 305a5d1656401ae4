package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.classify.TextExample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LabelledTextsTest {
    private static TextTable table(String name, String text) throws IOException {
        return TextTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name, (char) 0, false);
    }

    private static List<TextExample> read(String name, String text) throws IOException {
        return LabelledTexts.DEFAULT.labelled(table(name, text));
    }

    @Test
    void sst2() throws IOException {
        assertEquals(
                List.of(new TextExample("a \"fine\" film", null, "1"), new TextExample("no , \"not", null, "0")),
                read("x.tsv", "sentence\tlabel\na \"fine\" film\t1\nno , \"not\t0\n"));
    }

    @Test
    void mrpcWithByteOrderMarkAndCarriageReturns() throws IOException {
        assertEquals(
                List.of(new TextExample("He said \"yes\".", "Yes.", "1"), new TextExample("a", "b", "0")),
                read(
                        "msr.txt",
                        "\ufeffQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n1\t7\t8\tHe said \"yes\".\tYes.\r\n"
                                + "0\t7\t8\ta\tb\r\n"));
    }

    @Test
    void stsWithoutHeaderAndWithAThreshold() throws IOException {
        String sts =
                "main\tMSRvid\t2012\t0001\t5.000\tA plane.\tAn air plane.\nmain\tx\ty\t2\t2.6\tOne.\tTwo.\textra\n";
        LabelledTexts half = new LabelledTexts(List.of(), null, null, OptionalDouble.of(3));
        assertEquals(
                List.of(new TextExample("A plane.", "An air plane.", "1"), new TextExample("One.", "Two.", "0")),
                half.labelled(table("sts.csv", sts)));
        assertEquals("5.000", read("sts.csv", sts).getFirst().label());
    }

    @Test
    void csvWithQuotesAndLineBreaks() throws IOException {
        assertEquals(
                List.of(new TextExample("one, \"two\"\nthree", null, "a"), new TextExample("x", null, "b")),
                read("x.csv", "label,text\na,\"one, \"\"two\"\"\nthree\"\n\nb,x"));
        assertEquals(List.of(new TextExample("x, y", null, "b")), read("x.csv", "class;review\nb;x, y\n"));
    }

    @Test
    void columnsWithoutHeaderByTheirContent() throws IOException {
        assertEquals(
                "pos",
                read("x.tsv", "pos\tgood film\npos\tfine film\nneg\tbad film\n")
                        .getFirst()
                        .label());
        assertEquals(
                "pos",
                read("x.tsv", "good film\tpos\nfine film\tpos\nbad film\tneg\n")
                        .getFirst()
                        .label());
        assertEquals(
                new TextExample("a b", "c d", "0"),
                read("x.tsv", "a b\tc d\t0\ne f\tg h\t1\ni j\tk l\t0\n").getFirst());
    }

    @Test
    void columnsAsTheUserSays() throws IOException {
        TextTable table = table("x.tsv", "id\tQ1\tQ2\tsame\n7\ta\tb\tyes\n8\tc\td\tno\n");
        assertEquals(
                new TextExample("a", "b", "yes"),
                new LabelledTexts(List.of("q1", "Q2"), "same", null, OptionalDouble.empty())
                        .labelled(table)
                        .getFirst());
        assertEquals(
                new TextExample("Q1", null, "id"),
                new LabelledTexts(List.of("2"), "1", false, OptionalDouble.empty())
                        .labelled(table)
                        .getFirst());
        assertEquals(
                new TextExample("a", null, null),
                new LabelledTexts(List.of("2"), null, true, OptionalDouble.empty())
                        .texts(table)
                        .getFirst());
    }

    @Test
    void mistakesNameFileLineAndValue() throws IOException {
        message(
                "x.tsv, line 3: the row has 1 columns, but the label is column 2",
                () -> read("x.tsv", "sentence\tlabel\ngood\t1\nbad\n"));
        message("x.tsv, line 2: the label (column 2) is empty", () -> read("x.tsv", "sentence\tlabel\ngood\t \n"));
        message("x.tsv has a header, but no rows below it", () -> read("x.tsv", "sentence\tlabel\n"));
        message("x.tsv has no rows", () -> read("x.tsv", "\n\n"));
        message(
                "x.tsv: which of its 4 columns is the text? Say it with --text-column (a name, or a number from 1). The"
                        + " first row is: 1 'a', 2 'b', 3 'c', 4 'd'",
                () -> read("x.tsv", "a\tb\tc\td\n"));
        message(
                "x.tsv has no column 'nope'; its first row has 2: 1 'a', 2 'b'",
                () -> new LabelledTexts(List.of("nope"), null, null, OptionalDouble.empty())
                        .labelled(table("x.tsv", "a\tb\n")));
        message(
                "x.tsv, line 2: the label 'good' is not a number, which a threshold needs",
                () -> new LabelledTexts(List.of(), null, null, OptionalDouble.of(1))
                        .labelled(table("x.tsv", "text\tlabel\nfilm\tgood\n")));
        message("x.bin is not text in UTF-8: byte 1 is 0", () -> read("x.bin", "a\0b"));
        StringBuilder scores = new StringBuilder("text\tscore\n");
        for (int i = 0; i < 60; i++) {
            scores.append("t\t").append(i / 10.0).append('\n');
        }
        assertTrue(assertThrows(IOException.class, () -> read("x.tsv", scores.toString()))
                .getMessage()
                .contains("60 different numbers, such as 0.0; --label-threshold X makes two classes of them"));
        assertThrows(IOException.class, () -> read("x.csv", "label,text\na,\"never closed\n"));
    }

    private interface Reading {
        Object run() throws IOException;
    }

    private static void message(String expected, Reading reading) {
        assertEquals(expected, assertThrows(IOException.class, reading::run).getMessage());
    }
}
