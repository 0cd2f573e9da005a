package dev.neuralake.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void everyDefaultIsValid() {
        Settings settings = Settings.of(Map.of());
        assertThat(Setting.all()).allSatisfy(setting -> settings.find(setting));
        assertThat(settings.environment()).isEqualTo(Environment.LOCAL);
        assertThat(settings.lakeRoot()).isEqualTo(Path.of("lake").toAbsolutePath());
        assertThat(settings.memoryLimitBytes()).isBetween(100_000_000L, 1L << 50);
        assertThat(settings.threads()).isPositive();
        assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.port()).isEqualTo(8080);
    }

    @Test
    void aStrongerSourceWins() throws IOException {
        Path user = Files.createDirectory(folder.resolve("user"));
        Path work = Files.createDirectory(folder.resolve("work"));
        Files.writeString(user.resolve("neuralake.properties"), """
                neuralake.port=1
                neuralake.host=a
                neuralake.lake=/user
                neuralake.threads=1
                neuralake.query.timeout=1s
                """);
        Files.writeString(work.resolve("neuralake.properties"), """
                neuralake.port=2
                neuralake.host=b
                neuralake.lake=/work
                neuralake.threads=2
                """);
        Settings settings = Settings.load(
                work,
                user,
                Map.of("NEURALAKE_PORT", "3", "NEURALAKE_HOST", "c", "NEURALAKE_LAKE", "/env", "NEURALAKE_THREADS", ""),
                Map.of("neuralake.port", "4", "neuralake.host", "d"),
                Map.of("neuralake.port", "5"));
        assertThat(settings.effective())
                .filteredOn(effective -> !effective.source().matches("default|unset"))
                .extracting(effective -> effective.setting() + " " + effective.value() + " " + effective.source())
                .containsExactly(
                        "neuralake.lake /env NEURALAKE_LAKE",
                        "neuralake.threads 2 " + work.resolve("neuralake.properties"),
                        "neuralake.query.timeout 1s " + user.resolve("neuralake.properties"),
                        "neuralake.host d system property",
                        "neuralake.port 5 command line");
    }

    @Test
    void quantitiesHaveUnits() {
        Settings settings = Settings.of(Map.of(
                "neuralake.memory.limit", "1.5GiB",
                "neuralake.temp.limit", "20 gb",
                "neuralake.query.timeout", "250ms"));
        assertThat(settings.memoryLimitBytes()).isEqualTo(3L << 29);
        assertThat(settings.tempLimitBytes()).isEqualTo(20_000_000_000L);
        assertThat(settings.queryTimeout()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void unknownKeysOfAFileAreErrorsWithTheNearestNames() throws IOException {
        Path file = Files.writeString(folder.resolve("neuralake.properties"), "neuralake.prot=1\nneuralake.hots=x\n");
        assertThatThrownBy(() -> Settings.load(folder, folder.resolve("none"), Map.of(), Map.of(), Map.of()))
                .isInstanceOf(NeuralakeException.class)
                .hasMessageStartingWith("Cannot read settings file " + file + ": no such setting: neuralake.hots; did")
                .hasMessageContaining("did you mean neuralake.host")
                .hasMessageContaining("no such setting: neuralake.prot; did you mean neuralake.port");
    }

    @Test
    void aFileThatIsNotPropertiesIsAnError() throws IOException {
        Files.write(folder.resolve("neuralake.properties"), new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Settings.load(folder, folder.resolve("none"), Map.of(), Map.of(), Map.of()))
                .hasMessageContaining("neuralake.properties")
                .hasMessageContaining("Java properties in UTF-8");
    }

    @Test
    void allInvalidValuesAreReportedAtOnce() {
        assertThatThrownBy(() -> Settings.load(
                        folder,
                        folder,
                        Map.of("NEURALAKE_PORT", "70000", "NEURALAKE_QUERY_TIMEOUT", "soon", "NEURALAKE_ENV", "prod"),
                        Map.of(),
                        Map.of()))
                .hasMessage("""
                        Cannot use setting neuralake.env 'prod' from NEURALAKE_ENV: expected local or production
                        Cannot use setting neuralake.query.timeout 'soon' from NEURALAKE_QUERY_TIMEOUT: \
                        expected a duration such as 500ms, 30s, 5m or 1h
                        Cannot use setting neuralake.port '70000' from NEURALAKE_PORT: \
                        expected a whole number from 0 to 65535""");
    }

    @Test
    void anUnknownKeyOnTheCommandLineIsAnError() {
        assertThatThrownBy(() -> Settings.load(Map.of("neuralake.memroy.limit", "1GB")))
                .hasMessage(
                        "Cannot set neuralake.memroy.limit: no such setting; did you mean neuralake.memory.limit, neuralake.temp.limit? "
                                + "(neuralake config lists them)");
    }

    @Test
    void secretsAreMasked() {
        Settings settings = Settings.of(Map.of("neuralake.auth.token", "hunter2"));
        assertThat(settings.value(Setting.AUTH_TOKEN)).isEqualTo("hunter2");
        assertThat(settings.effective())
                .noneMatch(effective -> effective.toString().contains("hunter2"));
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void misspeltVariablesAreKept() {
        Settings settings =
                Settings.load(folder, folder, Map.of("NEURALAKE_PROT", "1", "PATH", "x"), Map.of(), Map.of());
        assertThat(settings.unknownVariables()).containsExactly("NEURALAKE_PROT");
    }

    @Test
    void productionListsEverythingThatIsMissing() {
        assertThatThrownBy(() -> Settings.of(
                                Map.of("neuralake.env", "production", "neuralake.s3.endpoint", "http://store.internal"))
                        .requireProductionReady())
                .hasMessage("""
                        Cannot start in production: 5 settings aren't fit for it
                          neuralake.lake is 'lake', no object store (set it to s3://bucket/path)
                          neuralake.s3.endpoint is 'http://store.internal', which isn't encrypted (set it to an https address)
                          neuralake.s3.credentials is none (set it to chain)
                          neuralake.auth.token is unset, so anybody may query (set NEURALAKE_AUTH_TOKEN)
                          neuralake.audit.file is unset, so nobody sees who queried (set it to a file)""");
    }

    @Test
    void productionStartsWithAllOfThem() {
        Settings.of(Map.of(
                        "neuralake.env", "production",
                        "neuralake.lake", "s3://lake/main",
                        "neuralake.s3.credentials", "chain",
                        "neuralake.auth.token", "t",
                        "neuralake.audit.file", "/var/log/neuralake/audit.json"))
                .requireProductionReady();
        Settings.of(Map.of()).requireProductionReady();
    }

    @Test
    void aLakeThatIsNoFolderIsRefused() {
        assertThatThrownBy(
                        () -> Settings.of(Map.of("neuralake.lake", "s3://a/b")).lakeRoot())
                .hasMessage("Cannot open lake s3://a/b: this version stores tables in folders "
                        + "(set neuralake.lake to one)");
    }
}
