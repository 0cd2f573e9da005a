package dev.neuralake.delta.log;

import dev.neuralake.storage.ObjectInfo;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the log, by what its name says (PROTOCOL.md, "Delta Log Entries", "Checkpoint Naming Scheme").
 *
 * @param endVersion the last version that it covers; {@code version} for all but compacted commits
 * @param part the part of a multi-part checkpoint, from 1
 * @param parts the number of parts, 1 for all but multi-part checkpoints
 */
record LogFile(Kind kind, long version, long endVersion, int part, int parts, ObjectInfo info) {
    static final String FOLDER = "_delta_log/";
    static final String LAST_CHECKPOINT = FOLDER + "_last_checkpoint";
    static final String SIDECARS = FOLDER + "_sidecars/";

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKSUM = Pattern.compile("(\\d{20})\\.crc");
    private static final Pattern COMPACTED = Pattern.compile("(\\d{20})\\.(\\d{20})\\.compacted\\.json");
    private static final Pattern CLASSIC = Pattern.compile("(\\d{20})\\.checkpoint\\.parquet");
    private static final Pattern PARTS = Pattern.compile("(\\d{20})\\.checkpoint\\.(\\d{10})\\.(\\d{10})\\.parquet");
    private static final Pattern UUID_NAMED = Pattern.compile("(\\d{20})\\.checkpoint\\.[^.]+\\.(?:json|parquet)");

    enum Kind {
        COMMIT,
        COMPACTED,
        CHECKSUM,
        CLASSIC_CHECKPOINT,
        MULTI_PART_CHECKPOINT,
        UUID_CHECKPOINT
    }

    static String commit(long version) {
        return FOLDER + padded(version) + ".json";
    }

    static String compacted(long from, long to) {
        return FOLDER + padded(from) + "." + padded(to) + ".compacted.json";
    }

    static String checksum(long version) {
        return FOLDER + padded(version) + ".crc";
    }

    static String classicCheckpoint(long version) {
        return FOLDER + padded(version) + ".checkpoint.parquet";
    }

    static String uuidCheckpoint(long version, String uuid) {
        return FOLDER + padded(version) + ".checkpoint." + uuid + ".json";
    }

    static String padded(long version) {
        return "%020d".formatted(version);
    }

    boolean isCheckpoint() {
        return kind == Kind.CLASSIC_CHECKPOINT || kind == Kind.MULTI_PART_CHECKPOINT || kind == Kind.UUID_CHECKPOINT;
    }

    /** Reads a file's name; empty where it is none of the log's. */
    static Optional<LogFile> of(ObjectInfo info) {
        String name = info.key().substring(FOLDER.length());
        return of(Kind.COMMIT, COMMIT, name, info)
                .or(() -> of(Kind.CHECKSUM, CHECKSUM, name, info))
                .or(() -> of(Kind.CLASSIC_CHECKPOINT, CLASSIC, name, info))
                .or(() -> of(Kind.MULTI_PART_CHECKPOINT, PARTS, name, info))
                .or(() -> of(Kind.UUID_CHECKPOINT, UUID_NAMED, name, info))
                .or(() -> of(Kind.COMPACTED, COMPACTED, name, info));
    }

    private static Optional<LogFile> of(Kind kind, Pattern pattern, String name, ObjectInfo info) {
        Matcher matcher = pattern.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long version = Long.parseLong(matcher.group(1));
        return switch (kind) {
            case COMPACTED -> Optional.of(new LogFile(kind, version, Long.parseLong(matcher.group(2)), 1, 1, info));
            case MULTI_PART_CHECKPOINT ->
                Optional.of(new LogFile(
                        kind,
                        version,
                        version,
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        info));
            case COMMIT, CHECKSUM, CLASSIC_CHECKPOINT, UUID_CHECKPOINT ->
                Optional.of(new LogFile(kind, version, version, 1, 1, info));
        };
    }
}
