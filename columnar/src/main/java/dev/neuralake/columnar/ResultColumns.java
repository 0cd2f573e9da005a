package dev.neuralake.columnar;

import dev.neuralake.columnar.EngineTypeParser.Fit;
import dev.neuralake.columnar.EngineTypeParser.Parsed;
import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a query as the engine reports them, and what must change for them to be a {@link Schema}. */
final class ResultColumns {
    private final Schema schema;
    private final List<Fit> fits;
    private final boolean renamed;

    private ResultColumns(Schema schema, List<Fit> fits, boolean renamed) {
        this.schema = schema;
        this.fits = fits;
        this.renamed = renamed;
    }

    /** A text to run instead of a query: the query begins {@code offset} characters into it, and 0 means unchanged. */
    record Conformed(String text, int offset) {}

    static ResultColumns of(ResultSetMetaData metadata) throws SQLException {
        List<Column> columns = new ArrayList<>();
        List<Fit> fits = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        boolean renamed = false;
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String name = unique(metadata.getColumnName(i), taken);
            renamed |= !name.equals(metadata.getColumnName(i));
            Parsed parsed = new EngineTypeParser(metadata.getColumnTypeName(i)).parse();
            columns.add(Column.of(name, parsed.type()));
            fits.add(parsed.fit());
        }
        return new ResultColumns(new Schema(columns), fits, renamed);
    }

    /** As the engine itself renames the columns of a subquery. */
    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 1; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    Schema schema() {
        return schema;
    }

    /** The query with a cast of each column that fits less well than {@code enough}, and with unique names. */
    Conformed conform(String sql, Fit enough) {
        if (!renamed && fits.stream().allMatch(fit -> fit.compareTo(enough) <= 0)) {
            return new Conformed(sql, 0);
        }
        StringBuilder select = new StringBuilder("SELECT ");
        StringBuilder positions = new StringBuilder();
        for (int i = 0; i < schema.size(); i++) {
            Column column = schema.columns().get(i);
            String separator = i == 0 ? "" : ", ";
            String value = "c" + i;
            boolean fits = this.fits.get(i).compareTo(enough) <= 0;
            select.append(separator)
                    .append(fits ? value : "CAST(" + value + " AS " + EngineTypes.toResultSql(column.type()) + ")")
                    .append(" AS ")
                    .append(Sql.quote(column.name()));
            positions.append(separator).append(value);
        }
        select.append(" FROM (");
        return new Conformed(select + statement(sql) + "\n) AS conformed(" + positions + ")", select.length());
    }

    /** A statement without the semicolon at its end, fit to stand in parentheses that follow on a line of their own. */
    static String statement(String sql) {
        String text = sql.stripTrailing();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        return text;
    }
}
