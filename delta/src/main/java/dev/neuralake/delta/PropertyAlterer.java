package dev.neuralake.delta;

import dev.neuralake.delta.Alteration.SetProperties;
import dev.neuralake.delta.Alteration.UnsetProperties;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Plans changes of table properties, and of the protocol where they need one. */
final class PropertyAlterer {
    private static final String COMMENT = "comment";

    private final TableFiles files;
    private final Snapshot basis;
    private final Metadata metadata;

    PropertyAlterer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
        this.metadata = basis.metadata();
    }

    Change set(SetProperties alteration) {
        Map<String, String> asked = TableProperty.checked(alteration.properties(), files.table());
        asked.keySet().forEach(this::requireNoConstraint);
        requireMappingStep(asked.get(ColumnMapping.MODE));
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        asked.forEach((key, value) -> {
            if (!key.equals(COMMENT)) {
                configuration.put(key, value);
            }
        });
        if ("false".equalsIgnoreCase(asked.get(TableFeatures.IN_COMMIT_TIMESTAMPS))) {
            configuration.remove(CommitMetadata.ENABLED_AT_VERSION);
            configuration.remove(CommitMetadata.ENABLED_AT_TIME);
        }
        Metadata changed = metadata.withConfiguration(configuration);
        if (asked.containsKey(COMMENT)) {
            changed = changed.withDescription(asked.get(COMMENT));
        }
        if (ColumnMapping.isOn(metadata) && !ColumnMapping.isOn(changed)) {
            return unmapped(ColumnMapping.removed(changed));
        }
        return change(changed, "SET TBLPROPERTIES", Map.of("properties", TableWriter.json(asked)));
    }

    /** Without mapping, files have the names of the schema, so all are written anew. */
    private Change unmapped(Metadata changed) {
        List<Action> actions = new ArrayList<>(Alterer.rules(files, basis, changed));
        List<List<String>> clustered = Clustering.columns(basis);
        if (!clustered.isEmpty()) {
            actions.add(Clustering.domain(clustered, changed, files.table()));
        }
        actions.addAll(new TableRewrite(files, basis).as(changed));
        return new Change(basis, "REMOVE COLUMN MAPPING", Map.of(), Map.of(), actions, Reads.everything());
    }

    private void requireNoConstraint(String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith(Expressions.CONSTRAINT)) {
            throw new NeuralakeException("Cannot set property " + key + " of table " + files.table()
                    + ": constraints are changed by ADD CONSTRAINT and DROP CONSTRAINT, which check the rows");
        }
    }

    /** Files keep the names and ids that they were written with, so few steps are possible. */
    private void requireMappingStep(@org.jspecify.annotations.Nullable String mode) {
        String present = metadata.property(ColumnMapping.MODE, "none");
        boolean possible = mode == null
                || mode.equals(present)
                || present.equals("none") && mode.equals("name")
                || mode.equals("none");
        if (!possible) {
            throw new NeuralakeException(
                    "Cannot change " + ColumnMapping.MODE + " of table " + files.table() + " from '"
                            + present + "' to '" + mode + "': its files are written for '" + present
                            + "' (only 'none' can become 'name', and either can become 'none')");
        }
    }

    Change unset(UnsetProperties alteration) {
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        String description = metadata.description();
        List<String> keys = new ArrayList<>();
        for (String asked : alteration.keys()) {
            String key = TableProperty.of(asked).map(TableProperty::key).orElse(asked);
            requireUnsettable(key);
            boolean known = key.equals(COMMENT) ? description != null : configuration.remove(key) != null;
            description = key.equals(COMMENT) ? null : description;
            if (!known && !alteration.ifExists()) {
                throw new NeuralakeException("Cannot unset property '" + asked + "' of table " + files.table()
                        + ": it is not set; " + Nearest.among("properties", asked, configuration.keySet())
                        + " (or use IF EXISTS)");
            }
            keys.add(key);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("properties", TableWriter.json(keys));
        parameters.put("ifExists", alteration.ifExists());
        return change(
                metadata.withConfiguration(configuration).withDescription(description),
                "UNSET TBLPROPERTIES",
                parameters);
    }

    private void requireUnsettable(String key) {
        requireNoConstraint(key);
        boolean own = TableProperty.of(key)
                .filter(property -> property.role() == TableProperty.Role.OWN)
                .isPresent();
        boolean mapping = key.equals(ColumnMapping.MODE) && ColumnMapping.isOn(metadata);
        if (own || mapping) {
            throw new NeuralakeException("Cannot unset property " + key + " of table " + files.table()
                    + ": its files cannot be read without it");
        }
    }

    private Change change(Metadata changed, String operation, Map<String, Object> parameters) {
        boolean tracksRows = changed.flag(TableFeatures.ROW_TRACKING) && !metadata.flag(TableFeatures.ROW_TRACKING);
        // Rows that others add meanwhile would get no ids, so the change must not pass over them.
        Reads reads = tracksRows ? Reads.everything() : Reads.nothing();
        Change change = Alterer.change(files, basis, changed, operation, parameters, reads);
        return tracksRows ? change.with(withoutIds()) : change;
    }

    /** The files that have no row ids yet: added once more, they get them with the commit. */
    private List<Action> withoutIds() {
        return basis.files().stream()
                .filter(file -> file.baseRowId() == null)
                .<Action>map(file -> file.withDataChange(false))
                .toList();
    }

    /** The properties that a protocol is asked for by, and that are not kept. */
    static Set<String> ofProtocol() {
        return Set.of(TableProperty.MIN_READER_VERSION.key(), TableProperty.MIN_WRITER_VERSION.key());
    }
}
