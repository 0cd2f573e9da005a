package dev.neuralake.site;

import dev.neuralake.catalog.AdHoc;
import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.FunctionTable;
import dev.neuralake.catalog.Rows;
import dev.neuralake.catalog.TableMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small catalog with everything that is hard on a page: nested columns, odd names, hostile texts, a broken table. */
final class ShopCatalog {
    record Address(String street, String city) {}

    record User(long userId, String email, Address home, List<Address> earlier, Map<String, Integer> visits) {}

    record Event(long id, Instant happenedAt, double value) {}

    private ShopCatalog() {}

    static Catalog open(Path folder) throws IOException {
        Path csv = folder.resolve("parts.csv");
        Files.writeString(csv, "part,price\nbolt,0.25\n");
        return Catalog.builder()
                .register(
                        "shop.users",
                        FunctionTable.of(
                                User.class,
                                () -> Rows.of(new User(
                                        1, "a@example.org", new Address("Main", "Ulm"), List.of(), Map.of("x", 1)))),
                        TableMetadata.of("Everybody who **signed up**. Straight from the account service.\n\n"
                                        + "| source | delay |\n|---|---|\n| accounts | 5 min |")
                                .withOwner("accounts")
                                .withTags("core", "users")
                                .withColumn("email", "Where mail goes; *personal*."))
                .register(
                        "shop.events",
                        FunctionTable.of(Event.class, () -> Rows.of(new Event(1, Instant.EPOCH, 0.5))),
                        TableMetadata.of("What happened. <script>alert(1)</script> [x](javascript:alert(2))")
                                .withOwner("growth \"<team>\"")
                                .withTags("<b>bold</b>", "core")
                                .withDeprecation("Use `signals` instead."))
                .add(AdHoc.of("parts", csv.toString()))
                .add(AdHoc.of("größe \"x\"/y", csv.toString()))
                .add(AdHoc.of("lost", folder.resolve("missing.csv").toString()))
                .build();
    }
}
