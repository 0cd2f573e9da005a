package dev.neuralake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of operations: its statements and its commands are run in the order of the page, each on tables of its own,
 * and leave the same rows in every version, the same properties and the same history behind.
 */
final class OperationsTest {
    private static final Path PAGE = Path.of(System.getProperty("neuralake.root"), "docs/reference/operations.md");
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (?<name>[^|`]+) \\| `[^`]+`[^|]*\\| `(?<sql>[^`]+)` \\| `neuralake (?<command>[^`]+)` \\|$");
    /** Times, sizes and the names that a condition has for its tables differ. */
    private static final Pattern COMPARED = Pattern.compile(
            "(?m)^\\{\"statement\":\"SELECT.*|\"properties\":.*\"tableFeatures\":.*|\"operation\":\"[^\"]*\"|\"isBlindAppend\":\\w+");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path folder;

    /** Tables and files of one way of doing things. */
    private record Lake(Path folder) {
        static Lake create(Path folder) throws IOException {
            Files.createDirectories(folder.resolve("old/year=2026"));
            Files.writeString(folder.resolve("new.csv"), "id,name,day\n1,ada,2026-01-01\n2,bob,2026-01-02\n");
            Files.writeString(folder.resolve("wide.csv"), "id,name,day,late\n3,cy,2026-01-02,true\n");
            TestConsole console = TestConsole.create();
            console.run("query", "select 1 as id", "-f", "parquet");
            Files.write(
                    folder.resolve("old/year=2026/a.parquet"),
                    console.outBytes().toByteArray());
            return new Lake(folder);
        }

        String run(List<String> line, String... more) {
            List<String> args = new ArrayList<>(line);
            args.replaceAll(word -> word.endsWith(".csv") ? folder.resolve(word).toString() : word);
            for (String table : List.of("t=t", "copy=copy", "old=old", "new=new.csv", "wide=wide.csv")) {
                Path path = folder.resolve(table.replaceFirst(".*=", ""));
                if (Files.exists(path) || List.of("exec", "create", "clone").contains(line.getFirst())) {
                    args.addAll(List.of("-t", table.replaceFirst("=.*", "=") + path));
                }
            }
            args.addAll(Arrays.asList(more));
            TestConsole console = TestConsole.create();
            assertThat(console.run(args.toArray(String[]::new)))
                    .as(args + "\n" + console.err())
                    .isZero();
            return console.out();
        }

        /** What every version holds, what the table is in the end, and what was done. */
        List<String> state() {
            long versions = run(List.of("history", "t"), "-f", "csv").lines().count() - 1;
            String script = LongStream.range(0, versions)
                    .mapToObj(version -> "SELECT * FROM t VERSION AS OF " + version + " ORDER BY ALL; ")
                    .collect(Collectors.joining("", "", "DESCRIBE DETAIL t; DESCRIBE HISTORY t"));
            return COMPARED.matcher(run(List.of("exec", script, "-f", "ndjson")))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        }
    }

    @Test
    void statementsAndCommandsDoTheSame() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();
        assertThat(rows).hasSizeGreaterThan(25);
        Lake bySql = Lake.create(folder.resolve("sql"));
        Lake byCommand = Lake.create(folder.resolve("command"));
        bySql.run(List.of("exec", rows.stream().map(row -> row.group("sql")).collect(Collectors.joining(";\n"))));
        rows.forEach(row -> byCommand.run(words(row.group("command"))));
        assertThat(byCommand.state()).hasSizeGreaterThan(20).isEqualTo(bySql.state());
        assertThat(byCommand.folder.resolve("copy/_delta_log")).isNotEmptyDirectory();
        assertThat(byCommand.folder.resolve("old/_delta_log")).isNotEmptyDirectory();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }
}
