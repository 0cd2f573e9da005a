package dev.neuralake.delta.action;

/** Marks a checkpoint of the second specification. */
public record CheckpointMetadata(long version) implements Action {}
