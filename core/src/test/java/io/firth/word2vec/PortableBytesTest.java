package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firth.math.Kernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * With 128-bit vectors the same bytes come out whatever the processor has: wider vectors or none, fused multiplication and
 * addition or (by way of {@code Math.fma}) none, and whichever of the JVM's compilers has got how far. Other processors are
 * had by flags of the JVM. With {@code -Dfirth.matrix=full} more of them, and long enough for all code to be compiled.
 */
class PortableBytesTest {
    private static final boolean FULL = "full".equals(System.getProperty("firth.matrix"));

    /** Without fused multiplication and addition in hardware a training takes much longer. */
    private static final int FEW = 300;

    private static final int MANY = 60_000;

    private static List<String> trained(int tokens, String kernel, String... flags) throws Exception {
        String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return trainedBy(own, tokens, kernel, flags);
    }

    private static List<String> trainedBy(String java, int tokens, String kernel, String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+IgnoreUnrecognizedVMOptions", // flags of other processors
                "-Xmx256m",
                kernel));
        command.addAll(List.of(flags));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), TrainedBytes.class.getName(), "" + tokens));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
    }

    @Test
    void withVectorsOf128BitsTheProcessorDoesNotMatter() throws Exception {
        assumeTrue(Kernel.isSimd(), "the kernel under test is the other one");
        String narrow = "-Dfirth.vector.bits=128";
        List<String> expected = trained(FEW, narrow);
        assertEquals("SIMD, 128-bit vectors", expected.getFirst());
        assertEquals(7, expected.size(), expected.toString());
        Stream<String[]> others = Stream.of(
                new String[] {"-Dfirth.prefetch=false"},
                new String[] {"-XX:UseAVX=0"}, // neither AVX nor FMA
                new String[] {"-XX:TieredStopAtLevel=1"}, // no vector instructions at all
                new String[] {"-XX:UseAVX=1"},
                new String[] {"-XX:UseAVX=2"},
                new String[] {"-XX:UseAVX=3"},
                new String[] {"-XX:UseAVX=2", "-XX:-UseFMA"},
                new String[] {"-XX:UseAVX=0", "-XX:UseSSE=2"},
                new String[] {"-XX:-TieredCompilation"},
                new String[] {"-Xint"});
        for (String[] flags : others.limit(FULL ? 99 : 3).toList()) {
            assertEquals(expected, trained(FEW, narrow, flags), String.join(" ", flags));
        }
    }

    @Test
    void alsoWhenAllIsCompiled() throws Exception {
        assumeTrue(FULL && Kernel.isSimd(), "takes long: run with -Dfirth.matrix=full");
        String narrow = "-Dfirth.vector.bits=128";
        List<String> expected = trained(MANY, narrow);
        for (String flag : List.of("-XX:UseAVX=2", "-XX:-TieredCompilation", "-XX:TieredStopAtLevel=1")) {
            assertEquals(expected, trained(MANY, narrow, flag), flag);
        }
        assertNotEquals(
                expected.get(1), trained(MANY, "-Dfirth.vector.bits=256").get(1), "the width does matter");
    }

    /** {@code -Dfirth.matrix.java=FILE,FILE}: programs that start a JDK of another machine, under an emulator for instance. */
    @Test
    void otherInstructionSetsDoNotMatterEither() throws Exception {
        String programs = System.getProperty("firth.matrix.java");
        assumeTrue(programs != null && Kernel.isSimd(), "needs -Dfirth.matrix.java and is slow");
        for (String kernel : List.of("-Dfirth.vector.bits=128", "-Dfirth.kernel=scalar")) {
            List<String> expected = trained(FEW, kernel);
            for (String java : programs.split(",")) {
                assertEquals(expected, trainedBy(java, FEW, kernel), java);
            }
        }
    }

    @Test
    void plainJavaDoesNotDependOnTheProcessorEither() throws Exception {
        assumeTrue(!Kernel.isSimd() || FULL, "the kernel under test is the other one");
        List<String> expected = trained(FEW, "-Dfirth.kernel=scalar");
        assertTrue(expected.getFirst().startsWith("scalar"), expected.toString());
        for (String flag :
                FULL ? List.of("-XX:UseAVX=0", "-Xint", "-XX:TieredStopAtLevel=1") : List.of("-XX:UseAVX=0")) {
            assertEquals(expected, trained(FEW, "-Dfirth.kernel=scalar", flag), flag);
        }
    }
}
