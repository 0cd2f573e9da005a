package dev.neuralake.delta.action;

/** A file of {@code _delta_log/_sidecars} that holds file actions of a checkpoint; the path is its name or absolute. */
public record Sidecar(String path, long sizeBytes, long modifiedAtMillis) implements Action {}
