package dev.neuralake.columnar;

/**
 * How Parquet files are written.
 *
 * @param compression of the pages
 * @param version which encodings may be used
 * @param rowGroupRows rows in a row group, the unit of skipping within a file
 * @param fileSizeBytes where rows are spread over several files, a file is finished at about this size
 * @param fieldIds the ids of columns as the engine's option FIELD_IDS has them ({@code {a: 1, b: 2}}); empty for none
 */
public record ParquetOptions(
        Compression compression, Version version, int rowGroupRows, long fileSizeBytes, String fieldIds) {

    /** Every known reader takes all but {@link #LZ4_RAW}, which is young. */
    public enum Compression {
        UNCOMPRESSED,
        SNAPPY,
        ZSTD,
        LZ4_RAW
    }

    public enum Version {
        /** What every reader takes. */
        V1,
        /** Delta and byte-stream-split encodings as well: smaller and faster, where the reader knows them. */
        V2
    }

    public ParquetOptions {
        if (rowGroupRows < 2048 || fileSizeBytes < 1) {
            throw new IllegalArgumentException("row groups have at least 2048 rows and files a size");
        }
    }

    /** What every engine reads: version 1, Snappy, row groups of 122,880 rows, files of 128 MiB. */
    public static ParquetOptions defaults() {
        return new ParquetOptions(Compression.SNAPPY, Version.V1, 122_880, 128L << 20, "");
    }

    public ParquetOptions withCompression(Compression newCompression) {
        return new ParquetOptions(newCompression, version, rowGroupRows, fileSizeBytes, fieldIds);
    }

    public ParquetOptions withVersion(Version newVersion) {
        return new ParquetOptions(compression, newVersion, rowGroupRows, fileSizeBytes, fieldIds);
    }

    public ParquetOptions withRowGroupRows(int rows) {
        return new ParquetOptions(compression, version, rows, fileSizeBytes, fieldIds);
    }

    public ParquetOptions withFileSizeBytes(long bytes) {
        return new ParquetOptions(compression, version, rowGroupRows, bytes, fieldIds);
    }

    public ParquetOptions withFieldIds(String ids) {
        return new ParquetOptions(compression, version, rowGroupRows, fileSizeBytes, ids);
    }
}
