package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of rows: finds each component's column by name, once for all rows. */
final class RecordMapping<T extends Record> {
    private final RecordCodec<T> codec;
    private final int[] positions;

    /** @throws FrameException where a component has no column, or one of a type that it cannot hold */
    RecordMapping(RecordCodec<T> codec, Schema schema) {
        this.codec = codec;
        List<Column> wanted = codec.schema().columns();
        this.positions = new int[wanted.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(wanted.get(i), schema);
        }
    }

    private int position(Column wanted, Schema schema) {
        String record = codec.type().getSimpleName();
        int position = schema.indexOf(wanted.name());
        if (position < 0) {
            throw new FrameException("Cannot read rows as " + record + ": there is no column '" + wanted.name() + "'"
                    + Nearest.hint(wanted.name(), schema.names()));
        }
        Column column = schema.columns().get(position);
        if (Promotion.common(column.type(), wanted.type()) == null) {
            throw new FrameException("Cannot read rows as " + record + ": column '" + column.name() + "' is of type "
                    + column.type() + ", the record wants " + wanted.type() + " (convert it with cast)");
        }
        return position;
    }

    T record(@Nullable Object[] row) {
        @Nullable Object[] values = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = row[positions[i]];
        }
        return codec.record(values);
    }
}
