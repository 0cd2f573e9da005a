package dev.neuralake.delta;

import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import java.util.List;

/** Refuses, before anything is written, tables whose rules cannot all be kept here by what is to be done. */
final class WriteChecks {
    private WriteChecks() {}

    /** What gives rows new values must evaluate every expression of the table. */
    static void requireWritable(Protocol protocol, Metadata metadata, String table) {
        requireMovable(protocol, metadata, table);
        Expressions.requirePortable(metadata, table);
    }

    /** What only moves rows, or takes them away, leaves their values as other engines computed and checked them. */
    static void requireMovable(Protocol protocol, Metadata metadata, String table) {
        requireKnownFeatures(protocol, table);
        requireWritableTypes(metadata, table);
    }

    /** Refuses columns of types that can be read only. */
    static void requireWritableTypes(Metadata metadata, String table) {
        requireWritableColumns(metadata.schema().columns(), "", table);
    }

    /** Whether rows can be written; rules of others that cannot be kept here still let the table's own rules change. */
    static boolean isWritable(Protocol protocol, Metadata metadata, String table) {
        try {
            requireWritable(protocol, metadata, table);
            return true;
        } catch (NeuralakeException notWritable) {
            return false;
        }
    }

    static void requireKnownFeatures(Protocol protocol, String table) {
        if (protocol.minWriterVersion() > Protocol.WRITER_FEATURES_VERSION) {
            throw new NeuralakeException("Cannot write to table " + table + ": it needs writer version "
                    + protocol.minWriterVersion() + " of the Delta protocol, and this program knows up to "
                    + Protocol.WRITER_FEATURES_VERSION + " (use a newer program)");
        }
        List<String> unknown = protocol.writerFeatures().stream()
                .filter(name -> Feature.named(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new NeuralakeException("Cannot write to table " + table + ": it uses the table feature"
                    + (unknown.size() == 1 ? " " : "s ") + String.join(", ", unknown)
                    + ", which this program does not know (use a newer program, or drop the feature)");
        }
    }

    private static void requireWritableColumns(List<Column> columns, String path, String table) {
        for (Column column : columns) {
            requireWritableType(column.type(), path + column.name(), table);
        }
    }

    private static void requireWritableType(DataType type, String name, String table) {
        switch (type) {
            case Primitive p -> {
                if (p == Primitive.VARIANT) {
                    throw new NeuralakeException("Cannot write to table " + table + ": column " + name
                            + " is a variant (table feature variantType), which is read here and not written");
                }
            }
            case DataType.Decimal ignored -> {}
            case ArrayType a -> requireWritableType(a.element(), name, table);
            case MapType m -> {
                requireWritableType(m.key(), name, table);
                requireWritableType(m.value(), name, table);
            }
            case StructType s -> requireWritableColumns(s.fields(), name + ".", table);
        }
    }

    static void requireNotAppendOnly(Metadata metadata, String operation, String table) {
        if (metadata.flag("delta.appendOnly")) {
            throw new NeuralakeException("Cannot " + operation + " table " + table
                    + ": it takes appends only (its property delta.appendOnly is true)");
        }
    }
}
