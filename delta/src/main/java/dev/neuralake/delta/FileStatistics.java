package dev.neuralake.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.columnar.ParquetParts;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a file as the log keeps them (PROTOCOL.md, "Per-file Statistics"): texts cut to 32 characters and
 * timestamps to milliseconds, each so that the bounds still hold.
 */
final class FileStatistics {
    private static final int TEXT_LENGTH = 32;
    private static final String ABOVE_ALL = new String(Character.toChars(Character.MAX_CODE_POINT));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private final ObjectNode min = Json.MAPPER.createObjectNode();
    private final ObjectNode max = Json.MAPPER.createObjectNode();
    private final ObjectNode nulls = Json.MAPPER.createObjectNode();
    private final Map<String, ParquetParts.Statistics> known;
    private int columnsLeft;

    private FileStatistics(Map<String, ParquetParts.Statistics> known, int columns) {
        this.known = known;
        this.columnsLeft = columns;
    }

    /**
     * @param columns the columns of the file, by their names in it
     * @param indexed how many columns, nested ones counted singly, get statistics
     */
    static String json(ParquetParts.Part part, List<Column> columns, int indexed) {
        FileStatistics statistics = new FileStatistics(part.statistics(), indexed < 0 ? Integer.MAX_VALUE : indexed);
        statistics.collect(columns, "", statistics.min, statistics.max, statistics.nulls);
        ObjectNode json = Json.MAPPER.createObjectNode().put("numRecords", part.records());
        json.set("minValues", statistics.min);
        json.set("maxValues", statistics.max);
        json.set("nullCount", statistics.nulls);
        return json.put("tightBounds", true).toString();
    }

    /** The same statistics once a deletion vector hides rows: the bounds still hold, but may be wide. */
    static @Nullable String wide(@Nullable String stats) {
        return stats == null ? null : stats.replace("\"tightBounds\":true", "\"tightBounds\":false");
    }

    private void collect(List<Column> columns, String prefix, ObjectNode mins, ObjectNode maxs, ObjectNode counts) {
        for (Column column : columns) {
            String path = prefix + '"' + column.name().replace("\"", "\"\"") + '"';
            if (column.type() instanceof StructType struct) {
                ObjectNode innerMins = Json.MAPPER.createObjectNode();
                ObjectNode innerMaxs = Json.MAPPER.createObjectNode();
                ObjectNode innerCounts = Json.MAPPER.createObjectNode();
                collect(struct.fields(), path + ".", innerMins, innerMaxs, innerCounts);
                setUnlessEmpty(mins, column.name(), innerMins);
                setUnlessEmpty(maxs, column.name(), innerMaxs);
                setUnlessEmpty(counts, column.name(), innerCounts);
            } else if (columnsLeft-- > 0) {
                put(column, known.get(path), mins, maxs, counts);
            }
        }
    }

    private static void setUnlessEmpty(ObjectNode parent, String name, ObjectNode child) {
        if (!child.isEmpty()) {
            parent.set(name, child);
        }
    }

    private static void put(
            Column column, ParquetParts.@Nullable Statistics of, ObjectNode mins, ObjectNode maxs, ObjectNode counts) {
        if (of == null) {
            return;
        }
        if (of.nulls() >= 0) {
            counts.put(column.name(), of.nulls());
        }
        if (column.type() instanceof Decimal) {
            putDecimal(mins, column.name(), of.min());
            putDecimal(maxs, column.name(), of.max());
        } else if (column.type() instanceof Primitive type) {
            putBound(mins, column.name(), type, of.min(), true);
            putBound(maxs, column.name(), type, of.nans() ? "NaN" : of.max(), false);
        }
    }

    private static void putDecimal(ObjectNode bounds, String name, @Nullable String text) {
        if (text != null) {
            bounds.put(name, new BigDecimal(text));
        }
    }

    private static void putBound(ObjectNode bounds, String name, Primitive type, @Nullable String text, boolean isMin) {
        if (text == null) {
            return;
        }
        switch (type) {
            case BYTE, SHORT, INT, LONG -> bounds.put(name, Long.parseLong(text));
            case FLOAT, DOUBLE -> putDouble(bounds, name, text);
            case STRING -> {
                String cut = isMin ? cut(text) : cutAbove(text);
                if (cut != null) {
                    bounds.put(name, cut);
                }
            }
            case DATE -> {
                if (text.length() == 10 && FileIndex.isPartitionValue(text, type)) {
                    bounds.put(name, text);
                }
            }
            case TIMESTAMP, TIMESTAMP_NTZ ->
                FileIndex.micros(text).ifPresent(micros -> bounds.put(name, time(micros, type, isMin)));
            case BOOLEAN, BINARY, VARIANT -> {}
        }
    }

    private static void putDouble(ObjectNode bounds, String name, String text) {
        double value = text.endsWith("inf") ? (text.startsWith("-") ? -1 : 1) / 0.0 : Double.parseDouble(text);
        if (Double.isFinite(value)) {
            bounds.put(name, new BigDecimal(text));
        } else {
            bounds.put(name, Double.toString(value));
        }
    }

    private static String time(long micros, Primitive type, boolean isMin) {
        long millis = isMin ? Math.floorDiv(micros, 1000) : Math.ceilDiv(micros, 1000);
        String text =
                TIME.format(LocalDateTime.ofInstant(Instant.EPOCH.plus(millis, ChronoUnit.MILLIS), ZoneOffset.UTC));
        return type == Primitive.TIMESTAMP ? text + "Z" : text;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH));
    }

    /** A short text that is not below the given one: its beginning with the greatest character behind it. */
    private static @Nullable String cutAbove(String text) {
        String cut = cut(text);
        if (cut.length() == text.length()) {
            return text;
        }
        return text.startsWith(ABOVE_ALL, cut.length()) ? null : cut + ABOVE_ALL;
    }

    /** {@code numRecords} of a file, where its statistics tell. */
    static OptionalLong records(@Nullable String stats) {
        return FileIndex.recordsOf(stats);
    }
}
