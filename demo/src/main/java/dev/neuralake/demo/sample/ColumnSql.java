package dev.neuralake.demo.sample;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What each column of a sample table holds, as SQL over the columns of {@link RowClock}. */
final class ColumnSql {
    private static final double NULLS = 0.04;
    private static final int LIST_MAX = 4;

    private final SampleTable table;
    private final Draws draws;
    private final boolean series;
    private final Optional<Column> seriesColumn;
    private final Optional<Column> sequence;
    private final Optional<Column> mainTime;

    ColumnSql(SampleTable table, Draws draws, boolean series) {
        this.table = table;
        this.draws = draws;
        this.series = series;
        this.seriesColumn = SeriesShape.seriesColumn(table.schema());
        this.mainTime =
                table.schema().columns().stream().filter(SeriesShape::isTime).findFirst();
        this.sequence = sequence(table);
    }

    private static Optional<Column> sequence(SampleTable table) {
        if (table.keys().size() == 1) {
            return table.schema().find(table.keys().getFirst());
        }
        Column first = table.schema().columns().getFirst();
        return table.keys().isEmpty() && ColumnName.of(first.name()).endsWith("id")
                ? Optional.of(first)
                : Optional.empty();
    }

    /** The column's value, cast to its type. */
    String sql(Column column) {
        ColumnName name = ColumnName.of(column.name());
        String value = "CAST(" + value(column, name, name.text()) + " AS " + EngineTypes.toSql(column.type()) + ")";
        return mayBeNull(column)
                ? "CASE WHEN " + draws.happens(name.text() + "/null", NULLS) + " THEN NULL ELSE " + value + " END"
                : value;
    }

    private boolean mayBeNull(Column column) {
        boolean structural = column.type() == Primitive.DATE
                || sequence.filter(column::equals).isPresent()
                || mainTime.filter(column::equals).isPresent()
                || seriesColumn.filter(column::equals).isPresent()
                || table.keys().contains(column.name());
        return column.nullable() && !structural;
    }

    private String value(Column column, ColumnName name, String topic) {
        if (seriesColumn.filter(column::equals).isPresent()) {
            return seriesName(column, name);
        }
        if (series && SeriesShape.isMeasure(column)) {
            return SeriesShape.value(table, draws, name);
        }
        if (sequence.filter(column::equals).isPresent()) {
            return id(column, name, "(i + 1)");
        }
        return ofType(column.name(), column.type(), name, topic);
    }

    private String seriesName(Column column, ColumnName name) {
        return column.type() == Primitive.STRING
                ? "printf(" + Sql.text(name.subject("series") + "-%02d") + ", series + 1)"
                : "series + 1";
    }

    private String ofType(String column, DataType type, ColumnName name, String topic) {
        return switch (type) {
            case Primitive primitive -> ofPrimitive(column, primitive, name, topic);
            case DataType.Decimal decimal -> ofDecimal(decimal, name, topic);
            case DataType.ArrayType array -> ofArray(column, array, name, topic);
            case DataType.MapType map -> ofMap(column, map, name, topic);
            case DataType.StructType struct -> ofStruct(struct, topic);
        };
    }

    private String ofPrimitive(String column, Primitive type, ColumnName name, String topic) {
        return switch (type) {
            case BOOLEAN -> flag(name, topic);
            case BYTE -> whole(name, topic, Byte.MAX_VALUE);
            case SHORT -> whole(name, topic, Short.MAX_VALUE);
            case INT -> whole(name, topic, Integer.MAX_VALUE);
            case LONG -> name.endsWith("id") ? foreignId(topic) : whole(name, topic, 1L << 53);
            case FLOAT, DOUBLE ->
                place(name).orElseGet(() -> NumberShape.of(name, false).sql(draws, topic));
            case STRING -> TextShape.sql(draws, table.ids(), name, topic);
            case BINARY -> "from_hex(md5(" + draws.bits(topic) + "::VARCHAR))";
            case DATE -> "CAST(make_timestamp(" + micros(name, topic, true) + ") AS DATE)";
            case TIMESTAMP -> "make_timestamptz(" + micros(name, topic, isMainTime(column)) + ")";
            case TIMESTAMP_NTZ -> "make_timestamp(" + micros(name, topic, isMainTime(column)) + ")";
            case VARIANT ->
                throw new NeuralakeException("Cannot generate column '" + column
                        + "': variants can be read but not written (leave the column out)");
        };
    }

