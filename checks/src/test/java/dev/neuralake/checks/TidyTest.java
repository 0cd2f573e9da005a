package dev.neuralake.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** House style, as far as a program sees it and neither the compiler nor the formatter does. */
class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int METHOD_LINES_MAX = 60;

    private static final List<Path> MAIN = Tree.sources("main");
    private static final List<Path> ALL =
            Stream.concat(MAIN.stream(), Tree.sources("test").stream()).toList();

    @Test
    void filesAreShort() {
        assertThat(ALL)
                .allSatisfy(file -> assertThat(Tree.read(file).lines().count())
                        .as("lines of %s", Tree.ROOT.relativize(file))
                        .isLessThanOrEqualTo(FILE_LINES_MAX));
    }

    @Test
    void methodsAreShort() throws IOException {
        assertThat(longMethods(MAIN)).isEmpty();
    }

    @Test
    void packagesAreNamedByWhatTheyHold() {
        var saysNothing = Set.of("common", "util", "utils", "base", "impl", "helper", "helpers", "manager", "misc");

        assertThat(ALL).allSatisfy(file -> assertThat(Tree.folders(file)).doesNotContainAnyElementsOf(saysNothing));
    }

    @Test
    void everyPackageIntroducesItselfAndIsNullMarked() {
        var packages = MAIN.stream().map(Path::getParent).distinct();

        assertThat(packages).allSatisfy(folder -> {
            var info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Tree.read(info)).contains("/**", "@NullMarked");
        });
    }

    @Test
    void nothingIsPutOff() {
        // The word is put together here so that this file passes its own test.
        var promise = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

        assertNoLine(ALL, promise.asPredicate());
    }

    @Test
    void sourcesHaveNoTabsAndNoWindowsLineEnds() {
        assertThat(ALL)
                .allSatisfy(file -> assertThat(Tree.read(file))
                        .as("%s", file)
                        .doesNotContain("\t")
                        .doesNotContain("\r"));
    }

    @Test
    void testsAreNotSwitchedOff() {
        assertNoLine(Tree.sources("test"), line -> line.contains("@Dis" + "abled"));
    }

    @Test
    void everyModuleSaysWhatItIs() {
        assertThat(Tree.modules())
                .allSatisfy(module -> assertThat(Tree.read(Tree.ROOT.resolve(module + "/pom.xml")))
                        .contains("<description>"));
    }

    private static void assertNoLine(List<Path> files, Predicate<String> unwanted) {
        var found = new ArrayList<String>();
        for (var file : files) {
            int number = 0;
            for (var line : Tree.read(file).split("\n")) {
                number++;
                if (unwanted.test(line)) {
                    found.add("%s:%d: %s".formatted(Tree.ROOT.relativize(file), number, line.strip()));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var found = new ArrayList<String>();
            for (var unit : task.parse()) {
                new LongMethods(unit, Trees.instance(task), found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, Trees trees, List<String> found) {
            this.unit = unit;
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var positions = trees.getSourcePositions();
            var lines = unit.getLineMap();
            long start = lines.getLineNumber(positions.getStartPosition(unit, method));
            long end = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (end - start >= METHOD_LINES_MAX) {
                var file = Tree.ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
                found.add("%s:%d: %s has %d lines".formatted(file, start, method.getName(), end - start + 1));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
