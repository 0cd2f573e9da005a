package dev.neuralake.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private final List<String> names = List.of("users", "user_events", "transactions", "inventory");

    @Test
    void theNearestNameComesFirst() {
        assertThat(Nearest.of("user", names)).containsExactly("user_events", "users");
        assertThat(Nearest.of("Transaction", names)).containsExactly("transactions");
        assertThat(Nearest.of("zebra", names)).isEmpty();
    }

    @Test
    void whereNothingIsNearTheNamesThatExistAreShown() {
        assertThat(Nearest.among("tables", "zebra", names))
                .isEqualTo("the tables are users, user_events, transactions, inventory");
        assertThat(Nearest.among("tables", "zebra", List.of())).isEqualTo("there are no tables");
    }
}
