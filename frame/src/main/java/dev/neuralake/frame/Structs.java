package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.Schema;
import java.util.Optional;

/** The fields of structs. */
final class Structs {
    private Structs() {}

    /** A field, or a field of a field: the whole of {@code path} where a field has that name, else its first part. */
    static Typed path(Typed struct, String path) {
        int dot = path.indexOf('.');
        if (dot < 0 || !(struct.type() instanceof StructType type) || new Schema(type.fields()).contains(path)) {
            return field(struct, path);
        }
        return path(field(struct, path.substring(0, dot)), path.substring(dot + 1));
    }

    static Typed field(Typed struct, String name) {
        if (struct.type() == null) {
            return new Typed(new Node.Field(struct.expr(), name), null, true);
        }
        if (!(struct.type() instanceof StructType type)) {
            throw new FrameException("Cannot read field '" + name + "' of " + struct + ": it is not a struct");
        }
        Schema fields = new Schema(type.fields());
        Optional<Column> field = fields.find(name);
        if (field.isEmpty()) {
            throw new FrameException("Cannot find field '" + name + "' in column " + struct.expr() + ": "
                    + Nearest.among("fields", name, fields.names()));
        }
        return new Typed(
                new Node.Field(struct.expr(), field.get().name()),
                field.get().type(),
                struct.nullable() || field.get().nullable());
    }
}
