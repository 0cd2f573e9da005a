package dev.neuralake.frame.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A key of an ORDER BY. */
record Order(Code code, boolean descending, boolean nullsFirst) {

    Order of(Code other) {
        return new Order(other, descending, nullsFirst);
    }

    /** The key, its expression under this text; where nulls go is always said, for engines differ in it. */
    String text(String expression) {
        return expression + (descending ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    static String joined(List<Order> keys) {
        return keys.stream().map(key -> key.text(key.code.text())).collect(Collectors.joining(", "));
    }
}
