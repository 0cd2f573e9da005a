package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.columnar.ColumnStatistics;
import dev.neuralake.columnar.WrittenFile;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
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
    private final Map<List<String>, ColumnStatistics> known;
    private final Set<List<String>> indexed;

    private FileStatistics(Map<List<String>, ColumnStatistics> known, Set<List<String>> indexed) {
        this.known = known;
        this.indexed = indexed;
    }

    /**
     * @param columns the columns of the file, by their names in it
     * @param indexed the columns that get statistics, by their paths
     */
    static String json(WrittenFile part, List<Column> columns, Set<List<String>> indexed) {
        FileStatistics statistics = new FileStatistics(part.statistics(), indexed);
        statistics.collect(columns, List.of(), statistics.min, statistics.max, statistics.nulls);
        ObjectNode json = Json.MAPPER.createObjectNode().put("numRecords", part.records());
        json.set("minValues", statistics.min);
        json.set("maxValues", statistics.max);
        json.set("nullCount", statistics.nulls);
        return json.put("tightBounds", true).toString();
    }

    /**
     * The same statistics once a deletion vector hides rows: the bounds still hold, but may be wide. The number of rows
     * is there in any case, for a file with a deletion vector must tell it.
     */
    static String wide(@Nullable String stats, long records) {
        try {
            ObjectNode json = stats != null && Json.MAPPER.readTree(stats) instanceof ObjectNode known
                    ? known
                    : Json.MAPPER.createObjectNode();
            return json.put("numRecords", records).put("tightBounds", false).toString();
        } catch (JsonProcessingException unreadable) {
            return wide(null, records);
        }
    }

    private void collect(
            List<Column> columns, List<String> parent, ObjectNode mins, ObjectNode maxs, ObjectNode counts) {
        for (Column column : columns) {
            List<String> path = new ArrayList<>(parent);
            path.add(column.name());
            if (column.type() instanceof StructType struct) {
                ObjectNode innerMins = Json.MAPPER.createObjectNode();
                ObjectNode innerMaxs = Json.MAPPER.createObjectNode();
                ObjectNode innerCounts = Json.MAPPER.createObjectNode();
                collect(struct.fields(), path, innerMins, innerMaxs, innerCounts);
                setUnlessEmpty(mins, column.name(), innerMins);
                setUnlessEmpty(maxs, column.name(), innerMaxs);
                setUnlessEmpty(counts, column.name(), innerCounts);
            } else if (indexed.contains(path)) {
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
            Column column, @Nullable ColumnStatistics of, ObjectNode mins, ObjectNode maxs, ObjectNode counts) {
        if (of == null) {
            return;
        }
        counts.put(column.name(), of.nullCount());
        putBound(mins, column.name(), of.min(), true);
        putBound(maxs, column.name(), of.max(), false);
    }

    private static void putBound(ObjectNode bounds, String name, @Nullable Object bound, boolean isMin) {
        switch (bound) {
            case Byte b -> bounds.put(name, b);
            case Short s -> bounds.put(name, s);
            case Integer i -> bounds.put(name, i);
            case Long l -> bounds.put(name, l);
            case BigDecimal d -> bounds.put(name, d);
            case Float f when Float.isFinite(f) -> bounds.put(name, f);
            case Double d when Double.isFinite(d) -> bounds.put(name, d);
            case Number infinite -> bounds.put(name, infinite.toString());
            case String text -> bounds.put(name, isMin ? cut(text) : cutAbove(text));
            case LocalDate date when date.getYear() >= 0 && date.getYear() <= 9999 -> bounds.put(name, date.toString());
            case Instant time -> bounds.put(name, time(time, isMin) + "Z");
            case LocalDateTime time -> bounds.put(name, time(time.toInstant(ZoneOffset.UTC), isMin));
            // Spark keeps no bounds for the other types.
            case null, default -> {}
        }
    }

    private static String time(Instant time, boolean isMin) {
        Instant cut = time.truncatedTo(ChronoUnit.MILLIS);
        Instant bound = isMin || cut.equals(time) ? cut : cut.plusMillis(1);
        return TIME.format(LocalDateTime.ofInstant(bound, ZoneOffset.UTC));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH));
    }

    /** A short text that is not below the given one: its beginning with the greatest character behind it. */
    private static String cutAbove(String text) {
        String cut = cut(text);
        if (cut.length() == text.length()) {
            return text;
        }
        return text.startsWith(ABOVE_ALL, cut.length()) ? cut + ABOVE_ALL + ABOVE_ALL : cut + ABOVE_ALL;
    }

    /** {@code numRecords} of a file, where its statistics tell. */
    static OptionalLong records(@Nullable String stats) {
        return FileIndex.recordsOf(stats);
    }
}
