package dev.neuralake.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in the engine's words about a file what a reader of the message needs: file, line, column, value. */
final class FileFailure {
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FIELDS = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern VALUE =
            Pattern.compile("Error when converting column \"(.*?)\"\\. Could not convert string \"(.*?)\" to '(.*?)'");
    private static final Pattern NEVER_ENDS = Pattern.compile("Value with unterminated quote found");

    private FileFailure() {}

    /** The reason in few words, if it names one of the files. */
    static Optional<String> explain(String reason, List<Path> files) {
        return files.stream()
                .filter(file -> reason.contains(file.toString()))
                .findFirst()
                .map(file -> "file " + file + ": " + inShort(reason));
    }

    private static String inShort(String reason) {
        if (reason.contains("No magic bytes found") || reason.contains("too small to be a Parquet file")) {
            return "it is no Parquet file";
        }
        Matcher line = LINE.matcher(reason);
        if (!line.find()) {
            return reason;
        }
        String start = "line " + line.group(1) + " ";
        Matcher fields = FIELDS.matcher(reason);
        if (fields.find()) {
            return start + "has " + CsvHeader.count(Long.parseLong(fields.group(2))) + ", not " + fields.group(1);
        }
        Matcher value = VALUE.matcher(reason);
        if (value.find()) {
            return start + "has '" + value.group(2) + "' in column '" + value.group(1) + "', which is no "
                    + value.group(3);
        }
        return NEVER_ENDS.matcher(reason).find() ? start + "has a quote that does not end" : reason;
    }
}
