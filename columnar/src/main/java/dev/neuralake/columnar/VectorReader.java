package dev.neuralake.columnar;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Reads the values of one vector, of the Arrow type that {@link ArrowTypes} gives a {@link DataType}. */
@FunctionalInterface
interface VectorReader {
    long MICROS_PER_SECOND = 1_000_000;

    @Nullable
    Object read(int index);

    static VectorReader of(DataType type, FieldVector vector) {
        VectorReader values = switch (type) {
            case Primitive primitive -> primitive(primitive, vector);
            case Decimal ignored -> ((DecimalVector) vector)::getObject;
            case ArrayType array -> array(array, (ListVector) vector);
            case MapType map -> map(map, (MapVector) vector);
            case StructType struct -> struct(struct, (StructVector) vector);
        };
        return index -> vector.isNull(index) ? null : values.read(index);
    }

    private static VectorReader primitive(Primitive type, FieldVector vector) {
        return switch (type) {
            case BOOLEAN -> index -> ((BitVector) vector).get(index) != 0;
            case BYTE -> ((TinyIntVector) vector)::get;
            case SHORT -> ((SmallIntVector) vector)::get;
            case INT -> ((IntVector) vector)::get;
            case LONG -> ((BigIntVector) vector)::get;
            case FLOAT -> ((Float4Vector) vector)::get;
            case DOUBLE -> ((Float8Vector) vector)::get;
            case STRING, VARIANT -> index -> new String(((VarCharVector) vector).get(index), StandardCharsets.UTF_8);
            case BINARY -> ((VarBinaryVector) vector)::get;
            case DATE -> index -> LocalDate.ofEpochDay(((DateDayVector) vector).get(index));
            case TIMESTAMP -> index -> instant(((TimeStampVector) vector).get(index));
            case TIMESTAMP_NTZ ->
                index -> LocalDateTime.ofInstant(instant(((TimeStampVector) vector).get(index)), ZoneOffset.UTC);
        };
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }

    private static VectorReader array(ArrayType type, ListVector vector) {
        VectorReader elements = of(type.element(), vector.getDataVector());
        return index -> {
            int end = vector.getElementEndIndex(index);
            List<@Nullable Object> list = new ArrayList<>(end - vector.getElementStartIndex(index));
            for (int i = vector.getElementStartIndex(index); i < end; i++) {
                list.add(elements.read(i));
            }
            return Collections.unmodifiableList(list);
        };
    }

    private static VectorReader map(MapType type, MapVector vector) {
        List<FieldVector> entries = ((StructVector) vector.getDataVector()).getChildrenFromFields();
        VectorReader keys = of(type.key(), entries.getFirst());
        VectorReader values = of(type.value(), entries.getLast());
        return index -> {
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = vector.getElementStartIndex(index); i < vector.getElementEndIndex(index); i++) {
                map.put(keys.read(i), values.read(i));
            }
            return Collections.unmodifiableMap(map);
        };
    }

    private static VectorReader struct(StructType type, StructVector vector) {
        List<FieldVector> children = vector.getChildrenFromFields();
        VectorReader[] fields = new VectorReader[children.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = of(type.fields().get(i).type(), children.get(i));
        }
        return index -> {
            @Nullable Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] = fields[i].read(index);
            }
            return values;
        };
    }
}
