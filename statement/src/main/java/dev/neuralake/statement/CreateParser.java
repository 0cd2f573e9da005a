package dev.neuralake.statement;

import dev.neuralake.statement.Statement.CreateTable;
import dev.neuralake.statement.Statement.Existing;
import dev.neuralake.statement.Statement.ShallowClone;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE in its three forms: with columns, AS SELECT, and SHALLOW CLONE. */
final class CreateParser {
    private final Tokens tokens;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<String> partitionedBy = new ArrayList<>();
    private final List<String> clusteredBy = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private @Nullable String comment;
    private @Nullable String location;

    CreateParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement create() {
        tokens.expect("CREATE");
        boolean replace = tokens.take("OR", "REPLACE");
        tokens.expect("TABLE");
        boolean keep = tokens.take("IF", "NOT", "EXISTS");
        Existing existing = keep ? Existing.KEEP : replace ? Existing.REPLACE : Existing.FAIL;
        TableName table = tokens.tableName();
        if (tokens.take("SHALLOW", "CLONE")) {
            TableName source = tokens.tableName();
            return new ShallowClone(table, existing, source, tokens.atEnd() ? null : StatementParser.moment(tokens));
        }
        if (tokens.seesSymbol('(')) {
            columns.addAll(tokens.parenthesised(this::column));
        }
        clauses();
        String query = tokens.take("AS") || !tokens.atEnd() ? tokens.rest("a query") : null;
        return new CreateTable(
                table, existing, columns, partitionedBy, clusteredBy, properties, comment, location, query);
    }

    private void clauses() {
        while (true) {
            if (tokens.take("USING")) {
                requireDelta(tokens.identifier("a format"));
            } else if (tokens.take("PARTITIONED", "BY")) {
                partitionedBy.addAll(tokens.parenthesised(this::partitionColumn));
            } else if (tokens.take("CLUSTER", "BY")) {
                clusteredBy.addAll(tokens.parenthesised(this::dottedName));
            } else if (tokens.take("TBLPROPERTIES")) {
                properties.putAll(properties(tokens));
            } else if (tokens.take("COMMENT")) {
                comment = tokens.string("a comment");
            } else if (tokens.take("LOCATION")) {
                location = tokens.string("a path");
            } else {
                return;
            }
        }
    }

    private static void requireDelta(String format) {
        if (!format.equalsIgnoreCase("delta")) {
            throw new NeuralakeException(
                    "Cannot create a table USING " + format + ": tables are stored as delta (write USING delta)");
        }
    }

    /** A name, or as Spark allows it a whole column, which is then added to the table. */
    private String partitionColumn() {
        String name = tokens.identifier("a column");
        if (!tokens.seesSymbol(',') && !tokens.seesSymbol(')')) {
            columns.add(definition(tokens, name));
        }
        return name;
    }

    private String dottedName() {
        return String.join(".", tokens.path("a column"));
    }

    private ColumnDefinition column() {
        return definition(tokens, tokens.identifier("a column"));
    }

    /** {@code type [NOT NULL] [COMMENT '…'] [DEFAULT …] [GENERATED …]} in any order, behind the name. */
    static ColumnDefinition definition(Tokens tokens, String name) {
        tokens.takeSymbol(':');
        Column column = Column.of(name, DataType.parse(tokens.typeText()));
        String generated = null;
        String value = null;
        ColumnDefinition.Identity identity = null;
        while (true) {
            if (tokens.take("NOT", "NULL")) {
                column = column.required();
            } else if (tokens.take("COMMENT")) {
                column = column.withComment(tokens.string("a comment"));
            } else if (tokens.take("DEFAULT")) {
                value = tokens.storedExpression("a value", "NOT", "COMMENT", "FIRST", "AFTER");
            } else if (tokens.sees("GENERATED", "ALWAYS", "AS", "IDENTITY") || tokens.sees("GENERATED", "BY")) {
                identity = identity(tokens);
            } else if (tokens.take("GENERATED", "ALWAYS", "AS")) {
                tokens.expectSymbol('(');
                generated = tokens.storedExpression("an expression");
                tokens.expectSymbol(')');
            } else {
                return new ColumnDefinition(column, generated, value, identity);
            }
        }
    }

    private static ColumnDefinition.Identity identity(Tokens tokens) {
        tokens.expect("GENERATED");
        boolean explicit = tokens.take("BY", "DEFAULT");
        if (!explicit) {
            tokens.expect("ALWAYS");
        }
        tokens.expect("AS", "IDENTITY");
        long start = 1;
        long step = 1;
        if (tokens.takeSymbol('(')) {
            while (!tokens.takeSymbol(')')) {
                tokens.takeSymbol(',');
                if (tokens.take("START", "WITH")) {
                    start = Long.parseLong(tokens.number("a number"));
                } else {
                    tokens.expect("INCREMENT", "BY");
                    step = Long.parseLong(tokens.number("a number"));
                }
            }
        }
        return new ColumnDefinition.Identity(start, step, explicit);
    }

    /** {@code ('key' = 'value', a.b = 1)}. */
    static Map<String, String> properties(Tokens tokens) {
        Map<String, String> properties = new LinkedHashMap<>();
        tokens.parenthesised(() -> {
            String key = propertyKey(tokens);
            tokens.takeSymbol('=');
            return properties.put(key, propertyValue(tokens));
        });
        return properties;
    }

    static String propertyKey(Tokens tokens) {
        var token = tokens.peek();
        return token != null && token.isIdentifier()
                ? String.join(".", tokens.path("a property"))
                : tokens.string("a property");
    }

    private static String propertyValue(Tokens tokens) {
        var token = tokens.peek();
        if (token == null) {
            throw tokens.unexpected("a value");
        }
        return switch (token.kind()) {
            case WORD -> tokens.identifier("a value");
            case NUMBER -> tokens.number("a value");
            case SYMBOL -> tokens.number("a value");
            case NAME -> tokens.identifier("a value");
            case STRING -> tokens.string("a value");
        };
    }
}
