package dev.neuralake.cli;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that opens a catalog, and prints what it has to say in the format that was asked for. */
abstract class CatalogCommand implements Callable<Integer> {
    protected final Console console;

    @Mixin
    private FormatOption output = new FormatOption();

    @Mixin
    protected CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    CatalogCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Format format = output.chosen(console);
        prepare();
        try (OpenCatalog open = isWriting() ? from.openToWrite(common.settings()) : from.open(common.settings())) {
            answer(open, format);
        }
        return ExitCode.OK;
    }

    /** Reads the command line; what is wrong with it is better said before anything is opened. */
    void prepare() throws IOException {}

    /** Whether a table whose path does not exist is one to create. */
    boolean isWriting() {
        return false;
    }

    /** Does the work, and prints the answer. */
    abstract void answer(OpenCatalog open, Format format) throws IOException;

    /** Prints records as rows, for programs. */
    <T extends Record> void print(Format format, Class<T> type, List<T> records) throws IOException {
        format.write(ArrowSource.ofRecords(type, records), console.results(), TableLayout.PLAIN);
    }
}
