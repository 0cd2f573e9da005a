package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private static String text(Consumer<Utf8Buffer> put) {
        Utf8Buffer out = new Utf8Buffer();
        put.accept(out);
        return out.text(0);
    }

    private static String text(double value) {
        return text(out -> NumberText.put(value, out));
    }

    private static String text(float value) {
        return text(out -> NumberText.put(value, out));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                9,
                10,
                99,
                100,
                -100,
                999_999_999,
                Integer.MIN_VALUE,
                1L << 53,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void writesIntegers(long value) {
        assertThat(text(out -> NumberText.put(value, out))).isEqualTo(Long.toString(value));
        for (int scale : new int[] {1, 2, 18, 38}) {
            assertThat(text(out -> NumberText.put(value, scale, out)))
                    .isEqualTo(BigDecimal.valueOf(value, scale).toPlainString());
        }
    }

    @Test
    void writesDecimals() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            BigInteger unscaled = new BigInteger(random.nextInt(126), random);
            BigInteger signed = random.nextBoolean() ? unscaled : unscaled.negate();
            int scale = random.nextInt(39);
            assertThat(text(out -> NumberText.put(signed, scale, out)))
                    .isEqualTo(new BigDecimal(signed, scale).toPlainString());
        }
    }

    /** Java writes the shortest digits too, so that no fewer may stand here, and no more. */
    @Test
    void writesTheShortestDigitsOfDoubles() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            double value = switch (i % 5) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(2_000_000) / 100.0 - 10_000;
                case 2 -> random.nextGaussian();
                case 3 -> random.nextLong() / 1000.0;
                default -> random.nextInt(1_000_000) / 1e6;
            };
            requireShortest(text(value), Double.toString(value));
            assertThat(Double.valueOf(text(value))).isEqualTo(Double.valueOf(value));
        }
    }

    @Test
    void writesTheShortestDigitsOfFloats() {
        Random random = new Random(13);
        for (int i = 0; i < 200_000; i++) {
            float value = switch (i % 3) {
                case 0 -> Float.intBitsToFloat(random.nextInt());
                case 1 -> random.nextInt(200_000) / 100f - 1000;
                default -> (float) random.nextGaussian();
            };
            requireShortest(text(value), Float.toString(value));
            assertThat(Float.valueOf(text(value))).isEqualTo(Float.valueOf(value));
        }
    }

    private static void requireShortest(String text, String java) {
        if (java.endsWith("N") || java.endsWith("y")) {
            assertThat(text).isEqualTo(java);
        } else {
            assertThat(new BigDecimal(text).stripTrailingZeros()).isEqualTo(new BigDecimal(java).stripTrailingZeros());
        }
    }

    @Test
    void usesExponentsWhereZerosWouldGoOn() {
        assertThat(text(0.0)).isEqualTo("0.0");
        assertThat(text(-0.0)).isEqualTo("-0.0");
        assertThat(text(-1.0)).isEqualTo("-1.0");
        assertThat(text(0.000001)).isEqualTo("0.000001");
        assertThat(text(0.0000015)).isEqualTo("0.0000015");
        assertThat(text(1e-7)).isEqualTo("1.0E-7");
        assertThat(text(123_456_789_012_345_680.0)).isEqualTo("123456789012345680.0");
        assertThat(text(1e20)).isEqualTo("100000000000000000000.0");
        assertThat(text(1e21)).isEqualTo("1.0E21");
        assertThat(text(-1.7976931348623157e308)).isEqualTo("-1.7976931348623157E308");
        assertThat(text(16_777_216f)).isEqualTo("16777216.0");
        assertThat(text(3.4028235e38f)).isEqualTo("3.4028235E38");
    }
}
