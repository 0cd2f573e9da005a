package dev.neuralake.delta.index;

import dev.neuralake.types.DataType.Primitive;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bounds of a data column in one block, from the files' statistics; longs and doubles are kept unboxed. */
final class StatisticsBounds implements ColumnBounds {
    private final long[] records;
    private final long[] nulls;
    private final Bound low;
    private final Bound high;
    private final boolean floating;

    private StatisticsBounds(long[] records, long[] nulls, Bound low, Bound high, boolean floating) {
        this.records = records;
        this.nulls = nulls;
        this.low = low;
        this.high = high;
        this.floating = floating;
    }

    static StatisticsBounds read(@Nullable String[] stats, IndexedColumn column, long[] records) {
        int count = stats.length;
        @Nullable Object[] lows = new Object[count];
        @Nullable Object[] highs = new Object[count];
        long[] nulls = new long[count];
        for (int i = 0; i < count; i++) {
            StatisticsReader.ColumnText text = StatisticsReader.column(stats[i], column.physicalPath());
            lows[i] = text.min == null ? null : BoundParser.bound(text.min, column.type(), true);
            highs[i] = text.max == null ? null : BoundParser.bound(text.max, column.type(), false);
            nulls[i] = text.nulls;
        }
        boolean floating = column.type() == Primitive.FLOAT || column.type() == Primitive.DOUBLE;
        return new StatisticsBounds(records, nulls, Bound.pack(lows), Bound.pack(highs), floating);
    }

    @Override
    public long records(int file) {
        return records[file];
    }

    @Override
    public long nulls(int file) {
        return nulls[file];
    }

    @Override
    public @Nullable Object low(int file) {
        return low.get(file);
    }

    @Override
    public @Nullable Object high(int file) {
        return high.get(file);
    }

    @Override
    public boolean mayHoldNaN() {
        return floating;
    }

    /** One bound of every file: an unboxed array where all known values are longs or doubles. */
    private record Bound(
            long @Nullable [] words,
            long[] known,
            boolean asDouble,
            @Nullable Object @Nullable [] objects) {

        static Bound pack(@Nullable Object[] values) {
            long[] known = new long[(values.length + 63) >> 6];
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    known[i >> 6] |= 1L << i;
                }
            }
            boolean longs = Arrays.stream(values).allMatch(value -> value == null || value instanceof Long);
            boolean doubles = Arrays.stream(values).allMatch(value -> value == null || value instanceof Double);
            if (!longs && !doubles) {
                return new Bound(null, known, false, values);
            }
            long[] words = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Number number) {
                    words[i] = longs ? number.longValue() : Double.doubleToRawLongBits(number.doubleValue());
                }
            }
            return new Bound(words, known, !longs, null);
        }

        @Nullable
        Object get(int file) {
            if (!Bits.get(known, file)) {
                return null;
            }
            if (words != null) {
                return asDouble ? (Object) Double.longBitsToDouble(words[file]) : (Object) words[file];
            }
            return objects == null ? null : objects[file];
        }
    }
}
