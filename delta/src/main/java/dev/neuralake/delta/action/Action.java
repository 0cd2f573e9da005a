package dev.neuralake.delta.action;

/** One line of a Delta log file (PROTOCOL.md, "Actions"), by the protocol's own names. Immutable. */
public sealed interface Action
        permits AddCdcFile,
                AddFile,
                CheckpointMetadata,
                CommitInfo,
                DomainMetadata,
                Metadata,
                Protocol,
                RemoveFile,
                SetTransaction,
                Sidecar {}
