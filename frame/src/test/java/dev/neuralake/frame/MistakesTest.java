package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What cannot work is refused as it is written, naming the column and what would have been right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
    private final EngineRunner lake = new EngineRunner("""
            CREATE TABLE payments (id BIGINT, user_id BIGINT, amount DOUBLE, country VARCHAR, day DATE, tags VARCHAR[],
              address STRUCT(city VARCHAR, zip INTEGER))""", """
            CREATE TABLE users (user_id VARCHAR, name VARCHAR)""");
    private LazyFrame payments;
    private LazyFrame users;

    @BeforeAll
    void open() {
        payments = lake.table("payments");
        users = lake.table("users");
    }

    @AfterAll
    void nothingRan() {
        assertThat(lake.ran).isEmpty();
        lake.close();
    }

    private static void refused(Supplier<?> written, String message) {
        assertThatThrownBy(written::get)
                .isInstanceOf(FrameException.class)
                .message()
                .startsWith(message);
    }

    @Test
    void unknownColumnsAreAnsweredWithTheNearest() {
        String amount = "Cannot find column 'amuont': did you mean amount?";
        refused(() -> payments.select("amuont"), amount);
        refused(() -> payments.withColumns(col("amuont").times(2).as("x")), amount);
        refused(() -> payments.filter(col("amuont").gt(1)), amount);
        refused(() -> payments.sort("amuont"), amount);
        refused(() -> payments.groupBy("amuont"), amount);
        refused(() -> payments.groupBy("country").agg(sum("amuont")), amount);
        refused(() -> payments.rename("amuont", "x"), amount);
        refused(() -> payments.rename(Map.of("amuont", "x")), amount);
        refused(() -> payments.drop("amuont"), amount);
        refused(() -> payments.explode("amuont"), amount);
        refused(() -> payments.unnest("amuont"), amount);
        refused(() -> payments.select(rowNumber().over("amuont").orderBy("id")), amount);
        refused(() -> payments.select(rowNumber().over("id").orderBy("amuont")), amount);
        refused(() -> payments.join(users, on(left("amuont").eq(right("name")))), amount);
        refused(
                () -> payments.select("address.ctiy"),
                "Cannot find field 'ctiy' in column address: did you mean city?");
        refused(() -> payments.select(col("address").field("ctiy")), "Cannot find field 'ctiy' in column address");
    }

    @Test
    void typesThatDoNotMeetAreRefused() {
        refused(
                () -> payments.filter(col("country").gt(5)),
                "Cannot compare column country (string) with 5 (int): the types do not meet (convert one with cast)");
        refused(
                () -> payments.join(users, on("user_id")),
                "Cannot compare column left.user_id (long) with column right.user_id (string): the types do not meet");
        refused(() -> payments.filter(col("amount")), "Cannot use column amount (double) as a condition of filter");
        refused(() -> payments.select(col("country").plus(1).as("x")), "Cannot use column country (string) in plus");
        refused(() -> payments.agg(sum("country")), "Cannot use column country (string) in sum");
        refused(() -> payments.select(col("id").text().upper().as("x")), "Cannot use column id (long) in upper");
        refused(() -> payments.select(col("day").list().size().as("x")), "Cannot use column day (date) in size");
        refused(() -> payments.explode("country"), "Cannot explode column country (string): it is not a list");
        refused(() -> payments.unnest("tags"), "Cannot unnest column tags (array<string>): it is not a struct");
        refused(
                () -> payments.filter(col("day").gt("31.1.2026")),
                "Cannot compare a date with '31.1.2026': it is not a date (write it as 2026-01-31)");
        refused(
                () -> payments.filter(col("amount").eq(null)),
                "Cannot compare column amount (double) with null: the result is never true (use isNull");
        refused(
                () -> payments.select(
                        when(col("id").gt(1)).then("x").otherwise(1).as("y")),
                "Cannot use 'x' (string) and 1 (int) together");
    }

    @Test
    void namesAreGivenOnce() {
        refused(() -> payments.select("id", "ID"), "Cannot make two columns 'id' in one frame");
        refused(() -> payments.rename("id", "amount"), "Cannot make two columns 'amount'");
        refused(() -> payments.select(col("id").plus(1)), "Cannot tell the name of");
        refused(() -> payments.withColumns(col("id").as("x"), col("id").as("X")), "Cannot make columns 'x' and 'X'");
    }

    @Test
    void aggregatesAndWindowsStandWhereTheyMay() {
        refused(() -> payments.select(sum("amount")), "Cannot select sum(amount): it is an aggregate of many rows");
        refused(() -> payments.filter(sum("amount").gt(1)), "Cannot filter by");
        refused(() -> payments.groupBy("country").agg(col("id")), "Cannot use column 'id' in agg: its values differ");
        refused(() -> payments.select(rowNumber()), "Cannot select row_number(): it needs a window");
        refused(() -> payments.select(rowNumber().over("country")), "Cannot use row_number() without an order");
        refused(() -> payments.sort(asc(rowNumber().over().orderBy("id"))), "Cannot sort by");
        refused(() -> payments.select(sum("amount").over().rows(-1, 0)), "Cannot use rows in");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        refused(() -> payments.limit(-1), "Cannot limit to -1 rows");
        refused(() -> payments.agg(quantile("amount", 1.5)), "Cannot take quantile 1.5");
        refused(() -> payments.select(col("country").text().slice(-1, 2)), "Cannot slice");
        refused(() -> payments.select(sum("amount").over().orderBy("id").rows(1, 0)), "Cannot use window rows(1, 0)");
        refused(() -> payments.select(col("day").time().truncate(ChronoUnit.ERAS)), "Cannot calculate with unit Eras");
        refused(() -> payments.select(col("day").time().format("QQ")), "Cannot use time pattern 'QQ'");
        refused(() -> payments.filter(col("amount").gt(new BigDecimal("1E+40"))), "Cannot use 1E+40 as a literal");
        refused(() -> payments.filter(col("amount").gt(List.of(1))), "Cannot compare column amount (double) with");
        refused(() -> payments.select(lit(new Object()).as("x")), "Cannot use a value of class java.lang.Object");
    }

    @Test
    void framesThatUniteHaveTheSameColumns() {
        refused(() -> payments.union(users), "Cannot union: column 'id' is not in the other frame");
        refused(() -> users.union(users.rename("name", "called")), "Cannot union: column 'name' is not");
        refused(() -> payments.select(new String[0]), "Cannot select no column (name one)");
        refused(() -> users.drop("name", "user_id"), "Cannot drop name, user_id: no column would be left");
        refused(() -> users.with("least", 1), "Cannot bind parameter 'least'");
    }
}
