"""Tables that delta-rs and Polars write, several versions each, for Neuralake to read. Each function makes one."""

import datetime
from decimal import Decimal

import deltalake
import polars
import pyarrow as pa

DAYS = [datetime.date(2026, 1, 1), datetime.date(1890, 5, 6), None]


def types():
    utc = datetime.timezone.utc
    moments = [datetime.datetime(2026, 1, 2, 3, 4, 5, 678901), datetime.datetime(1890, 1, 1), None]
    return pa.table({
        "flag": pa.array([True, False, None]),
        "tiny": pa.array([127, -128, None], pa.int8()),
        "small": pa.array([32767, -32768, None], pa.int16()),
        "number": pa.array([2**31 - 1, -(2**31), None], pa.int32()),
        "large": pa.array([2**63 - 1, -(2**63), None], pa.int64()),
        "single": pa.array([1.5, float("-inf"), None], pa.float32()),
        "real": pa.array([0.1, float("nan"), None], pa.float64()),
        "price": pa.array([Decimal("1.23"), Decimal("-99999999.99"), None], pa.decimal128(10, 2)),
        "long_price": pa.array([Decimal("1234567890123456789012345678.9012345678"), Decimal(0), None],
                               pa.decimal128(38, 10)),
        "name": pa.array(["tea ☕ \"'\\", "", None]),
        "bytes": pa.array([b"\x00\xff", b"", None]),
        "day": pa.array(DAYS),
        "at": pa.array([m and m.replace(tzinfo=utc) for m in moments], pa.timestamp("us", "UTC")),
        "local": pa.array(moments, pa.timestamp("us")),
    })


def every_type(path):
    deltalake.write_deltalake(path, types())
    deltalake.write_deltalake(path, types(), mode="append")
    deltalake.write_deltalake(path, types().slice(0, 1), mode="overwrite")


def nested(path):
    item = pa.struct([("id", pa.int64()), ("tags", pa.list_(pa.string()))])
    deltalake.write_deltalake(path, pa.table({
        "list": pa.array([[1, None], [], None], pa.list_(pa.int64())),
        "map": pa.array([[("a", 1), ("b", None)], [], None], pa.map_(pa.string(), pa.int32())),
        "struct": pa.array([{"id": 1, "tags": ["x"]}, {"id": None, "tags": None}, None], item),
        "deep": pa.array([[{"id": 2, "tags": [None]}], None, []], pa.list_(item)),
    }))


def partitioned(path):
    odd = pa.table({
        "id": pa.array([1, 2, 3, 4], pa.int64()),
        "place": pa.array(["a/b=c %é'\"", "x", None, "x"]),
        "day": pa.array([*DAYS, DAYS[0]]),
    })
    deltalake.write_deltalake(path, odd, partition_by=["place", "day"])
    deltalake.write_deltalake(path, odd, mode="append")
    deltalake.write_deltalake(path, odd.slice(1, 1), mode="overwrite", predicate="place = 'x'")


def changed(path):
    deltalake.write_deltalake(path, types())
    table = deltalake.DeltaTable(path)
    table.delete("number < 0")
    table.update(predicate="flag", updates={"name": "'changed'"})
    (table.merge(types(), "target.number = source.number", source_alias="source", target_alias="target")
        .when_matched_update({"tiny": "source.tiny + cast(0 as tinyint)", "name": "'merged'"})
        .when_not_matched_insert_all()
        .execute())
    table.optimize.compact()
    table.restore(1)


def checkpointed(path):
    for start in range(0, 12):
        rows = pa.table({"id": pa.array([start, start + 100], pa.int64()), "part": [str(start % 3)] * 2})
        deltalake.write_deltalake(path, rows, mode="append", partition_by=["part"])
    table = deltalake.DeltaTable(path)
    table.delete("part = '1'")
    table.create_checkpoint()
    deltalake.write_deltalake(path, rows, mode="append")


def evolved(path):
    deltalake.write_deltalake(path, pa.table({"id": pa.array([1], pa.int64())}))
    more = pa.table({"id": pa.array([2], pa.int64()), "added": ["x"]})
    deltalake.write_deltalake(path, more, mode="append", schema_mode="merge")
    deltalake.DeltaTable(path).alter.add_constraint({"positive": "id > 0"})


def from_polars(path):
    frame = polars.DataFrame({
        "id": [1, 2, None],
        "name": ["a", None, "c"],
        "day": DAYS,
        "values": [[1.5], [], None],
        "point": [{"x": 1, "y": "z"}, None, {"x": None, "y": None}],
    })
    frame.write_delta(path)
    frame.write_delta(path, mode="append")
    frame.head(1).write_delta(path, mode="overwrite")
