package dev.neuralake.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of lazy frames has every method; that its Java compiles, the snippets' test sees. */
class FramePageTest {
    private static final Path PAGE = Path.of(System.getProperty("neuralake.root"), "docs/reference/lazyframe.md");
    /** How a plan looks is for those who write engines; closing is done by try. */
    private static final Set<String> ELSEWHERE =
            Set.of("of", "table", "expr", "withExpr", "at", "path", "close", "iterator", "values");

    @ParameterizedTest
    @ValueSource(
            classes = {
                LazyFrame.class,
                GroupedFrame.class,
                DataFrame.class,
                Row.class,
                Functions.class,
                Expr.class,
                Aggregate.class,
                Window.class,
                Case.class,
                Case.When.class,
                On.class,
                SortKey.class,
                TextFunctions.class,
                TimeFunctions.class,
                ListFunctions.class,
                MapFunctions.class
            })
    void everyMethodIsOnThePage(Class<?> type) throws IOException {
        String page = Files.readString(PAGE);
        List<String> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass().getPackage().equals(type.getPackage()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !isPartOfRecord(type, method))
                .map(Method::getName)
                .filter(name -> !ELSEWHERE.contains(name)
                        && !Set.of("equals", "hashCode", "toString").contains(name))
                .distinct()
                .toList();
        assertThat(methods)
                .allSatisfy(name -> assertThat(page).containsPattern("(\\b" + name + "\\()|(`" + name + "[`(])"));
    }

    private static boolean isPartOfRecord(Class<?> type, Method method) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part -> part.getAccessor().equals(method));
    }
}
