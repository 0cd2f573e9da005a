package dev.neuralake.delta.action;

import org.jspecify.annotations.Nullable;

/**
 * How far an application has come, committed with its data.
 *
 * @param lastUpdatedMillis milliseconds since the epoch, null where the log does not say
 */
public record SetTransaction(
        String appId, long version, @Nullable Long lastUpdatedMillis) implements Action {}
