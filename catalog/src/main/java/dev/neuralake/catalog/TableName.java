package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.util.regex.Pattern;

/**
 * A database and a table in it. Every sign but a dot and control signs may stand in a name; whoever writes one into SQL
 * quotes it.
 */
record TableName(String database, String table) implements Comparable<TableName> {
    /** The database of tables that are registered without one. */
    static final String MAIN = "main";

    private static final int MOST = 128;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    TableName {
        check("database", database);
        check("table", table);
    }

    /** Reads {@code table} or {@code database.table}; the former is in {@code main}. */
    static TableName parse(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? new TableName(MAIN, name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    private static void check(String what, String name) {
        if (name.isBlank()
                || name.length() > MOST
                || name.indexOf('.') >= 0
                || CONTROL.matcher(name).find()) {
            throw new NeuralakeException("Cannot name a " + what + " '"
                    + CONTROL.matcher(name).replaceAll("?") + "': a name has 1 to " + MOST
                    + " signs, and neither dots nor control signs (write table or database.table)");
        }
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    /** {@code database.table} */
    @Override
    public String toString() {
        return database + "." + table;
    }
}
