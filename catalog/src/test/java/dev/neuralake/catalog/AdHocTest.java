package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdHocTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.parquet, PARQUET",
        "a.CSV, CSV",
        "a.tsv, CSV",
        "a.csv.gz, CSV",
        "a.ndjson, NDJSON",
        "a.jsonl, NDJSON",
        "a.json, NDJSON",
        "a.arrow, ARROW",
        "a.feather, ARROW",
        "a.ipc, ARROW",
        "x/*.parquet, PARQUET",
        "a.txt, UNREADABLE",
        "nowhere, UNREADABLE",
        "x/*, UNREADABLE"
    })
    void endingTellsTheKind(String path, TableKind kind) {
        assertThat(AdHoc.of("t", folder + "/" + path).definition().kind()).isEqualTo(kind);
    }

    @Test
    void folderWithALogIsADeltaTable() throws IOException {
        Files.createDirectories(folder.resolve("t/_delta_log"));
        Files.writeString(folder.resolve("t/a.csv"), "");

        assertThat(AdHoc.of("t", folder + "/t").definition().kind()).isEqualTo(TableKind.DELTA);
    }

    @Test
    void filesInAFolderTellItsKind() throws IOException {
        Files.createDirectories(folder.resolve("t/sub"));
        Files.writeString(folder.resolve("t/sub/a.jsonl"), "{}");
        Files.writeString(folder.resolve("t/readme.md"), "");

        assertThat(AdHoc.of("t", folder + "/t").definition().kind()).isEqualTo(TableKind.NDJSON);
    }

    @Test
    void folderOfSeveralKindsIsAskedAbout() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{}");
        Files.writeString(folder.resolve("a.csv"), "");

        assertThat(AdHoc.of("t", folder.toString()).definition())
                .isEqualTo(new UnreadableTable(
                        folder.toString(),
                        "Cannot read " + folder + ": it is a folder with files of"
                                + " several kinds (csv, ndjson; name them as in " + folder + "/*.csv)"));
    }

    @Test
    void whatCannotBeReadAnswersWithItsReasonAndTheOthersAreServed() throws IOException {
        Files.writeString(folder.resolve("good.csv"), "id\n1\n");
        Files.writeString(folder.resolve("bad.parquet"), "text");
        Files.writeString(folder.resolve("notes.txt"), "text");
        try (Catalog lake = Catalog.builder()
                .settings(Settings.of(Map.of()))
                .add(AdHoc.parse("good=" + folder + "/good.csv"))
                .add(AdHoc.parse("bad=" + folder + "/bad.parquet"))
                .add(AdHoc.parse("missing=" + folder + "/missing"))
                .add(AdHoc.parse("gone=" + folder + "/gone.csv"))
                .add(AdHoc.parse("notes=" + folder + "/notes.txt"))
                .build()) {
            assertThat(Reading.rows(lake, "good")).containsExactly("[1]");
            assertThat(lake.entry("bad").problem().orElseThrow())
                    .hasMessage("Cannot read table main.bad: file " + folder + "/bad.parquet: it is no Parquet file");
            assertThat(lake.entry("missing").problem().orElseThrow())
                    .hasMessage(
                            "Cannot read table main.missing: " + folder + "/missing: there is no such file or folder");
            assertThat(lake.entry("gone").problem().orElseThrow())
                    .hasMessage(
                            "Cannot read table main.gone: " + folder + "/gone.csv: there is no such file or folder");
            assertThat(lake.entry("notes").problem().orElseThrow())
                    .hasMessageEndingWith(
                            "notes.txt: its ending tells no kind of file (use .parquet, .csv, .tsv, .ndjson, .jsonl,"
                                    + " .json, .arrow, .feather or .ipc, or a folder with a _delta_log)");
        }
    }

    @Test
    void textMustBeNameAndPath() {
        for (String text : new String[] {"trips", "=a.csv", "trips="}) {
            assertThatThrownBy(() -> AdHoc.parse(text))
                    .hasMessage("Cannot add table '" + text
                            + "': it is not of the form name=path (as in trips=data/trips.csv)");
        }
        assertThat(AdHoc.parse("größe \"x\"=a=b.csv").name()).isEqualTo("größe \"x\"");
        assertThatThrownBy(() -> AdHoc.parse("a.b.c=x.csv")).hasMessageStartingWith("Cannot name a table 'b.c'");
    }
}
