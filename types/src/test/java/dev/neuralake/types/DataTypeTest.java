package dev.neuralake.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "byte",
                "int",
                "timestamp_ntz",
                "decimal(10,2)",
                "array<string>",
                "map<string,array<int>>",
                "struct<a:int,b:struct<c:decimal(38,18)>>",
                "struct<`odd ``name`:long>"
            })
    void textOfATypeReadsBackAsTheSameType(String text) {
        assertThat(DataType.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"BIGINT,long", "integer,int", "Decimal(4),'decimal(4,0)'", "dec,'decimal(10,0)'", "tinyint,byte"})
    void spellingsOfSparkAreUnderstood(String text, String type) {
        assertThat(DataType.parse(text)).hasToString(type);
    }

    @Test
    void fieldsOfAStructMayForbidNull() {
        DataType.StructType type = (DataType.StructType) DataType.parse("struct<a: int NOT NULL, b: string>");
        assertThat(type.fields()).extracting(Column::nullable).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            strin        | 'strin' is not a type; did you mean string?
            array<int    | '>' is missing at position 10
            decimal(x)   | 'x' is not a number
            int int      | unexpected text at position 5
            struct<`a:int> | a backtick is not closed
            """)
    void aTextThatIsNoTypeIsRefusedWithItsReason(String text, String reason) {
        assertThatThrownBy(() -> DataType.parse(text))
                .isInstanceOf(NeuralakeException.class)
                .hasMessageStartingWith("Cannot read type '" + text + "'")
                .hasMessageContaining(reason);
    }

    @Test
    void fieldsOfAStructMayHaveAComment() {
        DataType.StructType type = (DataType.StructType) DataType.parse("struct<a: int COMMENT 'it''s', b: int>");
        assertThat(type.fields()).extracting(Column::comment).containsExactly("it's", "");
    }

    @Test
    void aDecimalHasAtMost38Digits() {
        assertThatThrownBy(() -> DataType.decimal(39, 0)).hasMessageContaining("the precision is 1 to 38");
    }
}
