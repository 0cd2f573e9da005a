package dev.neuralake.statement;

import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.VacuumSpec;
import dev.neuralake.delta.Vacuumed;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OPTIMIZE, VACUUM, REORG and RESTORE. */
final class Maintenance {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final Schema PATHS = new Schema(List.of(Column.of("path", DataType.Primitive.STRING)));

    private final Workplace place;

    Maintenance(Workplace place) {
        this.place = place;
    }

    Outcome optimize(Statement.Optimize optimize) {
        return Outcome.of(place.log(optimize.table())
                .optimize(new OptimizeSpec(checked(optimize.condition()), optimize.zOrderBy(), optimize.full())));
    }

    Outcome reorg(Statement.Reorg reorg) {
        return Outcome.of(place.log(reorg.table()).purge(checked(reorg.condition())));
    }

    Outcome restore(Statement.Restore restore) {
        DeltaLog log = place.log(restore.table());
        Long version = restore.moment().version();
        return Outcome.of(version == null ? log.restore(Workplace.instant(restore.moment())) : log.restore(version));
    }

    Outcome manifest(Statement.GenerateManifest generate) {
        DeltaLog log = place.log(generate.table());
        return new Outcome(log.snapshot().version(), Map.of(), paths(log.generateManifest()));
    }

    private DataFrame paths(List<String> keys) {
        List<@Nullable Object[]> paths = new ArrayList<>();
        keys.forEach(key -> paths.add(new Object[] {key}));
        return place.rows(PATHS, paths);
    }

    private @Nullable String checked(@Nullable String condition) {
        Checked checked = new Checked(place.composer());
        Checked.Slot slot = checked.add(condition);
        checked.check();
        return slot.text();
    }

    Outcome vacuum(Statement.Vacuum vacuum) {
        Duration retention = vacuum.retainHours() == null
                ? null
                : Duration.ofMillis(Math.round(vacuum.retainHours() * MILLIS_PER_HOUR));
        Vacuumed vacuumed = place.log(vacuum.table()).vacuum(new VacuumSpec(vacuum.lite(), retention, vacuum.dryRun()));
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put(vacuum.dryRun() ? "numFilesToDelete" : "numDeletedFiles", (long)
                vacuumed.files().size());
        metrics.put("sizeOfDataToDelete", vacuumed.sizeBytes());
        return new Outcome(vacuumed.version(), metrics, vacuum.dryRun() ? paths(vacuumed.files()) : null);
    }
}
