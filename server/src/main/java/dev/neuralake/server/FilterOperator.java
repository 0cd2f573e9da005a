package dev.neuralake.server;

import dev.neuralake.types.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands behind {@code filter[column]} in an address. */
enum FilterOperator {
    EQ("eq", "="),
    NE("ne", "neq"),
    LT("lt"),
    LE("le", "lte", "lteq"),
    GT("gt"),
    GE("ge", "gte", "gteq"),
    IN("in"),
    NOT_IN("notin"),
    LIKE("like"),
    ILIKE("ilike"),
    STARTS_WITH("startswith"),
    ENDS_WITH("endswith"),
    CONTAINS("contains"),
    NULL("null"),
    NOT_NULL("notnull");

    private final List<String> names;

    FilterOperator(String... names) {
        this.names = List.of(names);
    }

    /** The name that documentation uses. */
    String text() {
        return names.getFirst();
    }

    /** Whether it compares texts alone. */
    boolean isTextual() {
        return switch (this) {
            case LIKE, ILIKE, STARTS_WITH, ENDS_WITH, CONTAINS -> true;
            case EQ, NE, LT, LE, GT, GE, IN, NOT_IN, NULL, NOT_NULL -> false;
        };
    }

    /**
     * The operator of this name; no name is equality.
     *
     * @throws HttpError where there is none, with the nearest names
     */
    static FilterOperator of(String name, String parameter) {
        if (name.isEmpty()) {
            return EQ;
        }
        List<String> known = new ArrayList<>();
        for (FilterOperator operator : values()) {
            if (operator.names.contains(name)) {
                return operator;
            }
            known.add(operator.text());
        }
        throw new HttpError(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot use parameter '" + parameter + "': there is no operator '" + name + "'"
                                + Nearest.hint(name, known))
                .hint("Operators are "
                        + String.join(
                                ", ",
                                Arrays.stream(values())
                                        .map(FilterOperator::text)
                                        .toList()) + ".");
    }
}
