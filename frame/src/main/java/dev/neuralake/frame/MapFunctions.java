package dev.neuralake.frame;

/** Functions of maps, reached by {@code col("attributes").map()}. */
public final class MapFunctions {
    private final Expr map;

    MapFunctions(Expr map) {
        this.map = map;
    }

    /** The value of a key, null where there is none. */
    public Expr get(Object key) {
        return Node.call(Builtin.MAP_GET, map, key);
    }

    /** The keys in a list. */
    public Expr keys() {
        return Node.call(Builtin.MAP_KEYS, map);
    }

    /** The values in a list. */
    public Expr values() {
        return Node.call(Builtin.MAP_VALUES, map);
    }

    public Expr size() {
        return Node.call(Builtin.MAP_SIZE, map);
    }
}
