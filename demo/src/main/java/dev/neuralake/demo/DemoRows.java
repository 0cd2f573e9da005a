package dev.neuralake.demo;

import dev.neuralake.demo.DemoCatalog.User;
import dev.neuralake.demo.DemoCatalog.UserEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Rows that the demo computes: the same each time, and each row from its number alone. */
final class DemoRows {
    static final long USERS = 1_000;
    static final long EVENTS = 20_000;

    private static final List<String> FIRST = List.of(
            "Ada", "Bruno", "Chen", "Dalia", "Emeka", "Freya", "Goran", "Hana", "Ines", "Jonas", "Kofi", "Lena");
    private static final List<String> LAST =
            List.of("Adler", "Bello", "Costa", "Dubois", "Evans", "Fischer", "Garcia", "Haddad", "Ito", "Jansen");
    private static final List<String> COUNTRIES =
            List.of("US", "DE", "GB", "FR", "IN", "BR", "JP", "ES", "IT", "CA", "NL", "PL");
    private static final List<String> PLANS = List.of("free", "basic", "pro", "team");
    private static final List<String> EVENT_NAMES =
            List.of("page_view", "page_view", "search", "add_to_cart", "purchase", "logout");
    private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long QUARTER_SECONDS = 90L * 86_400;

    private DemoRows() {}

    static Iterator<User> users() {
        return rows(USERS, DemoRows::user);
    }

    static Iterator<UserEvent> userEvents() {
        return rows(EVENTS, DemoRows::userEvent);
    }

    private static <T> Iterator<T> rows(long count, LongFunction<T> row) {
        return LongStream.rangeClosed(1, count).mapToObj(row).iterator();
    }

    private static User user(long id) {
        SplittableRandom random = new SplittableRandom(id);
        String first = skewed(random, FIRST);
        String last = skewed(random, LAST);
        String email = (first + "." + last).toLowerCase(Locale.ROOT) + id + "@example.com";
        Instant createdAt = START.minusSeconds(random.nextLong(3 * 365L * 86_400));
        return new User(id, first + " " + last, email, skewed(random, COUNTRIES), skewed(random, PLANS), createdAt);
    }

    private static UserEvent userEvent(long id) {
        SplittableRandom random = new SplittableRandom(-id);
        double draw = random.nextDouble();
        String event = EVENT_NAMES.get(random.nextInt(EVENT_NAMES.size()));
        Instant happenedAt = START.plusSeconds(QUARTER_SECONDS * id / EVENTS + random.nextInt(300));
        Optional<Double> amount = event.equals("purchase")
                ? Optional.of(Math.round(100 * Math.exp(3.5 + random.nextGaussian())) / 100.0)
                : Optional.empty();
        return new UserEvent(id, 1 + (long) (draw * draw * USERS), event, skewed(random, DEVICES), happenedAt, amount);
    }

    /** One of {@code values}, the first ones more often. */
    private static String skewed(SplittableRandom random, List<String> values) {
        double draw = random.nextDouble();
        return values.get((int) (draw * draw * values.size()));
    }
}
