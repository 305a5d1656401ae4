package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that forbids native access: what is told names the flag. */
class NativeAccessTest {
    /** A program that does the first thing that needs it, as its argument says. */
    public static void main(String[] args) {
        try {
            if (args[0].equals("rows")) {
                Matrix.allocate(1, 1);
            } else {
                Vocabulary vocabulary = Vocabulary.of(List.of(new byte[] {'a'}), new long[] {1});
                new CorpusEncoder(vocabulary, new TextOptions(Tokenizer.WHITESPACE, false), 1);
            }
            System.out.println("allowed");
        } catch (ExceptionInInitializerError e) {
            System.out.println(e.getCause().getMessage());
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "corpus"})
    void theMessageNamesTheFlag(String what) throws Exception {
        String flag = "--enable-native-access=ALL-UNNAMED";
        String forbidden = output("--illegal-native-access=deny", what);
        assertTrue(forbidden.endsWith("start it with " + flag), forbidden);
        assertEquals("allowed", output(flag, what));
    }

    private static String output(String flag, String what) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        flag,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeAccessTest.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        try (InputStream in = process.getInputStream()) {
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(0, process.waitFor(), output);
            return output;
        }
    }
}
