package dev.neuralake.delta.action;

/**
 * Configuration of a named domain, opaque to everyone else; domains that begin with {@code delta.} are the protocol's.
 *
 * @param removed whether this ends the domain
 */
public record DomainMetadata(String domain, String configuration, boolean removed) implements Action {}
