package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of CSV records (RFC 4180), to know a file's columns by name and to say where a file is ragged. The
 * engine reads the data itself.
 */
final class CsvHeader {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private CsvHeader() {}

    /** The fields of the first record; empty for an empty file. */
    static List<String> fields(Path file, char delimiter, char quote) {
        try (Records records = new Records(file, delimiter, quote)) {
            List<String> fields = records.next();
            return fields == null ? List.of() : fields;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The sign that most often separates fields in the first line: a comma, semicolon, tab or bar. */
    static char delimiter(Path file, char quote) {
        char best = DELIMITERS[0];
        int most = 1;
        for (char candidate : DELIMITERS) {
            int fields = fields(file, candidate, quote).size();
            if (fields > most) {
                best = candidate;
                most = fields;
            }
        }
        return best;
    }

    /**
     * Why a file is ragged: its first record that has not as many fields as its first one.
     *
     * @return empty where it is not
     */
    static String raggedness(Path file, char delimiter, char quote) {
        try (Records records = new Records(file, delimiter, quote)) {
            List<String> first = records.next();
            long line = records.line();
            for (List<String> fields = records.next(); fields != null; fields = records.next()) {
                boolean blank = fields.size() == 1 && fields.getFirst().isEmpty();
                if (first != null && fields.size() != first.size() && !blank) {
                    return "line " + line + " has " + count(fields.size()) + ", not " + first.size();
                }
                line = records.line();
            }
            return "";
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static String count(long fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }

    private static NeuralakeException unreadable(Path file, IOException e) {
        return new NeuralakeException("Cannot read CSV file " + file + ": " + e.getMessage(), e);
    }

    /** The records of a file, one after the other. */
    private static final class Records implements AutoCloseable {
        private final Reader reader;
        private final char delimiter;
        private final char quote;
        private long line = 1;
        private int next;

        Records(Path file, char delimiter, char quote) throws IOException {
            InputStream bytes = Files.newInputStream(file);
            boolean compressed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
            this.reader = new BufferedReader(
                    new InputStreamReader(compressed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
            this.delimiter = delimiter;
            this.quote = quote;
            this.next = reader.read();
            if (next == '\uFEFF') {
                next = reader.read();
            }
        }

        /** The line that the next record begins on, from 1. */
        long line() {
            return line;
        }

        @Nullable
        List<String> next() throws IOException {
            if (next < 0) {
                return null;
            }
            List<String> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (skip(delimiter));
            boolean carriageReturn = skip('\r');
            if (skip('\n') || carriageReturn) {
                line++;
            }
            return fields;
        }

        private boolean skip(char wanted) throws IOException {
            boolean found = next == wanted;
            if (found) {
                next = reader.read();
            }
            return found;
        }

        private String field() throws IOException {
            StringBuilder field = new StringBuilder();
            if (skip(quote)) {
                quoted(field);
            }
            while (next >= 0 && next != delimiter && next != '\n' && next != '\r') {
                field.append((char) next);
                next = reader.read();
            }
            return field.toString();
        }

        private void quoted(StringBuilder field) throws IOException {
            while (next >= 0) {
                if (skip(quote)) {
                    if (next != quote) {
                        return;
                    }
                }
                line += next == '\n' ? 1 : 0;
                field.append((char) next);
                next = reader.read();
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
