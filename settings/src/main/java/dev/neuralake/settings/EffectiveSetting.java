package dev.neuralake.settings;

/**
 * A setting as it is in force.
 *
 * @param value its text, with a secret masked; empty where it is unset
 * @param source where the text came from, for people: {@code "default"}, {@code "neuralake.properties"},
 *     {@code "NEURALAKE_PORT"}
 */
public record EffectiveSetting(Setting<?> setting, String value, String source) {}
