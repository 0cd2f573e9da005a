"""delta-rs over standard input and output, for the benchmarks. Each line in is {"do": NAME, ...}, each line out
{"rows": [result]} or {"error": "..."}. Ends when its input ends."""

import json
import sys

import deltalake
import pyarrow.dataset
import pyarrow.parquet


def create(table, like):
    deltalake.DeltaTable.create(table, pyarrow.parquet.read_schema(like))


def append_row(table, source):
    deltalake.write_deltalake(table, pyarrow.parquet.read_table(source), mode="append")


def open_table(table):
    return len(deltalake.DeltaTable(table).file_uris())


def append(table, source):
    batches = pyarrow.dataset.dataset(source).scanner().to_reader()
    deltalake.write_deltalake(table, batches, mode="append")


def delete(table, where):
    return deltalake.DeltaTable(table).delete(where)["num_deleted_rows"]


def update(table, where, column, value):
    return deltalake.DeltaTable(table).update({column: value}, predicate=where)["num_updated_rows"]


def merge(table, source):
    merger = deltalake.DeltaTable(table).merge(
        pyarrow.parquet.read_table(source), "t.id = s.id", source_alias="s", target_alias="t"
    )
    result = merger.when_matched_update_all().when_not_matched_insert_all().execute()
    return result["num_target_rows_updated"]


def optimize(table):
    return deltalake.DeltaTable(table).optimize.compact()["numFilesRemoved"]


DOES = {
    "create": create,
    "append_row": append_row,
    "open": open_table,
    "append": append,
    "delete": delete,
    "update": update,
    "merge": merge,
    "optimize": optimize,
}


def main():
    print('{"ready": true}', flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            print(json.dumps({"rows": [DOES[request.pop("do")](**request)]}), flush=True)
        except Exception as problem:
            print(json.dumps({"error": f"{type(problem).__name__}: {problem}"}), flush=True)


main()
