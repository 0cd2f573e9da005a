package dev.neuralake.delta;

import dev.neuralake.delta.Alteration.AddConstraint;
import dev.neuralake.delta.Alteration.SetNotNull;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Plans changes of a table's schema and rules. */
final class Alterer {
    private final TableFiles files;
    private final Snapshot basis;

    Alterer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
    }

    Change plan(Alteration alteration) {
        String table = files.table();
        WriteChecks.requireKnownFeatures(basis.protocol(), table);
        SchemaAlterer schema = new SchemaAlterer(files, basis);
        ColumnAlterer columns = new ColumnAlterer(files, basis);
        ConstraintAlterer constraints = new ConstraintAlterer(files, basis);
        PropertyAlterer properties = new PropertyAlterer(files, basis);
        return switch (alteration) {
            case Alteration.AddColumns add -> schema.add(add);
            case Alteration.RenameColumn rename -> schema.rename(rename);
            case Alteration.DropColumns drop -> schema.drop(drop);
            case Alteration.MoveColumn move -> schema.move(move);
            case Alteration.ChangeType change -> columns.changeType(change);
            case Alteration.ChangeComment change -> columns.changeComment(change);
            case Alteration.DropNotNull drop -> columns.dropNotNull(drop);
            case Alteration.ChangeDefault change -> columns.changeDefault(change);
            case SetNotNull set -> constraints.setNotNull(set);
            case AddConstraint add -> constraints.add(add);
            case Alteration.DropConstraint drop -> constraints.drop(drop);
            case Alteration.SetProperties set -> properties.set(set);
            case Alteration.UnsetProperties unset -> properties.unset(unset);
            case Alteration.ClusterBy by -> new Clustering(files, basis).plan(by);
            case Alteration.DropFeature drop ->
                throw new IllegalArgumentException("a feature is dropped by several commits: " + drop);
        };
    }

    /** The change from a snapshot's metadata to other; empty where they are the same. */
    static Change change(
            TableFiles files,
            Snapshot basis,
            Metadata changed,
            String operation,
            Map<String, Object> parameters,
            Reads reads) {
        List<Action> actions = rules(files, basis, changed);
        return new Change(basis, operation, parameters, Map.of(), actions, reads);
    }

    /** The protocol and the metadata, as far as they change. */
    static List<Action> rules(TableFiles files, Snapshot basis, Metadata changed) {
        TableFeatures.Rules rules = TableFeatures.agree(basis.protocol(), changed);
        Metadata agreed = rules.metadata();
        if (ColumnMapping.isOn(agreed)) {
            agreed = ColumnMapping.assign(agreed, !ColumnMapping.isOn(basis.metadata()));
        }
        ColumnNames.requireValid(agreed, files.table());
        String statistics = agreed.configuration().get(StatisticsColumns.NAMES);
        if (!Objects.equals(statistics, basis.metadata().configuration().get(StatisticsColumns.NAMES))) {
            StatisticsColumns.requireValid(agreed, files.table());
        }
        if (WriteChecks.isWritable(basis.protocol(), basis.metadata(), files.table())) {
            WriteChecks.requireWritable(rules.protocol(), agreed, files.table());
        }
        List<Action> actions = new ArrayList<>();
        if (!rules.protocol().equals(basis.protocol())) {
            actions.add(rules.protocol());
        }
        if (!agreed.equals(basis.metadata())) {
            actions.add(agreed);
        }
        return actions;
    }
}
