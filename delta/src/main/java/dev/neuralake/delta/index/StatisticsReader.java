package dev.neuralake.delta.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks single fields out of the statistics of a file without reading the rest into objects. */
final class StatisticsReader {
    private static final JsonFactory JSON = new JsonFactory();

    /** What the statistics of one file say of one column, as text. */
    static final class ColumnText {
        @Nullable
        String min;

        @Nullable
        String max;

        long nulls = -1;
    }

    private StatisticsReader() {}

    static long[] records(@Nullable String[] stats) {
        long[] records = new long[stats.length];
        for (int i = 0; i < stats.length; i++) {
            records[i] = stats[i] == null ? -1 : records(stats[i]);
        }
        return records;
    }

    /** {@code numRecords}, -1 where it is absent or the statistics cannot be read. */
    static long records(@Nullable String stats) {
        if (stats == null) {
            return -1;
        }
        try (JsonParser json = JSON.createParser(stats)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("numRecords") && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    return json.getLongValue();
                }
                json.skipChildren();
            }
        } catch (IOException e) {
            return -1;
        }
        return -1;
    }

    static ColumnText column(@Nullable String stats, List<String> path) {
        ColumnText found = new ColumnText();
        if (stats == null) {
            return found;
        }
        try (JsonParser json = JSON.createParser(stats)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "minValues" -> found.min = descend(json, path, 0);
                    case "maxValues" -> found.max = descend(json, path, 0);
                    case "nullCount" -> found.nulls = count(descend(json, path, 0));
                    default -> json.skipChildren();
                }
            }
            return found;
        } catch (IOException e) {
            return new ColumnText();
        }
    }

    private static long count(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The scalar at the path below the current object, which is read to its end. */
    private static @Nullable String descend(JsonParser json, List<String> path, int depth) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        String found = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals(path.get(depth));
            json.nextToken();
            if (!wanted) {
                json.skipChildren();
            } else if (depth + 1 < path.size()) {
                found = descend(json, path, depth + 1);
            } else if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
                found = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return found;
    }
}
