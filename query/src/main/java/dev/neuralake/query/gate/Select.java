package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.neuralake.query.prune.Conditions;
import java.util.List;

/** A statement that was let through. Immutable and safe for use by many threads. */
public final class Select {
    private final Wording wording;
    private final ObjectNode tree;
    private final Template template;
    private final List<Mention> mentions;
    private final List<String> parameters;
    private final Conditions conditions;

    Select(Wording wording, ObjectNode tree, Template template, List<Mention> mentions, List<String> parameters) {
        this.wording = wording;
        this.tree = tree;
        this.template = template;
        this.mentions = List.copyOf(mentions);
        this.parameters = List.copyOf(parameters);
        this.conditions = new Conditions(tree);
    }

    /** The statement as the user wrote it. */
    public String sql() {
        return wording.original();
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

    Wording wording() {
        return wording;
    }

    /**
     * The engine's syntax tree that the template was written from; its places are those of the text that the engine read.
     * Tables stand in it under {@link Mention#engineName()}. Not to be changed.
     */
    public ObjectNode tree() {
        return tree;
    }

    /** The place in {@link #parameters()} of a parameter of the tree; -1 for what is none. */
    public int parameter(String identifier) {
        for (int i = 0; i < parameters.size(); i++) {
            if (Names.parameter(i).equals(identifier)) {
                return i;
            }
        }
        return -1;
    }

    /** What the statement's conditions say about the rows of its tables. */
    public Conditions conditions() {
        return conditions;
    }
}
