package dev.neuralake.statement;

import dev.neuralake.statement.Statement.ConvertToDelta;
import dev.neuralake.statement.Statement.GenerateManifest;
import dev.neuralake.statement.Statement.Optimize;
import dev.neuralake.statement.Statement.Reorg;
import dev.neuralake.statement.Statement.Restore;
import dev.neuralake.statement.Statement.Vacuum;
import java.util.List;

/** OPTIMIZE, VACUUM, RESTORE, CONVERT TO DELTA, REORG and GENERATE. */
final class MaintenanceParser {
    private final Tokens tokens;

    MaintenanceParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement maintenance() {
        if (tokens.take("OPTIMIZE")) {
            return optimize();
        }
        if (tokens.take("VACUUM")) {
            return vacuum();
        }
        if (tokens.take("RESTORE")) {
            tokens.take("TABLE");
            TableName table = tokens.tableName();
            tokens.take("TO");
            return new Restore(table, StatementParser.moment(tokens));
        }
        if (tokens.take("CONVERT", "TO", "DELTA")) {
            return convert();
        }
        if (tokens.take("REORG", "TABLE")) {
            return reorg();
        }
        if (tokens.take("GENERATE")) {
            tokens.expect("SYMLINK_FORMAT_MANIFEST", "FOR", "TABLE");
            return new GenerateManifest(tokens.tableName());
        }
        throw tokens.unexpected("a statement: CREATE TABLE, INSERT, DELETE, UPDATE, MERGE, ALTER TABLE, OPTIMIZE, "
                + "VACUUM, RESTORE, CONVERT TO DELTA, REORG, GENERATE, DESCRIBE or SELECT");
    }

    private Optimize optimize() {
        TableName table = tokens.tableName();
        boolean full = tokens.take("FULL");
        String condition = tokens.take("WHERE") ? tokens.expression("a condition", "ZORDER") : null;
        List<String> columns = List.of();
        if (tokens.take("ZORDER", "BY")) {
            columns = tokens.seesSymbol('(') ? tokens.parenthesised(this::column) : tokens.commaSeparated(this::column);
        }
        return new Optimize(table, condition, columns, full);
    }

    private String column() {
        return String.join(".", tokens.path("a column"));
    }

    private Vacuum vacuum() {
        TableName table = tokens.tableName();
        boolean lite = false;
        boolean dryRun = false;
        Double retainHours = null;
        while (!tokens.atEnd()) {
            if (tokens.take("LITE")) {
                lite = true;
            } else if (tokens.take("RETAIN")) {
                retainHours = Double.valueOf(tokens.number("a number of hours"));
                tokens.expect("HOURS");
            } else if (tokens.take("DRY", "RUN")) {
                dryRun = true;
            } else if (!tokens.take("FULL")) {
                throw tokens.unexpected("LITE, FULL, RETAIN n HOURS or DRY RUN");
            }
        }
        return new Vacuum(table, lite, retainHours, dryRun);
    }

    private ConvertToDelta convert() {
        TableName source = tokens.tableName();
        boolean statistics = !tokens.take("NO", "STATISTICS");
        List<ColumnDefinition> partitions = tokens.take("PARTITIONED", "BY")
                ? tokens.parenthesised(() -> CreateParser.definition(tokens, tokens.identifier("a column")))
                : List.of();
        return new ConvertToDelta(source, partitions, statistics);
    }

    private Reorg reorg() {
        TableName table = tokens.tableName();
        String condition = tokens.take("WHERE") ? tokens.expression("a condition", "APPLY") : null;
        tokens.expect("APPLY");
        tokens.expectSymbol('(');
        tokens.expect("PURGE");
        tokens.expectSymbol(')');
        return new Reorg(table, condition);
    }
}
