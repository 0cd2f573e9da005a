package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.CommitInfo;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.RemoveFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A planned change of a table: what will be committed, and what it rests on. Immutable; {@link DeltaLog#commit} makes
 * it so.
 *
 * @param basis the version that it was planned on; null for the first version of a table
 * @param operation Spark's name of the operation
 * @param parameters the operation's parameters, JSON values by name
 * @param metrics the operation's metrics by Spark's names
 * @param actions everything but {@code commitInfo}
 */
public record Change(
        @Nullable Snapshot basis,
        String operation,
        Map<String, Object> parameters,
        Map<String, Long> metrics,
        List<Action> actions,
        Reads reads) {

    public Change {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        actions = List.copyOf(actions);
        if (actions.stream().anyMatch(CommitInfo.class::isInstance)) {
            throw new IllegalArgumentException("commitInfo is written by the commit");
        }
    }

    /** Whether the change only adds files and rests on nothing: it fits every later version of the same schema. */
    public boolean isBlindAppend() {
        return reads instanceof Reads.Nothing
                && actions.stream()
                        .noneMatch(action -> action instanceof RemoveFile
                                || action instanceof Metadata
                                || action instanceof Protocol)
                && actions.stream().anyMatch(AddFile.class::isInstance);
    }

    /** Whether there is nothing to commit. */
    public boolean isEmpty() {
        return actions.isEmpty();
    }

    /** Whether rows are added or removed, and not only moved between files. */
    public boolean changesData() {
        return actions.stream()
                .anyMatch(action -> action instanceof AddFile add && add.dataChange()
                        || action instanceof RemoveFile remove && remove.dataChange());
    }

    /** Whether the table's schema, properties or protocol change. */
    public boolean changesRules() {
        return actions.stream().anyMatch(action -> action instanceof Metadata || action instanceof Protocol);
    }

    /** The same change with more actions. */
    public Change with(List<? extends Action> more) {
        List<Action> all = new ArrayList<>(actions);
        all.addAll(more);
        return new Change(basis, operation, parameters, metrics, all, reads);
    }
}
