package dev.neuralake.query;

/**
 * What a query reads of a stored table.
 *
 * @param table its qualified name
 * @param version the version that is read, whatever others commit meanwhile
 * @param files how many files that version has; of {@code table_changes}, which reads up to it, how many tell of changes
 * @param filesRead how many of them can hold rows that the query asks for, and are read
 */
public record TableRead(String table, long version, int files, int filesRead) {}
