package dev.neuralake.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the table of operations compiles; the module cli runs its statements and commands. */
class OperationsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| [^|`]+ \\| `([^`]+)`[^|]*\\| `[^`]+` \\| `[^`]+` \\|$");

    @Test
    void javaOfEveryOperationCompiles(@TempDir Path classes) {
        String page = Tree.read(Tree.ROOT.resolve("docs/reference/operations.md"));
        List<String> statements =
                ROW.matcher(page).results().map(row -> row.group(1)).toList();
        assertThat(statements).hasSizeGreaterThan(25);
        Matcher setUp = Pattern.compile("(?s)```java\n(import.*?)\n\n(.*?)```").matcher(page);
        assertThat(setUp.find()).isTrue();
        String source = """
                import static dev.neuralake.frame.Functions.version;
                import dev.neuralake.catalog.Catalog;
                import dev.neuralake.frame.*;
                import dev.neuralake.types.*;
                import java.time.Duration;
                import java.util.*;
                %s
                class Page {
                  static void operations(Catalog lake) throws Exception {
                    %s
                    %s;
                  }
                }
                """.formatted(
                        setUp.group(1), setUp.group(2), statements.stream().collect(Collectors.joining(";\n    ")));
        assertThat(Java.errors(List.of(Java.source("Page", source)), classes)).isEmpty();
    }
}
