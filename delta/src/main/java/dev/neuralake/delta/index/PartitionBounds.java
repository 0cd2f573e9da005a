package dev.neuralake.delta.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a partition column in one block: one value a file, exact; an empty text is null, as the protocol has
 * it.
 */
final class PartitionBounds implements ColumnBounds {
    private final @Nullable Object[] values;
    private final boolean[] known;

    PartitionBounds(Map<String, @Nullable String>[] partitions, IndexedColumn column) {
        values = new Object[partitions.length];
        known = new boolean[partitions.length];
        String name = column.physicalPath().getFirst();
        for (int i = 0; i < values.length; i++) {
            String text = partitions[i].get(name);
            boolean hasValue = text != null && !text.isEmpty();
            values[i] = text != null && hasValue ? BoundParser.parse(text, column.type()) : null;
            known[i] = !hasValue || values[i] != null;
        }
    }

    @Override
    public long records(int file) {
        return 1;
    }

    @Override
    public long nulls(int file) {
        return !known[file] ? -1 : values[file] == null ? 1 : 0;
    }

    @Override
    public @Nullable Object low(int file) {
        return values[file];
    }

    @Override
    public @Nullable Object high(int file) {
        return values[file];
    }

    @Override
    public boolean highIsPrefix(int file) {
        return false;
    }
}
