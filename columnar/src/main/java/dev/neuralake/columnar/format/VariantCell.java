package dev.neuralake.columnar.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.util.Arrays;

/** Writes a variant, which is JSON text, as JSON: on one line, and its numbers as those of columns are. */
final class VariantCell implements Cell {
    /** The engine writes NaN as it is. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final int EXACT_DIGITS = 15;

    private final Cell text;
    private final Utf8Buffer out;

    VariantCell(Cell text, Utf8Buffer out) {
        this.text = text;
        this.out = out;
    }

    @Override
    public void write(int row) {
        int start = out.size();
        text.write(row);
        byte[] json = Arrays.copyOfRange(out.array(), start, out.size());
        out.truncate(start);
        try (JsonParser parser = FACTORY.createParser(json)) {
            boolean first = true;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!first && !token.isStructEnd()) {
                    out.put(',');
                }
                first = write(token, parser);
            }
        } catch (IOException e) {
            throw new NeuralakeException("Cannot write a variant as JSON: " + e.getMessage(), e);
        }
    }

    /** @return whether nothing is to be parted from what comes next */
    private boolean write(JsonToken token, JsonParser parser) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            string(parser.currentName());
            out.put(':');
            return true;
        }
        if (token == JsonToken.VALUE_STRING || token.isNumeric() && !isExact(parser)) {
            string(parser.getText());
        } else {
            out.put(parser.getText());
        }
        return token.isStructStart();
    }

    private void string(String value) {
        int start = out.size();
        out.put(value);
        out.quoteJson(start);
    }

    private static boolean isExact(JsonParser parser) throws IOException {
        String number = parser.getText();
        long digits = number.chars()
                .takeWhile(c -> c != 'e' && c != 'E')
                .filter(Character::isDigit)
                .count();
        boolean finite = Character.isDigit(number.charAt(number.length() - 1));
        return finite
                && (digits <= EXACT_DIGITS
                        || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && isDouble(number));
    }

    /** Whether the text is all that there is to a double. */
    private static boolean isDouble(String number) {
        return Double.toString(Double.parseDouble(number)).equalsIgnoreCase(number.replace("e+", "e"));
    }
}
