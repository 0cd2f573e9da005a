package dev.neuralake.delta.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who committed what: the fields of {@code commitInfo} as the log has them, JSON values by name. */
public record CommitInfo(Map<String, Object> fields) implements Action {

    public CommitInfo {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public @Nullable String text(String field) {
        Object value = fields.get(field);
        return value == null ? null : value.toString();
    }

    public @Nullable Long number(String field) {
        return fields.get(field) instanceof Number number ? (Long) number.longValue() : null;
    }

    public @Nullable String operation() {
        return text("operation");
    }

    /** The id by which a writer recognises its own commit. */
    public @Nullable String txnId() {
        return text("txnId");
    }

    public @Nullable Long inCommitTimestamp() {
        return number("inCommitTimestamp");
    }

    /** Whether the commit only added rows and read nothing, by its own account. */
    public boolean isBlindAppend() {
        return Boolean.TRUE.equals(fields.get("isBlindAppend"));
    }
}
