package dev.neuralake.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** delta-rs, in a Python process. */
final class DeltaRs implements Contender {
    private final Lines python;

    DeltaRs(List<String> command) {
        this.python = new Lines(command);
    }

    @Override
    public void create(Path table, Path like) {
        python.ask(Map.of("do", "create", "table", table.toString(), "like", like.toString()));
    }

    @Override
    public void append(Path table, Path source) {
        python.ask(Map.of("do", "append", "table", table.toString(), "source", source.toString()));
    }

    @Override
    public long open(Path table) {
        return python.ask(Map.of("do", "open", "table", table.toString())).asLong();
    }

    @Override
    public long delete(Path table, int remainder) {
        String where = "id % 100 = " + remainder;
        return python.ask(Map.of("do", "delete", "table", table.toString(), "where", where))
                .asLong();
    }

    @Override
    public long update(Path table, int remainder) {
        Map<String, String> request = Map.of(
                "do", "update",
                "table", table.toString(),
                "where", "id % 100 = " + remainder,
                "column", "amount",
                "value", "amount + 1");
        return python.ask(request).asLong();
    }

    @Override
    public long merge(Path table, Path source) {
        return python.ask(Map.of("do", "merge", "table", table.toString(), "source", source.toString()))
                .asLong();
    }

    @Override
    public long optimize(Path table) {
        return python.ask(Map.of("do", "optimize", "table", table.toString())).asLong();
    }

    @Override
    public void close() {
        python.close();
    }
}
