package dev.neuralake.interop;

import static dev.neuralake.interop.OurTable.row;
import static dev.neuralake.interop.OurTable.rows;

import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.DeleteSpec;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.OptimizeSpec;
import dev.neuralake.delta.Removal;
import dev.neuralake.delta.Rows;
import dev.neuralake.delta.SetColumn;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.delta.UpdateSpec;
import dev.neuralake.delta.VacuumSpec;
import dev.neuralake.delta.WriteOptions;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tables whose rows, columns or files we change by each operation. */
final class OurChanges {
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);
    private static final Schema STOCK = Schema.of(
            Column.of("id", Primitive.INT), Column.of("item", Primitive.STRING), Column.of("day", Primitive.DATE));

    static final List<OurTable> ALL = List.of(
            table("changed by deletion vectors", log -> changed(log, Removal.DELETION_VECTORS)),
            table("changed by rewriting files", log -> changed(log, Removal.REWRITE)),
            table("columns changed", OurChanges::columnsChanged),
            table("types widened", OurChanges::typesWidened),
            table("compacted, purged, ordered, restored", OurChanges::compacted),
            table("replaced in part", OurChanges::replaced),
            table("clustered and vacuumed", OurChanges::clustered),
            table("counted by an identity column", OurChanges::counted),
            table("features dropped", OurChanges::featuresDropped),
            table("vectors in v2 checkpoints", OurChanges::vectorsInCheckpoints),
            table("rules and defaults", OurChanges::ruled));

    private OurChanges() {}

    private static OurTable table(String name, Consumer<DeltaLog> make) {
        return new OurTable(name, make);
    }

    private static void stock(DeltaLog log, TableSpec spec) {
        log.create(spec);
        log.append(rows(
                STOCK,
                row(1, "tea", MONDAY),
                row(2, "milk", null),
                row(3, null, MONDAY),
                row(4, "☕", MONDAY.plusDays(1))));
    }

    private static TableSpec spec(String... properties) {
        TableSpec spec = TableSpec.of(STOCK);
        for (int i = 0; i < properties.length; i += 2) {
            spec = spec.withProperty(properties[i], properties[i + 1]);
        }
        return spec;
    }

    private static void changed(DeltaLog log, Removal how) {
        stock(
                log,
                spec("delta.enableChangeDataFeed", "true", "delta.enableDeletionVectors", "true")
                        .partitionedBy("day"));
        log.delete(DeleteSpec.where("id = 1").by(how));
        log.update(UpdateSpec.set(SetColumn.of("item", "'updated'"))
                .where("id = 3")
                .by(how));
        log.merge(MergeSpec.using("(VALUES (3, 'merged'), (9, 'inserted')) AS s(id, item)", "stock.id = s.id")
                .as("stock", "s")
                .whenMatched(new MergeSpec.UpdateSet(List.of(SetColumn.of("item", "s.item"))))
                .whenNotMatched(
                        new MergeSpec.InsertValues(List.of(SetColumn.of("id", "s.id"), SetColumn.of("item", "s.item"))))
                .by(how));
        log.delete(DeleteSpec.where("day IS NULL").by(how));
    }

    private static void columnsChanged(DeltaLog log) {
        stock(log, spec());
        log.alter(new Alteration.SetProperties(Map.of("delta.columnMapping.mode", "name")));
        log.alter(new Alteration.RenameColumn(List.of("item"), "thing"));
        log.alter(new Alteration.DropColumns(List.of(List.of("day")), false));
        log.alter(new Alteration.AddColumns(List.of(new Alteration.AddedColumn(
                List.of(), Column.of("day", Primitive.STRING), new Alteration.Position(null)))));
        log.append(rows(
                Schema.of(Column.of("id", Primitive.INT), Column.of("day", Primitive.STRING)), row(5, "not a day")));
    }

    private static void typesWidened(DeltaLog log) {
        stock(log, spec("delta.enableTypeWidening", "true"));
        log.alter(new Alteration.ChangeType(List.of("id"), Primitive.LONG));
        log.append(rows(Schema.of(Column.of("id", Primitive.LONG)), row(5_000_000_000L)));
    }

    private static void compacted(DeltaLog log) {
        stock(log, spec("delta.enableDeletionVectors", "true"));
        log.append(rows(STOCK, row(5, "a", MONDAY), row(6, "b", MONDAY)));
        log.optimize(OptimizeSpec.all());
        log.delete(DeleteSpec.where("id = 2").by(Removal.DELETION_VECTORS));
        log.purge(null);
        log.append(rows(STOCK, row(7, "c", MONDAY)));
        log.optimize(OptimizeSpec.all().zOrderedBy("item", "day"));
        log.restore(1);
    }

    private static void replaced(DeltaLog log) {
        stock(log, spec().partitionedBy("day"));
        log.replaceWhere("id >= 3", Rows.of(rows(STOCK, row(3, "new", MONDAY))), WriteOptions.defaults());
        log.replaceUsing(List.of("day"), Rows.of(rows(STOCK, row(8, "all of it", MONDAY))), WriteOptions.defaults());
    }

    private static void clustered(DeltaLog log) {
        stock(log, spec());
        log.alter(new Alteration.ClusterBy(List.of("id")));
        log.append(rows(STOCK, row(5, "a", MONDAY)));
        log.optimize(OptimizeSpec.all());
        log.vacuum(VacuumSpec.full());
    }

    private static void counted(DeltaLog log) {
        Column number = Column.of("number", Primitive.LONG)
                .withMetadata(Map.of(
                        "delta.identity.start",
                        5L,
                        "delta.identity.step",
                        -2L,
                        "delta.identity.allowExplicitInsert",
                        false));
        log.create(TableSpec.of(Schema.of(number, Column.of("id", Primitive.INT))));
        Schema given = Schema.of(Column.of("id", Primitive.INT));
        log.append(rows(given, row(1), row(2)));
        log.append(rows(given, row(3)));
    }

    private static void featuresDropped(DeltaLog log) {
        stock(
                log,
                spec(
                        "delta.enableDeletionVectors",
                        "true",
                        "delta.columnMapping.mode",
                        "id",
                        "delta.enableTypeWidening",
                        "true",
                        "delta.checkpointPolicy",
                        "v2"));
        log.delete(DeleteSpec.where("id = 1").by(Removal.DELETION_VECTORS));
        log.alter(new Alteration.RenameColumn(List.of("item"), "thing"));
        log.alter(new Alteration.ChangeType(List.of("id"), Primitive.LONG));
        for (String feature : List.of("deletionVectors", "columnMapping", "typeWidening", "v2Checkpoint")) {
            log.alter(new Alteration.DropFeature(feature, false));
        }
    }

    private static void ruled(DeltaLog log) {
        Column day =
                Column.of("day", Primitive.DATE).withMetadata(Map.of("delta.generationExpression", "CAST(at AS DATE)"));
        Column id = Column.of("id", Primitive.INT);
        log.create(TableSpec.of(
                        Schema.of(id, Column.of("at", Primitive.TIMESTAMP), day, Column.of("item", Primitive.STRING)))
                .withConstraint("positive", "id > 0"));
        log.alter(new Alteration.ChangeDefault(List.of("item"), "'none'"));
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        log.append(rows(Schema.of(id, Column.of("at", Primitive.TIMESTAMP)), row(1, at), row(2, null)));
        log.alter(new Alteration.SetNotNull(List.of("id")));
        log.update(UpdateSpec.set(SetColumn.of("at", "TIMESTAMPTZ '2026-02-03 00:00:00+00'"))
                .where("id = 2"));
    }

    private static void vectorsInCheckpoints(DeltaLog log) {
        stock(
                log,
                spec(
                        "delta.enableDeletionVectors",
                        "true",
                        "delta.checkpointPolicy",
                        "v2",
                        "delta.checkpointInterval",
                        "2"));
        log.delete(DeleteSpec.where("id = 1").by(Removal.DELETION_VECTORS));
        log.append(rows(STOCK, row(5, "a", MONDAY)));
        log.delete(DeleteSpec.where("id = 2").by(Removal.DELETION_VECTORS));
    }
}
