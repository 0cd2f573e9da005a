package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that an expression can name. */
@FunctionalInterface
interface Scope {
    /**
     * The column, or the struct field, of this name.
     *
     * @throws UnknownColumnException where there is none
     */
    Typed find(Node.Ref ref);

    /** The columns of one frame. */
    static Scope of(Schema schema) {
        return ref -> {
            if (ref.side() != Node.Side.INPUT) {
                throw new FrameException("Cannot use " + ref + " here: left(…) and right(…) belong into the condition "
                        + "of a join (use col)");
            }
            return find(ref.name(), Node.Side.INPUT, schema)
                    .orElseThrow(() -> new UnknownColumnException(ref.name(), schema.names()));
        };
    }

    /** The columns of both frames of a join. */
    static Scope of(Schema left, Schema right) {
        return ref -> switch (ref.side()) {
            case LEFT ->
                find(ref.name(), Node.Side.LEFT, left)
                        .orElseThrow(() -> new UnknownColumnException(ref.name(), left.names()));
            case RIGHT ->
                find(ref.name(), Node.Side.RIGHT, right)
                        .orElseThrow(() -> new UnknownColumnException(ref.name(), right.names()));
            case INPUT -> either(ref, left, right);
        };
    }

    private static Typed either(Node.Ref ref, Schema left, Schema right) {
        Optional<Typed> inLeft = find(ref.name(), Node.Side.LEFT, left);
        Optional<Typed> inRight = find(ref.name(), Node.Side.RIGHT, right);
        if (inLeft.isPresent() && inRight.isPresent()) {
            throw new FrameException("Cannot tell which column '" + ref.name()
                    + "' is meant: both frames have one (write left(\"" + ref.name() + "\") or right(…))");
        }
        return inLeft.or(() -> inRight).orElseThrow(() -> {
            List<String> names = new ArrayList<>(left.names());
            names.addAll(right.names());
            return new UnknownColumnException(ref.name(), names);
        });
    }

    private static Optional<Typed> find(String name, Node.Side side, Schema schema) {
        Optional<Column> column = schema.find(name);
        if (column.isPresent()) {
            Column found = column.get();
            return Optional.of(new Typed(new Node.Ref(side, found.name()), found.type(), found.nullable()));
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            Optional<Column> root = schema.find(name.substring(0, dot));
            if (root.isPresent()) {
                Column found = root.get();
                Typed base = new Typed(new Node.Ref(side, found.name()), found.type(), found.nullable());
                return Optional.of(Structs.path(base, name.substring(dot + 1)));
            }
        }
        return Optional.empty();
    }
}
