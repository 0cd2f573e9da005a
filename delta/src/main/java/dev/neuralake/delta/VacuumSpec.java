package dev.neuralake.delta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to delete files that no version needs any more.
 *
 * @param lite whether files are found in the log alone, which is quick and passes over files that it never named;
 *     otherwise the whole folder is listed
 * @param retention how long files that were removed are kept; null: as the table's property says, and never shorter
 * @param dryRun whether to find the files and delete none
 */
public record VacuumSpec(boolean lite, @Nullable Duration retention, boolean dryRun) {
    public VacuumSpec {
        if (retention != null && retention.isNegative()) {
            throw new IllegalArgumentException("a retention is not negative");
        }
    }

    /** Lists the folder and deletes what the table's property lets go. */
    public static VacuumSpec full() {
        return new VacuumSpec(false, null, false);
    }

    /** Keeps what was removed less than this time ago; less than the table's property says is refused. */
    public VacuumSpec retaining(Duration time) {
        return new VacuumSpec(lite, time, dryRun);
    }

    /** Finds the files in the log alone, without listing the folder. */
    public VacuumSpec asLite() {
        return new VacuumSpec(true, retention, dryRun);
    }

    /** Finds the files and deletes none. */
    public VacuumSpec asDryRun() {
        return new VacuumSpec(lite, retention, true);
    }
}
