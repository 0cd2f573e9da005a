package dev.neuralake.query.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The common table expressions that can be seen from a place in a statement: those of the enclosing queries, and of the
 * same WITH those that stand before.
 */
final class Scope {
    static final Scope EMPTY = new Scope(null, null, null);

    /** A common table expression; what is known of it grows while the statement is walked. */
    static final class Cte {
        final String name;
        final boolean recursive;

        /** Those whose definition this one's stands in. */
        final List<Cte> enclosing;

        /** Those whose definitions refer to this one. */
        private final List<Cte> users = new ArrayList<>();

        Weight weight = Weight.NONE;
        private int references;
        private @Nullable Boolean repeats;

        Cte(String name, boolean recursive, List<Cte> enclosing) {
            this.name = name;
            this.recursive = recursive;
            this.enclosing = List.copyOf(enclosing);
        }

        /**
         * Notes a reference.
         *
         * @param from those in whose definitions it stands
         */
        void refer(List<Cte> from, boolean repeatedly) {
            references += repeatedly ? 2 : 1;
            users.addAll(from);
        }

        boolean isReferred() {
            return references > 0;
        }

        /** Whether its rows may be asked for more than once; known when the whole statement was walked. */
        boolean repeats() {
            if (repeats == null) {
                // Remembered: in nested definitions the ways through both lists double with each level.
                repeats = recursive
                        || references > 1
                        || enclosing.stream().anyMatch(Cte::repeats)
                        || users.stream().anyMatch(Cte::repeats);
            }
            return repeats;
        }

        List<Cte> andEnclosing() {
            List<Cte> all = new ArrayList<>(enclosing);
            all.add(this);
            return all;
        }
    }

    private final @Nullable Scope outer;
    private final @Nullable String key;
    private final @Nullable Cte cte;

    private Scope(@Nullable Scope outer, @Nullable String key, @Nullable Cte cte) {
        this.outer = outer;
        this.key = key;
        this.cte = cte;
    }

    Scope with(String userName, Cte definition) {
        return new Scope(this, userName.toLowerCase(Locale.ROOT), definition);
    }

    /** The innermost definition of this name, in any case. */
    @Nullable
    Cte find(String userName) {
        String wanted = userName.toLowerCase(Locale.ROOT);
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (wanted.equals(scope.key)) {
                return scope.cte;
            }
        }
        return null;
    }
}
