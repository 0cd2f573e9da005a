package dev.neuralake.frame;

import java.time.DateTimeException;
import java.time.Instant;

/** Which state of a table is read. */
public sealed interface TimeTravel {
    /** The newest one. */
    record Latest() implements TimeTravel {
        @Override
        public String toString() {
            return "the latest version";
        }
    }

    /** The one of this version, from 0. */
    record Version(long version) implements TimeTravel {
        public Version {
            if (version < 0) {
                throw new FrameException("Cannot travel to version " + version + ": versions count from 0");
            }
        }

        @Override
        public String toString() {
            return "version " + version;
        }
    }

    /** The last one that was committed at or before this moment. */
    record Timestamp(Instant moment) implements TimeTravel {
        @Override
        public String toString() {
            return moment.toString();
        }
    }

    TimeTravel LATEST = new Latest();

    /** The state at a moment in text: ISO 8601, UTC where it has no offset. */
    static TimeTravel at(String moment) {
        try {
            return new Timestamp(Moments.parse(moment));
        } catch (DateTimeException e) {
            throw new FrameException(
                    "Cannot travel to '" + moment + "': it is not a time (write it as 2026-01-31T12:00:00Z)", e);
        }
    }
}
