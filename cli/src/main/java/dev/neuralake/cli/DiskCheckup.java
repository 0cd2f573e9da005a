package dev.neuralake.cli;

import dev.neuralake.settings.Settings;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.storage.ObjectExistsException;
import dev.neuralake.storage.StoreException;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lake's folder and the temporary one: room, writing, and the exclusive create that commits rest on. */
final class DiskCheckup implements Checkup {
    private static final long FREE_MIN_BYTES = 1_000_000_000;

    private final Settings settings;

    DiskCheckup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            Path lake = settings.lakeRoot();
            findings.add(exclusiveCreate(lake));
            findings.add(room("disk", lake, "neuralake.lake"));
        } catch (NeuralakeException failure) {
            findings.add(Finding.bad("lake", String.valueOf(failure.getMessage())));
        }
        findings.add(room("spill", settings.tempDirectory(), "neuralake.temp.directory"));
        return findings;
    }

    private static Finding exclusiveCreate(Path lake) {
        Path existing = nearestExisting(lake);
        Path probe =
                existing.resolve(".neuralake-doctor-" + ProcessHandle.current().pid());
        String where = lake + (existing.equals(lake) ? "" : " (to be created)");
        try (LocalStore store = new LocalStore(probe)) {
            store.create("probe", new byte[] {1});
            return refusesSecondCreate(store)
                    ? Finding.good("lake", where + " takes writes, and a file can be created once only")
                    : Finding.bad(
                            "lake",
                            where + " lets two writers create one file: commits would be lost (move it to "
                                    + "a local file system)");
        } catch (StoreException failure) {
            return Finding.bad(
                    "lake",
                    failure.getMessage() + " (make " + existing
                            + " writable, or set neuralake.lake to another folder)");
        } finally {
            removeQuietly(probe);
        }
    }

    private static boolean refusesSecondCreate(LocalStore store) {
        try {
            store.create("probe", new byte[] {2});
            return false;
        } catch (ObjectExistsException expected) {
            return true;
        } finally {
            store.delete(List.of("probe"));
        }
    }

    private static Finding room(String subject, Path folder, String setting) {
        Path existing = nearestExisting(folder);
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = Bytes.text(free) + " free for " + folder;
            if (!Files.isWritable(existing)) {
                return Finding.bad(subject, existing + " is not writable (" + setting + ")");
            }
            return free < FREE_MIN_BYTES
                    ? Finding.warning(subject, found + ", little (free some, or move it with " + setting + ")")
                    : Finding.good(subject, found);
        } catch (IOException failure) {
            return Finding.bad(subject, "cannot ask for the room in " + existing + ": " + failure);
        }
    }

    private static Path nearestExisting(Path folder) {
        Path candidate = folder.toAbsolutePath();
        while (!Files.isDirectory(candidate) && candidate.getParent() != null) {
            candidate = candidate.getParent();
        }
        return candidate;
    }

    private static void removeQuietly(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException leftBehind) {
            // An empty hidden folder harms nobody, and the finding above tells more than this would.
        }
    }
}
