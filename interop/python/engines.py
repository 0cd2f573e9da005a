"""Other engines over standard input and output. Each line in is a JSON object, a request; each line out is
{"rows": [row, ...]} or {"error": "..."}. Requests:

    {"do": "read", "with": "delta-rs" | "polars" | "duckdb", "table": PATH, "version": N}
    {"do": "write", "with": NAME, "table": PATH}      a function of tables.py makes a table
    {"do": "append", "with": "delta-rs" | "polars", "table": PATH}    appends the table's own rows to it once more
    {"do": "merge", "with": "delta-rs" | "polars", "table": PATH}     changes a table of id, item and day; so do
    {"do": "delete" | "update" | "optimize", "with": "delta-rs", "table": PATH}

A row is a JSON object as Spark's to_json writes it. Ends when its input ends.
"""

import base64
import datetime
import json
import math
import pathlib
import sys

import deltalake
import duckdb
import duckdb_extension_delta
import polars
import pyarrow

import tables


def delta_rs(table, version):
    log = deltalake.DeltaTable(table, version=version)
    return pyarrow.table(deltalake.QueryBuilder().register("t", log).execute("select * from t").read_all())


def with_polars(table, version):
    return polars.read_delta(table, version=version).to_arrow()


def with_duckdb(table, version):
    extension = next(pathlib.Path(duckdb_extension_delta.__file__).parent.rglob("delta.duckdb_extension"))
    with duckdb.connect() as connection:
        connection.execute(f"load '{extension}'")
        connection.execute("set timezone = 'UTC'")
        path = table.replace("'", "''")
        return connection.sql(f"select * from delta_scan('{path}', version = {version})").to_arrow_table()


READERS = {"delta-rs": delta_rs, "polars": with_polars, "duckdb": with_duckdb}


def text(value, kind):
    """A value of an Arrow type as JSON, decimals with all their digits."""
    if value is None:
        return "null"
    if isinstance(kind, pyarrow.DictionaryType):
        return text(value, kind.value_type)
    if isinstance(kind, pyarrow.StructType):
        members = (json.dumps(field.name) + ":" + text(value[field.name], field.type) for field in kind)
        return "{" + ",".join(members) + "}"
    if isinstance(kind, pyarrow.MapType):
        return "{" + ",".join(json.dumps(str(k)) + ":" + text(v, kind.item_type) for k, v in value) + "}"
    if isinstance(value, list):
        entry = kind.value_type
        if isinstance(entry, pyarrow.StructType) and [field.name for field in entry] == ["key", "value"]:
            # Polars has no maps.
            members = (json.dumps(str(e["key"])) + ":" + text(e["value"], entry.field("value").type) for e in value)
            return "{" + ",".join(members) + "}"
        return "[" + ",".join(text(element, entry) for element in value) + "]"
    return simple(value)


def simple(value):
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, float):
        if math.isnan(value):
            return '"NaN"'
        return json.dumps(value) if math.isfinite(value) else '"Infinity"' if value > 0 else '"-Infinity"'
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (bytes, memoryview)):
        return json.dumps(base64.b64encode(value).decode())
    if isinstance(value, datetime.datetime):
        local = value.astimezone(datetime.timezone.utc).replace(tzinfo=None) if value.tzinfo else value
        return json.dumps(local.isoformat(timespec="microseconds") + ("Z" if value.tzinfo else ""))
    if isinstance(value, datetime.date):
        return json.dumps(value.isoformat())
    return str(value)


def rows(table):
    kind = pyarrow.struct(list(table.schema))
    return [text(row, kind) for row in table.to_pylist()]


def append(name, path):
    log = deltalake.DeltaTable(path)
    if name == "polars":
        polars.read_delta(path).write_delta(path, mode="append")
    else:
        deltalake.write_deltalake(log, delta_rs(path, log.version()), mode="append")


def merge(name, path):
    source = pyarrow.table({"id": pyarrow.array([2, 21], pyarrow.int64()), "item": ["merged", "inserted"]})
    condition = "t.id = s.id"
    if name == "polars":
        merger = polars.from_arrow(source).write_delta(
            path, mode="merge",
            delta_merge_options={"predicate": condition, "source_alias": "s", "target_alias": "t"})
    else:
        merger = deltalake.DeltaTable(path).merge(source, condition, source_alias="s", target_alias="t")
    (merger.when_matched_update({"item": "s.item"})
        .when_not_matched_insert({"id": "s.id", "item": "s.item"})
        .execute())


def delete(name, path):
    deltalake.DeltaTable(path).delete("id = 3")


def update(name, path):
    deltalake.DeltaTable(path).update(predicate="day = 'mon'", updates={"item": "'updated'"})


def optimize(name, path):
    deltalake.DeltaTable(path).optimize.compact()


CHANGES = {"append": append, "merge": merge, "delete": delete, "update": update, "optimize": optimize}


def answer(request):
    what, name, path = request["do"], request["with"], request["table"]
    if what == "write":
        getattr(tables, name)(path)
        return []
    if what in CHANGES:
        CHANGES[what](name, path)
        return []
    return rows(READERS[name](path, request["version"]))


def main():
    print('{"ready": true}', flush=True)
    for line in sys.stdin:
        try:
            print('{"rows": [' + ",".join(answer(json.loads(line))) + "]}", flush=True)
        except Exception as problem:
            print(json.dumps({"error": f"{type(problem).__name__}: {problem}"}), flush=True)


main()
