package dev.neuralake.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java on the pages compiles, with the annotation processor. What declares types is a file of its own, and
 * one that grows along the page counts as it is at the end; statements see those types, a {@code Catalog lake}, and the
 * imports that every page takes for granted.
 */
class SnippetsTest {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```java\\n(.*?)^```");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:@\\w+.*\\n|public |final |abstract )*(?:class|record|interface|enum) (\\w+)");
    private static final String IMPORTS = """
            import static dev.neuralake.frame.Functions.*;
            import dev.neuralake.catalog.*;
            import dev.neuralake.columnar.*;
            import dev.neuralake.frame.*;
            import dev.neuralake.types.*;
            import java.math.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            """;

    static Stream<Path> pages() {
        return Tree.pages().stream()
                .filter(page -> FENCE.matcher(Tree.read(page)).find());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaOnThePageCompiles(Path page, @TempDir Path classes) {
        Map<String, JavaFileObject> types = new LinkedHashMap<>();
        StringBuilder statements = new StringBuilder();
        for (String snippet : snippets(page)) {
            Matcher type = TYPE.matcher(snippet);
            if (type.find()) {
                types.put(type.group(1), Java.source(type.group(1), withImports(snippet)));
            } else {
                statements
                        .append("  static void snippet%d(%s) throws Exception {\n"
                                .formatted(statements.length(), snippet.contains("Catalog lake") ? "" : "Catalog lake"))
                        .append(snippet.replaceAll("(?m)^import .*$", ""))
                        .append("  }\n");
            }
        }
        List<JavaFileObject> sources = new ArrayList<>(types.values());
        sources.add(Java.source("Page", IMPORTS + imports(page) + "class Page {\n" + statements + "}\n"));

        assertThat(Java.errors(sources, classes))
                .as("%s", Tree.ROOT.relativize(page))
                .isEmpty();
    }

    private static List<String> snippets(Path page) {
        return FENCE.matcher(Tree.read(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String withImports(String snippet) {
        return snippet.startsWith("import ") || snippet.startsWith("package ") ? snippet : IMPORTS + snippet;
    }

    /** What the statements of a page import, gathered at the top of the class that holds them. */
    private static String imports(Path page) {
        StringBuilder imports = new StringBuilder();
        snippets(page).stream()
                .filter(snippet -> !TYPE.matcher(snippet).find())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("import "))
                .distinct()
                .forEach(line -> imports.append(line).append('\n'));
        return imports.toString();
    }
}
