package io.firth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folders are the data flow: a package imports only packages above it (the table in docs/ARCHITECTURE.md). */
class PackageOrderTest {
    private static final String ROOT = "io.firth.";

    /** Package → the packages of this project that it may use, from the top of the table to its bottom. */
    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("math", List.of());
        MAY_USE.put("gradient", List.of());
        MAY_USE.put("text", List.of());
        MAY_USE.put("vocab", List.of("math", "text"));
        MAY_USE.put("embeddings", List.of("math", "vocab"));
        MAY_USE.put("nn", List.of("math", "gradient"));
        MAY_USE.put("objective", List.of("math", "gradient", "vocab"));
        MAY_USE.put("train", List.of("math", "text", "vocab", "embeddings"));
        MAY_USE.put("word2vec", List.of("math", "text", "vocab", "embeddings", "objective", "train"));
        MAY_USE.put("classify", List.of("math", "gradient", "text", "vocab", "embeddings", "nn", "train"));
        MAY_USE.put("io", List.of("math", "text", "vocab", "embeddings", "nn", "train", "classify"));
        MAY_USE.put("count", List.of("math", "gradient", "text", "vocab", "embeddings", "io", "train"));
        MAY_USE.put("query", List.of("math", "vocab", "embeddings"));
        MAY_USE.put("eval", List.of("math", "text", "vocab", "embeddings", "query"));
        MAY_USE.put(
                "lab",
                List.of(
                        "math",
                        "gradient",
                        "vocab",
                        "embeddings",
                        "nn",
                        "objective",
                        "word2vec",
                        "count",
                        "classify",
                        "query"));
    }

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.firth");

    @Test
    void everyClassIsInAPackageOfTheTable() {
        assertFalse(CORE.isEmpty(), "no classes found");
        TreeSet<String> unknown = new TreeSet<>();
        for (JavaClass type : CORE) {
            String name = type.getPackageName();
            if (!name.startsWith(ROOT) || !MAY_USE.containsKey(name.substring(ROOT.length()))) {
                unknown.add(name);
            }
        }
        assertEquals(new TreeSet<>(), unknown, "packages that the table does not have");
    }

    @Test
    void packagesUseOnlyWhatStandsAboveThem() {
        MAY_USE.forEach((name, mayUse) -> classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(
                                        ROOT + name,
                                        "java..",
                                        "javax..",
                                        "jdk.incubator.vector",
                                        "org..",
                                        "com..",
                                        "tools.."),
                                mayUse.stream().map(above -> ROOT + above))
                        .toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CORE));
    }

    @Test
    void theTableItselfOnlyPointsUpwards() {
        List<String> order = List.copyOf(MAY_USE.keySet());
        MAY_USE.forEach((name, mayUse) -> mayUse.forEach(above -> assertEquals(
                true, order.indexOf(above) >= 0 && order.indexOf(above) < order.indexOf(name), name + " → " + above)));
    }

    @Test
    void onlyTextAndIoHaveDependenciesBeyondTheJdk() {
        String[] others = MAY_USE.keySet().stream()
                .filter(name -> !name.equals("text") && !name.equals("io"))
                .map(name -> ROOT + name)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(others)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.firth..", "java..", "jdk.incubator.vector")
                .check(CORE);
        assertEquals(13, Arrays.stream(others).distinct().count());
    }
}
