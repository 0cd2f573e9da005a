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

/** Refuses, before anything is written, tables whose rules cannot all be kept here. */
final class WriteChecks {
    private WriteChecks() {}

    static void requireWritable(Protocol protocol, Metadata metadata, String table) {
        requireKnownFeatures(protocol, table);
        requireWritableColumns(metadata.schema().columns(), "", table);
        Expressions.requirePortable(metadata, table);
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
            String name = path + column.name();
            if (column.metadata().keySet().stream().anyMatch(key -> key.startsWith("delta.identity."))) {
                throw new NeuralakeException("Cannot write to table " + table + ": column " + name
                        + " is an identity column (table feature identityColumns), whose values only its own writer "
                        + "gives out");
            }
            requireWritableType(column.type(), name, table);
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
