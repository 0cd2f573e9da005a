package dev.neuralake.delta;

import dev.neuralake.delta.action.SetTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * How rows are written.
 *
 * @param mergeSchema whether columns that the table lacks are added to it
 * @param transactions how far applications have come with these rows, committed with them
 */
public record WriteOptions(boolean mergeSchema, List<SetTransaction> transactions) {
    public WriteOptions {
        transactions = List.copyOf(transactions);
    }

    /** The table's columns, and no transactions. */
    public static WriteOptions defaults() {
        return new WriteOptions(false, List.of());
    }

    /** Adds the columns that the table lacks. */
    public WriteOptions mergingSchema() {
        return new WriteOptions(true, transactions);
    }

    /** Commits with the rows how far an application has come, so that it can tell what it need not write again. */
    public WriteOptions withTransaction(String appId, long version) {
        List<SetTransaction> all = new ArrayList<>(transactions);
        all.add(new SetTransaction(appId, version, System.currentTimeMillis()));
        return new WriteOptions(mergeSchema, all);
    }
}
