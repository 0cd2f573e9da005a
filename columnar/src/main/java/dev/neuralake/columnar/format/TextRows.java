package dev.neuralake.columnar.format;

import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes rows as text, one after the other. */
abstract class TextRows {
    final Utf8Buffer text = new Utf8Buffer();
    final Cells cells = new Cells(text);

    /** Writes what stands before all rows. */
    abstract void begin(Schema schema);

    /** Takes the vectors of the next rows. */
    abstract void use(Schema schema, List<FieldVector> vectors);

    /** Writes one row, which is the first of all or not. */
    abstract void write(int row, boolean first);

    /** Writes what stands behind all rows. */
    abstract void end(boolean empty);

    long write(Batches batches, OutputStream out) throws IOException {
        begin(batches.schema());
        long count = 0;
        while (batches.next()) {
            VectorSchemaRoot batch = batches.batch();
            use(batches.schema(), batch.getFieldVectors());
            for (int row = 0; row < batch.getRowCount(); row++) {
                write(row, count++ == 0);
                text.drainIfLarge(out);
            }
            text.drain(out);
            out.flush();
        }
        end(count == 0);
        text.drain(out);
        out.flush();
        return count;
    }
}
