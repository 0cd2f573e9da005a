package dev.neuralake.columnar.format;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
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
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** How each type is rendered: as plain text, and as JSON. */
final class Cells {
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    /** The greatest integer to which a double can count. */
    private static final long EXACT_MAX = (1L << 53) - 1;

    /** Decimals of so many digits come back from a double as they were. */
    private static final long EXACT_DECIMAL_LIMIT = 1_000_000_000_000_000L;

    private final Utf8Buffer out;

    Cells(Utf8Buffer out) {
        this.out = out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A name as a JSON string, with a colon. */
    static byte[] key(String name) {
        Utf8Buffer text = new Utf8Buffer();
        text.put(name);
        text.quoteJson(0);
        text.put(':');
        return text.text(0).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as it stands in a CSV field before quoting; nothing for null, JSON for what is nested. */
    Cell plain(DataType type, FieldVector vector) {
        Cell value = plainValue(type, vector);
        return row -> {
            if (!vector.isNull(row)) {
                value.write(row);
            }
        };
    }

    /** The value as JSON. */
    Cell json(DataType type, FieldVector vector) {
        Cell value = jsonValue(type, vector);
        return row -> {
            if (vector.isNull(row)) {
                out.put(NULL);
            } else {
                value.write(row);
            }
        };
    }

    private Cell plainValue(DataType type, FieldVector vector) {
        return switch (type) {
            case Primitive primitive -> plainPrimitive(primitive, vector);
            case Decimal decimal -> decimal(decimal.scale(), (DecimalVector) vector, false);
            case ArrayType _, MapType _, StructType _ -> jsonValue(type, vector);
        };
    }

    private Cell plainPrimitive(Primitive type, FieldVector vector) {
        return switch (type) {
            case BOOLEAN -> row -> out.put(((BitVector) vector).get(row) == 0 ? FALSE : TRUE);
            case BYTE -> row -> NumberText.put((long) ((TinyIntVector) vector).get(row), out);
            case SHORT -> row -> NumberText.put((long) ((SmallIntVector) vector).get(row), out);
            case INT -> row -> NumberText.put((long) ((IntVector) vector).get(row), out);
            case LONG -> row -> NumberText.put(((BigIntVector) vector).get(row), out);
            case FLOAT -> row -> NumberText.put(((Float4Vector) vector).get(row), out);
            case DOUBLE -> row -> NumberText.put(((Float8Vector) vector).get(row), out);
            case STRING, VARIANT -> text((BaseVariableWidthVector) vector);
            case BINARY -> row -> out.put(Base64.getEncoder().encode(((VarBinaryVector) vector).get(row)));
            case DATE -> row -> TimeText.putDay(((DateDayVector) vector).get(row), out);
            case TIMESTAMP ->
                row -> {
                    TimeText.putMicros(((TimeStampVector) vector).get(row), out);
                    out.put('Z');
                };
            case TIMESTAMP_NTZ -> row -> TimeText.putMicros(((TimeStampVector) vector).get(row), out);
        };
    }

    private Cell text(BaseVariableWidthVector vector) {
        ArrowBuf offsets = vector.getOffsetBuffer();
        ArrowBuf data = vector.getDataBuffer();
        return row -> {
            int start = offsets.getInt((long) row * Integer.BYTES);
            int end = offsets.getInt((row + 1L) * Integer.BYTES);
            out.put(data, start, end - start);
        };
    }

    private Cell jsonValue(DataType type, FieldVector vector) {
        return switch (type) {
            case Primitive primitive -> jsonPrimitive(primitive, vector);
            case Decimal decimal -> decimal(decimal.scale(), (DecimalVector) vector, true);
            case ArrayType array -> array(array, (ListVector) vector);
            case MapType map -> map(map, (MapVector) vector);
            case StructType struct -> struct(struct, (StructVector) vector);
        };
    }

    private Cell jsonPrimitive(Primitive type, FieldVector vector) {
        Cell plain = plainPrimitive(type, vector);
        return switch (type) {
            case BOOLEAN, BYTE, SHORT, INT -> plain;
            case LONG -> exactLong(plain, (BigIntVector) vector);
            case FLOAT, DOUBLE -> finite(plain);
            case DATE, TIMESTAMP, TIMESTAMP_NTZ, BINARY -> quoted(plain);
            case STRING ->
                row -> {
                    out.put('"');
                    int start = out.size();
                    plain.write(row);
                    out.escapeJson(start);
                    out.put('"');
                };
            case VARIANT -> new VariantCell(plain, out);
        };
    }

    private Cell quoted(Cell plain) {
        return row -> {
            out.put('"');
            plain.write(row);
            out.put('"');
        };
    }

    private Cell exactLong(Cell plain, BigIntVector vector) {
        Cell quoted = quoted(plain);
        return row -> {
            long value = vector.get(row);
            if (value > EXACT_MAX || value < -EXACT_MAX) {
                quoted.write(row);
            } else {
                NumberText.put(value, out);
            }
        };
    }

    /** JSON has no numbers for NaN and the infinities. */
    private Cell finite(Cell plain) {
        return row -> {
            int start = out.size();
            plain.write(row);
            if (out.at(out.size() - 1) > '9') {
                out.quoteJson(start);
            }
        };
    }

    private Cell decimal(int scale, DecimalVector vector, boolean exact) {
        ArrowBuf data = vector.getDataBuffer();
        long limit = scale == 0 ? EXACT_MAX + 1 : EXACT_DECIMAL_LIMIT;
        return row -> {
            long low = data.getLong((long) row * DecimalVector.TYPE_WIDTH);
            long high = data.getLong((long) row * DecimalVector.TYPE_WIDTH + Long.BYTES);
            boolean small = high == low >> 63;
            boolean quoted = exact && !(small && low < limit && low > -limit);
            int start = out.size();
            if (small) {
                NumberText.put(low, scale, out);
            } else {
                NumberText.put(vector.getObject(row).unscaledValue(), scale, out);
            }
            if (quoted) {
                out.quoteJson(start);
            }
        };
    }

    private Cell array(ArrayType type, ListVector vector) {
        Cell element = json(type.element(), vector.getDataVector());
        return row -> {
            out.put('[');
            int start = vector.getElementStartIndex(row);
            int end = vector.getElementEndIndex(row);
            for (int i = start; i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                element.write(i);
            }
            out.put(']');
        };
    }

    private Cell map(MapType type, MapVector vector) {
        List<FieldVector> entries = ((StructVector) vector.getDataVector()).getChildrenFromFields();
        Cell key = plain(type.key(), entries.getFirst());
        Cell value = json(type.value(), entries.getLast());
        return row -> {
            out.put('{');
            int start = vector.getElementStartIndex(row);
            int end = vector.getElementEndIndex(row);
            for (int i = start; i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                int begin = out.size();
                key.write(i);
                out.quoteJson(begin);
                out.put(':');
                value.write(i);
            }
            out.put('}');
        };
    }

    private Cell struct(StructType type, StructVector vector) {
        List<FieldVector> children = vector.getChildrenFromFields();
        Cell[] fields = new Cell[children.size()];
        byte[][] keys = new byte[children.size()][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = json(type.fields().get(i).type(), children.get(i));
            keys[i] = key(type.fields().get(i).name());
        }
        return row -> {
            out.put('{');
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    out.put(',');
                }
                out.put(keys[i]);
                fields[i].write(row);
            }
            out.put('}');
        };
    }
}
