package dev.neuralake.catalog;

import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * CSV files in UTF-8, plain or gzipped. See {@link FileTable} for what a path may be.
 *
 * <p>Columns are matched by the names in the first line. Their types are declared
 * ({@code CsvTable.of("orders.csv").as(Order.class)}) or else sniffed from the first rows; columns that the file has
 * and the declaration has not are left out. A line with more or fewer fields than the first one is an error that names
 * it.
 */
public final class CsvTable implements FileTable {
    private final String path;
    private final RowShape shape;
    private final Dialect dialect;

    /** How the text is cut; a delimiter of 0 is found in the first line. */
    private record Dialect(boolean header, char delimiter, char quote, String nullText) {}

    private CsvTable(String path, RowShape shape, Dialect dialect) {
        this.path = path;
        this.shape = shape;
        this.dialect = dialect;
    }

    public static CsvTable of(String path) {
        return new CsvTable(path, RowShape.OPEN, new Dialect(true, '\0', '"', ""));
    }

    public static CsvTable of(Path path) {
        return of(path.toString());
    }

    /** The same files with the columns of a record. */
    public CsvTable as(Class<? extends Record> row) {
        return new CsvTable(path, RowShape.of(row), dialect);
    }

    /** The same files with these columns. */
    public CsvTable as(Schema schema) {
        return new CsvTable(path, RowShape.of(schema), dialect);
    }

    /**
     * Whether the first line names the columns, as it does unless told otherwise. Without it they are the declared ones
     * in order, or {@code column0}, {@code column1} and so on.
     */
    public CsvTable header(boolean present) {
        return new CsvTable(path, shape, new Dialect(present, dialect.delimiter, dialect.quote, dialect.nullText));
    }

    /** What separates fields; unless told, a comma, semicolon, tab or bar: whichever the first line has most of. */
    public CsvTable delimiter(char sign) {
        return new CsvTable(path, shape, new Dialect(dialect.header, sign, dialect.quote, dialect.nullText));
    }

    /** What encloses fields that hold a delimiter or line end, doubled inside them; {@code "} unless told otherwise. */
    public CsvTable quote(char sign) {
        return new CsvTable(path, shape, new Dialect(dialect.header, dialect.delimiter, sign, dialect.nullText));
    }

    /** The text that stands for null; the empty field unless told otherwise. */
    public CsvTable nullText(String text) {
        return new CsvTable(path, shape, new Dialect(dialect.header, dialect.delimiter, dialect.quote, text));
    }

    boolean hasHeader() {
        return dialect.header;
    }

    /** What separates fields in this file. */
    char delimiterOf(Path file) {
        return dialect.delimiter == '\0' ? CsvHeader.delimiter(file, dialect.quote) : dialect.delimiter;
    }

    char quoteSign() {
        return dialect.quote;
    }

    String textOfNull() {
        return dialect.nullText;
    }

    @Override
    public TableKind kind() {
        return TableKind.CSV;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<Schema> declaredSchema() {
        return shape.schema();
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return shape.rowType();
    }

    @Override
    public Set<String> endings() {
        return Set.of("csv", "tsv", "csv.gz", "tsv.gz");
    }
}
