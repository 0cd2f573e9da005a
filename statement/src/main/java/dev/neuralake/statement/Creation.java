package dev.neuralake.statement;

import dev.neuralake.delta.ConvertSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Rows;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.statement.Statement.CreateTable;
import dev.neuralake.statement.Statement.Existing;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that make tables: CREATE TABLE, SHALLOW CLONE and CONVERT TO DELTA. */
final class Creation {
    private final Workplace place;

    Creation(Workplace place) {
        this.place = place;
    }

    Outcome create(CreateTable create) {
        DeltaLog log = place.find(create.table());
        requireSameLocation(create, log);
        if (log.exists() && create.existing() == Existing.KEEP) {
            return new Outcome(log.snapshot().version(), Map.of(), null);
        }
        Rows rows = rows(create);
        TableSpec spec = spec(create, rows);
        if (log.exists() && create.existing() == Existing.REPLACE) {
            return Outcome.of(log.replace(spec, rows));
        }
        return Outcome.of(rows == null ? log.create(spec) : log.create(spec, rows));
    }

    private @Nullable Rows rows(CreateTable create) {
        return create.query() == null
                ? null
                : Rows.of(place.session(), place.composer().query(create.query()));
    }

    private static TableSpec spec(CreateTable create, @Nullable Rows rows) {
        if (rows != null && !create.columns().isEmpty()) {
            throw new NeuralakeException("Cannot create table " + create.table()
                    + ": it has a list of columns and a query, which tells the columns (leave the list out)");
        }
        List<Column> columns = rows == null
                ? create.columns().stream().map(ColumnDefinition::toColumn).toList()
                : rows.schema().columns();
        if (columns.isEmpty()) {
            throw new NeuralakeException(
                    "Cannot create table " + create.table() + ": it has no columns (list them, or add AS SELECT …)");
        }
        return new TableSpec(
                new Schema(columns),
                create.partitionedBy(),
                create.properties(),
                Map.of(),
                create.comment(),
                create.clusteredBy());
    }

    /** Where tables lie is the catalog's to say. */
    private static void requireSameLocation(CreateTable create, DeltaLog log) {
        if (create.location() != null) {
            throw new NeuralakeException("Cannot create table " + log.name() + " at '" + create.location()
                    + "': the catalog says where it lies (leave LOCATION out, or write CREATE TABLE delta.`"
                    + create.location() + "`)");
        }
    }

    Outcome shallowClone(Statement.ShallowClone clone) {
        DeltaLog target = place.find(clone.target());
        if (target.exists() && clone.existing() == Existing.KEEP) {
            return new Outcome(target.snapshot().version(), Map.of(), null);
        }
        return Outcome.of(target.shallowClone(
                Workplace.at(place.log(clone.source()), clone.moment()), clone.existing() == Existing.REPLACE));
    }

    Outcome convert(Statement.ConvertToDelta convert) {
        List<Column> partitions =
                convert.partitionedBy().stream().map(ColumnDefinition::toColumn).toList();
        return Outcome.of(
                place.folderOf(convert.source()).convert(new ConvertSpec(partitions, convert.collectStatistics())));
    }
}
