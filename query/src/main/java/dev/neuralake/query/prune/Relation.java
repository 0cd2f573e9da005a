package dev.neuralake.query.prune;

/**
 * A relation behind FROM.
 *
 * @param name how the engine calls it; empty for one that is no table
 * @param alias how the statement calls it, empty likewise
 * @param nullable whether a join may put null in the place of its rows
 */
record Relation(String name, String alias, boolean nullable) {
    static Relation computed() {
        return new Relation("", "", false);
    }

    boolean isTable() {
        return !name.isEmpty();
    }
}
