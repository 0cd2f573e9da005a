package dev.neuralake.interop;

import java.nio.file.Path;
import java.util.List;

/** Another program that reads Delta tables. */
interface OtherEngine {

    /** The rows of a version, as {@link RowText}s in no order. */
    List<String> rows(Path table, long version);
}
