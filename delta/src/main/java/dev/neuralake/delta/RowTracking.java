package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.log.TableState;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives rows their ids (PROTOCOL.md, "Row Tracking"): each new file takes a range above the highest one given out. */
final class RowTracking {
    static final String DOMAIN = "delta.rowTracking";

    private RowTracking() {}

    /** The actions with ids for the files that have none, and the new high-water mark. */
    static List<Action> assign(List<Action> actions, @Nullable TableState base, long version) {
        long mark = base == null ? -1 : highWaterMark(base);
        long before = mark;
        List<Action> assigned = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof DomainMetadata domain && domain.domain().equals(DOMAIN)) {
                continue;
            }
            if (action instanceof AddFile add && add.baseRowId() == null) {
                long records = FileStatistics.records(add.stats())
                        .orElseThrow(() -> new NeuralakeException("Cannot add file " + add.path()
                                + ": the table tracks rows, and the file's statistics do not tell their number"));
                assigned.add(add.withRowIds(mark + 1, version));
                mark += records;
            } else if (action instanceof AddFile add) {
                long first = java.util.Objects.requireNonNull(add.baseRowId());
                mark = Math.max(
                        mark, first + FileStatistics.records(add.stats()).orElse(0) - 1);
                assigned.add(add.defaultRowCommitVersion() == null ? add.withRowIds(first, version) : add);
            } else {
                assigned.add(action);
            }
        }
        if (mark != before) {
            assigned.add(new DomainMetadata(DOMAIN, "{\"rowIdHighWaterMark\":" + mark + "}", false));
        }
        return assigned;
    }

    private static long highWaterMark(TableState base) {
        DomainMetadata domain = base.domains().get(DOMAIN);
        if (domain == null) {
            return -1;
        }
        try {
            return Json.MAPPER
                    .readTree(domain.configuration())
                    .path("rowIdHighWaterMark")
                    .asLong(-1);
        } catch (JsonProcessingException e) {
            throw new NeuralakeException("Cannot read the metadata domain " + DOMAIN + ": it is not JSON", e);
        }
    }
}
