package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import java.util.List;

/** Files whose rows were written anew, and the files that hold these rows now. */
record Rewrite(List<AddFile> removed, List<AddFile> added) {
    Rewrite {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }
}
