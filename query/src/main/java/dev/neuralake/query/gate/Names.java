package dev.neuralake.query.gate;

/**
 * The names that the gate gives. Every relation of a checked statement has one, so that no name of the user's is ever
 * looked up by the engine, where it could be a file.
 */
final class Names {
    /** No statement may contain it, so that nothing in one can be taken for a name of the gate's. */
    static final String RESERVED = "__neuralake";

    private Names() {}

    /** The common table expression that stands for a mention of a table. */
    static String relation(int mention) {
        return RESERVED + "_" + mention;
    }

    /** A common table expression of the user's. */
    static String cte(int number) {
        return RESERVED + "_with_" + number;
    }

    static String parameter(int number) {
        return RESERVED + "_value_" + number;
    }

    /** The text that a relation's definition holds until it is known. */
    static String slot(int mention) {
        return RESERVED + "_slot_" + mention + "_";
    }
}
