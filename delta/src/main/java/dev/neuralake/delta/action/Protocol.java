package dev.neuralake.delta.action;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a reader and a writer must be able to do.
 *
 * @param readerFeatures named features; empty below reader version 3
 * @param writerFeatures named features; empty below writer version 7
 */
public record Protocol(
        int minReaderVersion, int minWriterVersion, SortedSet<String> readerFeatures, SortedSet<String> writerFeatures)
        implements Action {
    public static final int READER_FEATURES_VERSION = 3;
    public static final int WRITER_FEATURES_VERSION = 7;

    public Protocol {
        readerFeatures = Collections.unmodifiableSortedSet(new TreeSet<>(readerFeatures));
        writerFeatures = Collections.unmodifiableSortedSet(new TreeSet<>(writerFeatures));
    }

    public static Protocol of(int minReaderVersion, int minWriterVersion) {
        return new Protocol(
                minReaderVersion, minWriterVersion, Collections.emptySortedSet(), Collections.emptySortedSet());
    }

    public boolean hasReaderFeatures() {
        return minReaderVersion >= READER_FEATURES_VERSION;
    }

    public boolean hasWriterFeatures() {
        return minWriterVersion >= WRITER_FEATURES_VERSION;
    }

    /** Whether the table supports a feature, by name or by a version that stands for it. */
    public boolean supports(Feature feature) {
        return supportedNames().contains(feature.text());
    }

    /** The names of all features that the table supports. */
    public Set<String> supportedNames() {
        TreeSet<String> names = new TreeSet<>(writerFeatures);
        names.addAll(readerFeatures);
        for (Feature feature : Feature.values()) {
            if (!hasWriterFeatures() && feature.legacyWriterVersion() <= minWriterVersion) {
                names.add(feature.text());
            }
        }
        return names;
    }

    /** The protocol with at least these versions; itself when it has them. What it supports stays supported. */
    public Protocol atLeast(int readerVersion, int writerVersion) {
        if (readerVersion <= minReaderVersion && writerVersion <= minWriterVersion) {
            return this;
        }
        Set<Feature> features = java.util.EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            boolean implied = writerVersion < WRITER_FEATURES_VERSION && feature.legacyWriterVersion() <= writerVersion;
            if (supports(feature) || implied) {
                features.add(feature);
            }
        }
        int reader = Math.max(readerVersion, minReaderVersion);
        int writer = Math.max(writerVersion, minWriterVersion);
        if (reader >= READER_FEATURES_VERSION || writer >= WRITER_FEATURES_VERSION) {
            Protocol named = hasWriterFeatures()
                    ? this
                    : new Protocol(minReaderVersion, WRITER_FEATURES_VERSION, readerFeatures, supportedSorted());
            return named.with(features).readingAtLeast(reader);
        }
        return of(reader, writer);
    }

    private SortedSet<String> supportedSorted() {
        return new TreeSet<>(supportedNames());
    }

    private Protocol readingAtLeast(int reader) {
        if (reader <= minReaderVersion) {
            return this;
        }
        SortedSet<String> named = readerFeatures;
        if (reader >= READER_FEATURES_VERSION && supports(Feature.COLUMN_MAPPING)) {
            named = new TreeSet<>(readerFeatures);
            named.add(Feature.COLUMN_MAPPING.text());
        }
        return new Protocol(reader, minWriterVersion, named, writerFeatures);
    }

    /** The protocol that supports these features too, and what they require; itself when it does. */
    public Protocol with(Set<Feature> features) {
        if (features.stream().allMatch(this::supports)) {
            return this;
        }
        TreeSet<String> writer = new TreeSet<>(supportedNames());
        features.forEach(feature -> feature.withRequired().forEach(needed -> writer.add(needed.text())));
        TreeSet<String> reader = new TreeSet<>(readerFeatures);
        boolean needsReaderFeatures = hasReaderFeatures();
        for (Feature feature : Feature.values()) {
            if (feature.readerToo() && writer.contains(feature.text())) {
                reader.add(feature.text());
                needsReaderFeatures |= feature != Feature.COLUMN_MAPPING || minReaderVersion < 2;
            }
        }
        return needsReaderFeatures
                ? new Protocol(READER_FEATURES_VERSION, WRITER_FEATURES_VERSION, reader, writer)
                : new Protocol(minReaderVersion, WRITER_FEATURES_VERSION, Collections.emptySortedSet(), writer);
    }
}
