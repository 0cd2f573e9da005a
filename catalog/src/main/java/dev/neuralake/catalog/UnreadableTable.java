package dev.neuralake.catalog;

import java.util.Optional;

/**
 * A table that nothing could be made of. It is listed so that it is not overlooked, and answers each query with its
 * reason.
 *
 * @param path where it was looked for
 * @param reason a whole message: {@code Cannot read …: …}
 */
public record UnreadableTable(String path, String reason) implements TableDefinition {
    @Override
    public TableKind kind() {
        return TableKind.UNREADABLE;
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return Optional.empty();
    }
}