    private boolean isMainTime(String column) {
        return mainTime.filter(time -> time.name().equals(column)).isPresent();
    }

    private String flag(ColumnName name, String topic) {
        if (series && name.has("spike", "anomaly", "outlier")) {
            return SeriesShape.spike(draws);
        }
        boolean rare =
                name.has("deleted", "fraud", "error", "spike", "anomaly", "test", "blocked", "failed", "deprecated");
        boolean usual = name.has("active", "enabled", "verified", "valid", "success", "passed", "available");
        return draws.happens(topic, rare ? 0.02 : usual ? 0.9 : 0.5);
    }

    private String whole(ColumnName name, String topic, long most) {
        if (name.endsWith("id")) {
            return "least(" + foreignId(topic) + ", " + most + ")";
        }
        return "least(floor(" + NumberShape.of(name, true).sql(draws, topic) + "), " + most + ")";
    }

    private String ofDecimal(DataType.Decimal type, ColumnName name, String topic) {
        String most = "9".repeat(Math.min(15, type.precision() - type.scale()));
        String bounded = "least(" + NumberShape.of(name, false).sql(draws, topic) + ", "
                + (most.isEmpty() ? "0.99" : most) + ")";
        // Made exact here, where the digits are few: a double cast to many decimals shows its binary fraction.
        return "CAST(" + bounded + " AS DECIMAL(18, " + Math.min(2, type.scale()) + "))";
    }

    /** Latitude and longitude near the city of the row. */
    private Optional<String> place(ColumnName name) {
        boolean latitude = name.has("lat", "latitude");
        if (!latitude && !name.has("lon", "lng", "longitude")) {
            return Optional.empty();
        }
        List<String> degrees = Words.list(latitude ? "city/latitude" : "city/longitude");
        return Optional.of("([" + String.join(", ", degrees) + "][1 + " + draws.skewedBelow("place", degrees.size())
                + "] + 0.1 * " + draws.normal(latitude ? "latitude" : "longitude") + ")");
    }

    /** The row's time, or for a second time of the row one that follows it; births lie decades before. */
    private String micros(ColumnName name, String topic, boolean main) {
        if (name.has("birth", "born", "dob", "birthday")) {
            return "(t - ((18 + 60 * " + draws.uniform(topic) + ") * 365.25 * " + RowClock.DAY_MICROS + ")::BIGINT)";
        }
        return main ? "t" : "(t + (" + draws.exponential(topic) + " * 7200000000)::BIGINT)";
    }

    private String foreignId(String topic) {
        return "(1 + " + draws.skewedBelow(topic, table.ids()) + ")";
    }

    private String id(Column column, ColumnName name, String number) {
        boolean text = column.type() == Primitive.STRING;
        if (text && name.has("uuid", "guid")) {
            return TextShape.sql(draws, table.ids(), name, name.text());
        }
        return text ? TextShape.id(name, number) : number;
    }

    private String ofArray(String column, DataType.ArrayType array, ColumnName name, String topic) {
        String elements = IntStream.range(0, LIST_MAX)
                .mapToObj(k -> ofType(column, array.element(), name, topic + "/" + k))
                .collect(Collectors.joining(", ", "[", "]"));
        return elements + "[1:" + draws.below(topic + "/length", LIST_MAX + 1) + "]";
    }

    private String ofMap(String column, DataType.MapType map, ColumnName name, String topic) {
        String keys = map.key() == Primitive.STRING ? "['source', 'batch']" : "[1, 2]";
        String values = ofType(column, map.value(), name, topic + "/1") + ", "
                + ofType(column, map.value(), name, topic + "/2");
        return "map(" + keys + ", [" + values + "])";
    }

    private String ofStruct(DataType.StructType struct, String topic) {
        return struct.fields().stream()
                .map(field -> {
                    ColumnName name = ColumnName.of(field.name());
                    String value = ofType(field.name(), field.type(), name, topic + "." + name.text());
                    return Sql.text(field.name()) + ": " + value;
                })
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
