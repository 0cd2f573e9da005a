package dev.neuralake.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.DataType.Primitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final Schema schema =
            Schema.of(Column.of("user_id", Primitive.LONG).required(), Column.of("email", Primitive.STRING));

    @Test
    void columnsAreFoundWithoutRegardToCase() {
        assertThat(schema.column("EMAIL").name()).isEqualTo("email");
        assertThat(schema.indexOf("User_Id")).isZero();
        assertThat(schema.find("mail")).isEmpty();
    }

    @Test
    void anUnknownColumnIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> schema.column("emial")).hasMessage("Cannot find column 'emial': did you mean email?");
    }

    @Test
    void namesThatDifferByCaseAloneAreRefused() {
        assertThatThrownBy(() -> Schema.of(Column.of("a", Primitive.INT), Column.of("A", Primitive.INT)))
                .hasMessageContaining("two columns 'A'");
    }

    @Test
    void selectKeepsTheOrderAskedFor() {
        assertThat(schema.select(List.of("email", "user_id")).names()).containsExactly("email", "user_id");
    }

    @Test
    void printsAsSql() {
        assertThat(schema).hasToString("(user_id long not null, email string)");
    }
}
