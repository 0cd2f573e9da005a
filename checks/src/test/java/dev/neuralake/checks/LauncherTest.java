package dev.neuralake.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a copy of the tree, whose sources these tests break and mend. */
@Tag("slow")
class LauncherTest {
    @TempDir
    private static Path scratch;

    private static Path copy;

    private static Path added;

    private record Outcome(int exitCode, String output, String messages) {}

    @BeforeAll
    static void buildACopy() throws Exception {
        // A blank in the path, as many a home folder has one.
        copy = scratch.resolve("a copy");
        copyTree(Tree.ROOT, copy);
        added = copy.resolve("types/src/main/java/dev/neuralake/types/Added.java");
        assertThat(launch(scratch, "./a copy/neuralake", "--version").exitCode())
                .isZero();
    }

    @AfterEach
    void removeTheAddedSource() throws IOException {
        Files.deleteIfExists(added);
    }

    @Test
    void secondStartIsSilentAboutBuilding() throws Exception {
        launch(copy, "./neuralake", "--version");

        var second = launch(copy, "./neuralake", "--version");

        assertThat(second.messages()).isEmpty();
        assertThat(second.output()).startsWith("neuralake ");
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        var elsewhere = Files.createDirectories(scratch.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("lake"), copy.resolve("neuralake"));

        assertThat(launch(elsewhere, "./lake", "--version").output()).startsWith("neuralake ");
    }

    @Test
    void changedSourceRunsAtOnceWhateverTheArchiveHolds() throws Exception {
        var main = copy.resolve("cli/src/main/java/dev/neuralake/cli/Main.java");
        var before = Files.readString(main);
        var archiveBefore = Files.readAllBytes(archive());
        try {
            Files.writeString(main, before.replace("A lakehouse in code", "A changed lakehouse"));

            var start = launch(copy, "./neuralake", "--help");

            assertThat(start.messages()).contains("sources changed, building").contains("built in");
            assertThat(start.output()).contains("A changed lakehouse");

            Files.write(archive(), archiveBefore);
            assertThat(launch(copy, "./neuralake", "--help").output()).contains("A changed lakehouse");
        } finally {
            Files.writeString(main, before);
        }
    }

    /** The class-data archive of the newest build. */
    private static Path archive() throws IOException {
        var build = Files.readAllLines(copy.resolve("target/dist/current")).getFirst();
        return copy.resolve("target/dist/" + build + "/neuralake.jsa");
    }

    @Test
    void sourceThatDoesNotCompileIsShownAsTheCompilerShowsIt() throws Exception {
        Files.writeString(added, "package dev.neuralake.types;\nfinal class Added { int x = \"text\"; }");

        var start = launch(copy, "./neuralake", "--version");

        assertThat(start.exitCode()).isNotZero();
        assertThat(start.output()).isEmpty();
        assertThat(start.messages())
                .contains("types/src/main/java/dev/neuralake/types/Added.java:[2,29] incompatible types")
                .contains("Cannot build")
                .doesNotContain("Re-run Maven");
    }

    @Test
    void startsAtOnceBuildOnce() throws Exception {
        Files.writeString(added, "package dev.neuralake.types; final class Added {}");

        var starts = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            starts.add(new ProcessBuilder("./neuralake", "--version")
                    .directory(copy.toFile())
                    .start());
        }

        var outcomes = new ArrayList<Outcome>();
        for (var start : starts) {
            outcomes.add(outcome(start));
        }
        assertThat(outcomes).extracting(Outcome::exitCode).containsOnly(0);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.messages().contains("built in"))
                .hasSize(1);
    }

    private static Outcome launch(Path folder, String... command) throws Exception {
        return outcome(
                new ProcessBuilder(List.of(command)).directory(folder.toFile()).start());
    }

    private static Outcome outcome(Process process) throws Exception {
        process.getOutputStream().close();
        // Messages fit into the pipe's buffer, so that reading one stream after the other cannot block.
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        var messages = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output, messages);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        var leftOut = Set.of("target", ".git");
        Files.createDirectories(to);
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                var copied = to.resolve(entry.getFileName());
                if (!Files.isDirectory(entry)) {
                    Files.copy(entry, copied);
                } else if (!leftOut.contains(entry.getFileName().toString())) {
                    copyTree(entry, copied);
                }
            }
        }
    }
}
