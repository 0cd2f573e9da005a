package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads files. What was found out about them is kept for as long as the same files stand there, unchanged. */
final class FileReader implements TableReader {
    private final Catalog catalog;
    private final FileFormat format;
    private volatile @Nullable Known known;

    /** Files, and how they are read. */
    private record Known(DataFiles files, FileFormat.Reading reading) {}

    FileReader(Catalog catalog, FileFormat format) {
        this.catalog = catalog;
        this.format = format;
    }

    private DataFiles files() {
        return DataFiles.list(format.table().path(), format.table().endings());
    }

    private FileFormat.Reading reading() {
        DataFiles files = files();
        Known before = known;
        if (before != null && before.files.equals(files)) {
            return before.reading;
        }
        FileFormat.Reading reading = format.read(files, catalog.engine());
        known = new Known(files, reading);
        return reading;
    }

    @Override
    public Schema schema() {
        return reading().schema();
    }

    @Override
    public Relation relation() {
        return reading().relation();
    }

    @Override
    public List<String> partitionColumns() {
        // Arrow files are read in Java, which makes no columns of folders' names.
        return format instanceof ArrowFormat ? List.of() : files().partitionColumns();
    }

    @Override
    public Optional<Instant> created() {
        return Optional.of(files().created());
    }

    @Override
    public Optional<Instant> changed() {
        return Optional.of(files().changed());
    }

    @Override
    public Optional<String> explain(EngineException failure) {
        return FileFailure.explain(failure.reason(), files().paths());
    }
}
