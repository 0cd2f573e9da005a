package dev.neuralake.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads points in time from text. */
final class Moments {
    private Moments() {}

    /**
     * {@code 2026-01-31T12:00:00Z}, with another offset, or without one (UTC); a blank may stand for the T, a date is
     * its midnight.
     */
    static Instant parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        if (iso.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")) {
            return OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso)
                    .toInstant();
        }
        return parseLocal(text).toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime parseLocal(String text) {
        String iso = text.strip().replace(' ', 'T');
        return iso.contains("T")
                ? LocalDateTime.parse(iso)
                : LocalDate.parse(iso).atStartOfDay();
    }
}
