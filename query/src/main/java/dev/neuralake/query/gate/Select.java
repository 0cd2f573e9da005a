package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A statement that was let through. Immutable and safe for use by many threads. */
public final class Select {
    private final String sql;
    private final ObjectNode tree;
    private final Template template;
    private final List<Mention> mentions;
    private final List<String> parameters;

    Select(String sql, ObjectNode tree, Template template, List<Mention> mentions, List<String> parameters) {
        this.sql = sql;
        this.tree = tree;
        this.template = template;
        this.mentions = List.copyOf(mentions);
        this.parameters = List.copyOf(parameters);
    }

    /** The statement as the user wrote it. */
    public String sql() {
        return sql;
    }

    /** The same statement for the engine, with gaps for its relations and parameters. */
    public Template template() {
        return template;
    }

    /** Where tables stand in it, by index. */
    public List<Mention> mentions() {
        return mentions;
    }

    /** Its parameters: their names without the dollar sign, or the numbers of its question marks from 1. */
    public List<String> parameters() {
        return parameters;
    }

    /** The tree that the template was written from; its places are those of {@link #sql()}. */
    ObjectNode tree() {
        return tree;
    }
}
