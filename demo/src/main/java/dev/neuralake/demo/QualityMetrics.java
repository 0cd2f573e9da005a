package dev.neuralake.demo;

import dev.neuralake.demo.DemoCatalog.DataQualityMetric;
import dev.neuralake.demo.DemoCatalog.User;
import dev.neuralake.demo.DemoCatalog.UserEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Measures the demo's function tables. */
final class QualityMetrics {
    private QualityMetrics() {}

    static Iterator<DataQualityMetric> measure() {
        List<User> users = new ArrayList<>();
        DemoRows.users().forEachRemaining(users::add);
        List<UserEvent> events = new ArrayList<>();
        DemoRows.userEvents().forEachRemaining(events::add);
        return List.of(
                        unique("users", "user_id", users, User::userId),
                        unique("users", "email", users, User::email),
                        share(
                                "users",
                                "email",
                                "validity",
                                users,
                                user -> user.email().contains("@")),
                        share(
                                "users",
                                "country",
                                "validity",
                                users,
                                user -> user.country().length() == 2),
                        unique("user_events", "event_id", events, UserEvent::eventId),
                        share(
                                "user_events",
                                "amount",
                                "completeness",
                                events,
                                event -> event.amount().isPresent()),
                        share("user_events", "user_id", "validity", events, event -> event.userId() <= DemoRows.USERS))
                .iterator();
    }

    private static <T> DataQualityMetric unique(String table, String column, List<T> rows, Function<T, Object> value) {
        Set<Object> seen = new HashSet<>();
        return share(table, column, "uniqueness", rows, row -> seen.add(value.apply(row)));
    }

    private static <T> DataQualityMetric share(
            String table, String column, String metric, List<T> rows, Predicate<T> good) {
        long passing = rows.stream().filter(good).count();
        return new DataQualityMetric(table, column, metric, 100.0 * passing / rows.size(), rows.size());
    }
}
