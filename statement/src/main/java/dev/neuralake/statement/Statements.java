package dev.neuralake.statement;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.Execution;
import dev.neuralake.catalog.StatementRunner;
import dev.neuralake.delta.Attempts;
import java.util.List;

/** Runs the statements of {@link StatementParser} on a catalog's stored tables. */
public final class Statements implements StatementRunner {
    @Override
    public List<String> split(String script) {
        return StatementParser.split(script);
    }

    @Override
    public Execution run(Catalog catalog, String sql) {
        Statement statement = StatementParser.parse(sql);
        // A statement that lost a conflict is run anew as a whole, so that it reads all of its tables at a later
        // moment.
        return Attempts.usual().run(() -> {
            try (Workplace place = new Workplace(catalog)) {
                return run(place, statement).execution(sql);
            }
        });
    }

    private static Outcome run(Workplace place, Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create -> new Creation(place).create(create);
            case Statement.Insert insert -> new RowChanges(place).insert(insert);
            case Statement.Delete delete -> new RowChanges(place).delete(delete);
            case Statement.Update update -> new RowChanges(place).update(update);
            case Statement.Merge merge -> new RowChanges(place).merge(merge);
            case Statement.AlterTable alter ->
                Outcome.of(place.log(alter.table()).alter(alter.alteration()));
            case Statement.Optimize optimize -> new Maintenance(place).optimize(optimize);
            case Statement.Vacuum vacuum -> new Maintenance(place).vacuum(vacuum);
            case Statement.Reorg reorg -> new Maintenance(place).reorg(reorg);
            case Statement.DescribeHistory describe -> new Description(place).history(describe);
            case Statement.DescribeDetail describe -> new Description(place).detail(describe);
            case Statement.Query query ->
                Outcome.of(place.catalog().sql(query.sql()).collect());
            case Statement.ShallowClone clone -> new Creation(place).shallowClone(clone);
            case Statement.ConvertToDelta convert -> new Creation(place).convert(convert);
            case Statement.Restore restore -> new Maintenance(place).restore(restore);
            case Statement.GenerateManifest manifest -> new Maintenance(place).manifest(manifest);
        };
    }
}
