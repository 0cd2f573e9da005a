package dev.neuralake.delta.log;

import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.index.FileIndex;
import java.util.Map;

/**
 * A table at one version, as the log has it. Immutable.
 *
 * @param timestampMillis when the version was committed, milliseconds since the epoch
 * @param checkpointVersion the newest checkpoint that is known, -1 where there is none
 */
public record TableState(
        long version,
        long timestampMillis,
        Protocol protocol,
        Metadata metadata,
        FileIndex files,
        Map<String, SetTransaction> transactions,
        Map<String, DomainMetadata> domains,
        long checkpointVersion) {}
