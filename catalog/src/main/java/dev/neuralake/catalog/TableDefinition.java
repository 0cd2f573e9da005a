package dev.neuralake.catalog;

import java.util.Optional;

/**
 * What a table is made of and where its rows are, without its name and description. Immutable; making one reads
 * nothing, so a definition may be held in a static field.
 */
public sealed interface TableDefinition permits FunctionTable, FileTable, DeltaTable, View, UnreadableTable {

    TableKind kind();

    /** The record that declares the columns, if one does. */
    Optional<Class<? extends Record>> rowType();
}
