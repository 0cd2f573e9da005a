package dev.neuralake.demo.sample;

import dev.neuralake.types.Sql;
import java.util.Set;

/** What a text column holds, by its name, as SQL. */
final class TextShape {
    /** Columns that describe where a row is draw the same number, so that city, country and coordinates agree. */
    private static final Set<String> PLACE = Set.of("country", "nation", "city", "town", "timezone", "tz");

    private static final Set<String> PERSON =
            Set.of("user", "customer", "person", "contact", "employee", "patient", "author", "full", "display");

    private TextShape() {}

    static String sql(Draws draws, long ids, ColumnName name, String topic) {
        if (name.has("uuid", "guid")) {
            String hex = "md5(" + draws.bits(topic) + "::VARCHAR)";
            return "CAST(CAST(" + hex + " AS UUID) AS VARCHAR)";
        }
        if (name.endsWith("id") || name.endsWith("key")) {
            return id(name, "(1 + " + draws.skewedBelow(topic, ids) + ")");
        }
        if (name.has("email", "mail")) {
            return "lower(" + first(draws) + " || '.' || " + last(draws) + ") || (i % 9973) || '@' || "
                    + draws.word(topic, Words.list("domain"));
        }
        return contact(draws, name, topic);
    }

    private static String contact(Draws draws, ColumnName name, String topic) {
        if (name.has("phone", "mobile", "tel")) {
            return "printf('+%d %d %07d', 1 + " + draws.below(topic + "/1", 98) + ", 100 + "
                    + draws.below(topic + "/2", 900) + ", " + draws.below(topic + "/3", 10_000_000) + ")";
        }
        if (name.has("ip")) {
            return "printf('10.%d.%d.%d', " + draws.below(topic + "/1", 256) + ", " + draws.below(topic + "/2", 256)
                    + ", 1 + " + draws.below(topic + "/3", 254) + ")";
        }
        if (name.has("url", "uri", "website", "link")) {
            return "'https://' || " + draws.word(topic + "/host", Words.list("domain")) + " || '/' || "
                    + draws.word(topic, Words.list("word"));
        }
        if (name.has("zip", "postal", "postcode")) {
            return "printf('%05d', " + draws.below(topic, 100_000) + ")";
        }
        if (name.has("hash", "checksum", "token", "digest")) {
            return "md5(" + draws.bits(topic) + "::VARCHAR)";
        }
        if (name.has("sku", "code", "barcode") && !name.has("country", "currency", "postal")) {
            return "printf('" + name.subject("code").toUpperCase(java.util.Locale.ROOT) + "-%06d', "
                    + draws.below(topic, 1_000_000) + ")";
        }
        return words(draws, name, topic);
    }

    private static String words(Draws draws, ColumnName name, String topic) {
        if (name.has("first", "given")) {
            return first(draws);
        }
        if (name.has("last", "surname", "family")) {
            return last(draws);
        }
        if (name.text().equals("name") || name.endsWith("name") && name.has(PERSON)) {
            return first(draws) + " || ' ' || " + last(draws);
        }
        if (name.has("description", "comment", "note", "notes", "message", "text", "body", "title", "subject")) {
            return draws.word(topic, Words.list("sentence"));
        }
        if (name.has("address")) {
            return "(1 + " + draws.below(topic + "/number", 200) + ") || ' ' || "
                    + draws.word(topic, Words.list("street"));
        }
        return draws.word(name.has(PLACE) ? "place" : topic, Words.named(name).orElse(Words.list("word")));
    }

    /** A text id such as {@code order-000000042}. */
    static String id(ColumnName name, String number) {
        return "printf(" + Sql.text(name.subject("row").replace("%", "") + "-%09d") + ", " + number + ")";
    }

    private static String first(Draws draws) {
        return draws.word("person/first", Words.list("first"));
    }

    private static String last(Draws draws) {
        return draws.word("person/last", Words.list("last"));
    }
}
