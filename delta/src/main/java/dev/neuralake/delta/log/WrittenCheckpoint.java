package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Sidecar;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint that is in the store.
 *
 * @param file its only file, or the one that names its sidecars
 * @param actions how many it holds, those of its sidecars included
 * @param kept the sidecars of the checkpoint before that it names again
 * @param added the sidecars that were written for it
 */
record WrittenCheckpoint(
        LogFile file, long actions, List<SidecarContents> kept, Map<Sidecar, SidecarPlan.Part> added) {}
