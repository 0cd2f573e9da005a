package dev.neuralake.statement;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.DeltaTable;
import dev.neuralake.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake of the table {@code t}, which each test creates. */
abstract class OneTable {
    Catalog lake;

    @BeforeEach
    void open(@TempDir Path folder) {
        lake = Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .register("t", DeltaTable.existing(folder.resolve("t").toString()))
                .build();
    }

    @AfterEach
    void close() {
        lake.close();
    }
}
