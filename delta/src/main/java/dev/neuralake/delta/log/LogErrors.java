package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.NeuralakeException;
import java.util.Map;
import java.util.TreeMap;

/** What can be wrong with a log, in words. */
final class LogErrors {
    private LogErrors() {}

    static NeuralakeException noTable(String table) {
        return new NeuralakeException(
                "Cannot read table " + table + ": there is no Delta log (create the table, or check its path)");
    }

    static NeuralakeException noSuchVersion(String table, long wanted, long last) {
        return new NeuralakeException("Cannot read version " + wanted + " of table " + table
                + ": the latest version is " + last + " (choose one up to that)");
    }

    static NeuralakeException gap(String table, long wanted, long missing, TreeMap<Long, LogFile> commits) {
        Map.Entry<Long, LogFile> next = commits.higherEntry(missing);
        String later = next == null ? "" : ", although version " + next.getKey() + " is there";
        return new NeuralakeException("Cannot read version " + wanted + " of table " + table + ": the log file "
                + LogFile.commit(missing) + " is missing" + later
                + ", and no checkpoint replaces it (restore the file, or read a version that is still covered)");
    }

    static NeuralakeException torn(String table, String file, String reason, Throwable cause) {
        return new NeuralakeException(
                "Cannot read table " + table + ": the log file " + file + " is torn or not JSON (" + reason
                        + "; remove or restore that file)",
                cause);
    }

    static NeuralakeException noAction(String table, long version, String action) {
        return new NeuralakeException("Cannot read version " + version + " of table " + table + ": its log has no "
                + action + " action, or an empty one (the log is damaged; restore its first files or its checkpoint)");
    }

    static NeuralakeException notUnderstood(String table, String file, NeuralakeException reason) {
        return new NeuralakeException(
                "Cannot read table " + table + ": the log file " + file + " is not understood: " + reason.getMessage(),
                reason);
    }

    static NeuralakeException badCheckpoint(String table, long version, String reason, Throwable cause) {
        return new NeuralakeException(
                "Cannot read table " + table + ": its checkpoint of version " + version + " cannot be read (" + reason
                        + "), and the commits before it are gone",
                cause);
    }

    static void requireReadable(Protocol protocol, String table) {
        if (protocol.minReaderVersion() > Protocol.READER_FEATURES_VERSION) {
            throw new NeuralakeException("Cannot read table " + table + ": it needs reader version "
                    + protocol.minReaderVersion() + " of the Delta protocol, and this program knows up to "
                    + Protocol.READER_FEATURES_VERSION + " (use a newer program)");
        }
        var unknown = protocol.readerFeatures().stream()
                .filter(name -> dev.neuralake.delta.action.Feature.named(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new NeuralakeException("Cannot read table " + table + ": it uses the table feature"
                    + (unknown.size() == 1 ? " " : "s ") + String.join(", ", unknown)
                    + ", which this program does not know (use a newer program, or drop the feature)");
        }
    }
}
