package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import java.util.ArrayList;
import java.util.List;

/** Writes all files of a table anew as another schema stores them; the rows stay the same. */
final class TableRewrite {
    private final TableFiles files;
    private final Snapshot basis;

    TableRewrite(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
    }

    /** @param metadata with columns of the same names and types */
    List<Action> as(Metadata metadata) {
        FileBins bins = new FileBins(DataWriter.fileSize(basis.metadata()));
        basis.files().forEach(bins::add);
        List<Action> actions = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (List<AddFile> bin : bins.all()) {
            bin.forEach(file -> actions.add(file.remove(now, false)));
            written(bin, metadata).forEach(file -> actions.add(file.withDataChange(false)));
        }
        return actions;
    }

    private List<AddFile> written(List<AddFile> bin, Metadata metadata) {
        try (Session session = files.engine().session()) {
            String select = "SELECT * EXCLUDE (" + ScanRequest.FILE + ", " + ScanRequest.ROW + ") FROM ("
                    + RowIds.scan(files, basis.state(), basis.metadata(), bin).sql() + ")";
            return new DataWriter(files, metadata)
                    .write(session, select, List.of(), RowIds.columns(metadata), "", "part");
        }
    }
}
