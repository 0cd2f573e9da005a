package dev.neuralake.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The arrows between modules, which point to the left only, and the libraries that one module keeps to itself. */
class ArchitectureTest {
    /** Each depends on some of those before it. The three on one line do not know of each other. */
    static final List<List<String>> ORDER = List.of(
            List.of("types", "processor"),
            List.of("settings"),
            List.of("storage"),
            List.of("columnar"),
            List.of("delta"),
            List.of("frame"),
            List.of("catalog"),
            List.of("query"),
            List.of("statement"),
            List.of("server", "site", "demo"),
            List.of("cli"),
            List.of("bench"));

    static final List<String> MODULES = ORDER.stream().flatMap(List::stream).toList();

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(MODULES.stream().map(m -> "dev.neuralake." + m).toList());

    @ParameterizedTest
    @FieldSource("MODULES")
    void arrowsPointLeft(String module) {
        var row = ORDER.stream().filter(r -> r.contains(module)).findFirst().orElseThrow();
        var notToTheLeft = ORDER.subList(ORDER.indexOf(row), ORDER.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(module))
                .map(other -> "dev.neuralake." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.neuralake." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(notToTheLeft)
                .check(PRODUCTION);
    }

    @Test
    void everyModuleIsInTheOrder() {
        assertThat(Tree.modules()).containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.neuralake.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @ParameterizedTest
    @CsvSource({
        "org.duckdb.., columnar",
        "org.roaringbitmap.., delta",
        "io.helidon.., server",
        "gg.jte.., site",
        "org.commonmark.., site",
        "picocli.., cli",
        "org.openjdk.jmh.., bench",
    })
    void libraryIsKnownToOneModule(String library, String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.neuralake." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PRODUCTION);
    }

    /** They are the tests' oracle, and weigh more than all the rest. */
    @Test
    void kernelAndHadoopStayInTheTests() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.delta..", "org.apache.hadoop..")
                .check(PRODUCTION);
    }

    /** Standard output carries results alone; {@code show()} of a frame and the commands write them. */
    @Test
    void librariesPrintNothing() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.neuralake.frame..",
                        "dev.neuralake.query..",
                        "dev.neuralake.demo..",
                        "dev.neuralake.cli..",
                        "dev.neuralake.bench..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(PRODUCTION);
    }

    @Test
    void exceptionsHaveOneRoot() {
        classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .should()
                .beAssignableTo("dev.neuralake.types.NeuralakeException")
                .check(PRODUCTION);
    }
}
