package dev.neuralake.statement;

import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.Alteration.AddedColumn;
import dev.neuralake.delta.Alteration.Position;
import dev.neuralake.statement.Statement.AlterTable;
import dev.neuralake.types.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE, behind its first words. */
final class AlterParser {
    private final Tokens tokens;

    AlterParser(Tokens tokens) {
        this.tokens = tokens;
    }

    AlterTable alter() {
        return new AlterTable(tokens.tableName(), alteration());
    }

    private Alteration alteration() {
        if (tokens.take("ADD")) {
            return add();
        }
        if (tokens.take("RENAME", "COLUMN")) {
            List<String> column = tokens.path("a column");
            tokens.expect("TO");
            return new Alteration.RenameColumn(column, tokens.identifier("the new name"));
        }
        if (tokens.take("DROP")) {
            return drop();
        }
        if (tokens.take("SET", "TBLPROPERTIES")) {
            return new Alteration.SetProperties(CreateParser.properties(tokens));
        }
        if (tokens.take("UNSET", "TBLPROPERTIES")) {
            boolean ifExists = tokens.take("IF", "EXISTS");
            return new Alteration.UnsetProperties(
                    tokens.parenthesised(() -> CreateParser.propertyKey(tokens)), ifExists);
        }
        if (tokens.take("CLUSTER", "BY")) {
            return clusterBy();
        }
        if (tokens.take("ALTER") || tokens.take("CHANGE")) {
            tokens.take("COLUMN");
            return change(tokens.path("a column"));
        }
        throw tokens.unexpected("ADD, ALTER, DROP, RENAME, SET, UNSET or CLUSTER BY");
    }

    private Alteration add() {
        if (tokens.take("CONSTRAINT")) {
            String name = tokens.identifier("a name");
            tokens.expect("CHECK");
            tokens.expectSymbol('(');
            String condition = tokens.storedExpression("a condition");
            tokens.expectSymbol(')');
            return new Alteration.AddConstraint(name, condition);
        }
        if (!tokens.take("COLUMNS")) {
            tokens.expect("COLUMN");
        }
        return new Alteration.AddColumns(
                tokens.seesSymbol('(')
                        ? tokens.parenthesised(this::addedColumn)
                        : tokens.commaSeparated(this::addedColumn));
    }

    private AddedColumn addedColumn() {
        List<String> path = tokens.path("a column");
        ColumnDefinition definition = CreateParser.definition(tokens, path.getLast());
        Position position = position();
        return new AddedColumn(path.subList(0, path.size() - 1), definition.toColumn(), position);
    }

    private @Nullable Position position() {
        if (tokens.take("FIRST")) {
            return new Position(null);
        }
        return tokens.take("AFTER") ? new Position(tokens.identifier("a column")) : null;
    }

    private Alteration drop() {
        if (tokens.take("CONSTRAINT")) {
            boolean ifExists = tokens.take("IF", "EXISTS");
            return new Alteration.DropConstraint(tokens.identifier("a name"), ifExists);
        }
        if (tokens.take("FEATURE")) {
            String feature = tokens.identifier("a feature");
            return new Alteration.DropFeature(feature, tokens.take("TRUNCATE", "HISTORY"));
        }
        if (!tokens.take("COLUMNS")) {
            tokens.expect("COLUMN");
        }
        boolean ifExists = tokens.take("IF", "EXISTS");
        return new Alteration.DropColumns(
                tokens.seesSymbol('(')
                        ? tokens.parenthesised(() -> tokens.path("a column"))
                        : tokens.commaSeparated(() -> tokens.path("a column")),
                ifExists);
    }

    private Alteration clusterBy() {
        return new Alteration.ClusterBy(
                tokens.take("NONE")
                        ? List.of()
                        : tokens.parenthesised(() -> String.join(".", tokens.path("a column"))));
    }

    private Alteration change(List<String> column) {
        if (tokens.take("TYPE")) {
            return new Alteration.ChangeType(column, DataType.parse(tokens.typeText()));
        }
        if (tokens.take("COMMENT")) {
            return new Alteration.ChangeComment(column, tokens.string("a comment"));
        }
        if (tokens.take("DROP", "NOT", "NULL")) {
            return new Alteration.DropNotNull(column);
        }
        if (tokens.take("SET", "NOT", "NULL")) {
            return new Alteration.SetNotNull(column);
        }
        if (tokens.take("SET", "DEFAULT")) {
            return new Alteration.ChangeDefault(column, tokens.storedExpression("a value"));
        }
        if (tokens.take("DROP", "DEFAULT")) {
            return new Alteration.ChangeDefault(column, null);
        }
        Position position = position();
        if (position == null) {
            throw tokens.unexpected("TYPE, COMMENT, SET, DROP, FIRST or AFTER");
        }
        return new Alteration.MoveColumn(column, position);
    }
}
