package dev.neuralake.columnar.format;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes numbers in decimal. */
final class NumberText {
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000};
    private static final double DIGITS_15 = 1e15;
    private static final double DIGITS_6 = 1e6;

    /** Where JavaScript goes over to an exponent as well. */
    private static final int PLAIN_DIGITS_MAX = 21;

    private static final int PLAIN_ZEROS_MAX = 6;

    private NumberText() {}

    static void put(long value, Utf8Buffer out) {
        if (value == Long.MIN_VALUE) {
            out.put("-9223372036854775808");
            return;
        }
        if (value < 0) {
            out.put('-');
        }
        putPadded(Math.abs(value), 1, out);
    }

    /** @param value not negative */
    static void putPadded(long value, int digitsMin, Utf8Buffer out) {
        int digits = Math.max(digitsMin, digits(value));
        out.reserve(digits);
        byte[] bytes = out.array();
        long rest = value;
        for (int i = out.size() + digits - 1; i >= out.size(); i--) {
            long tenth = rest / 10;
            bytes[i] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        out.advance(digits);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long limit = 10; value >= limit; limit *= 10) {
            digits++;
            if (digits == 19) {
                break;
            }
        }
        return digits;
    }

    /** A decimal of as many fraction digits as its scale. */
    static void put(long unscaled, int scale, Utf8Buffer out) {
        if (scale == 0) {
            put(unscaled, out);
        } else if (unscaled == Long.MIN_VALUE) {
            put(BigInteger.valueOf(unscaled), scale, out);
        } else {
            if (unscaled < 0) {
                out.put('-');
            }
            int start = out.size();
            putPadded(Math.abs(unscaled), scale + 1, out);
            point(start, scale, out);
        }
    }

    static void put(BigInteger unscaled, int scale, Utf8Buffer out) {
        if (unscaled.signum() < 0) {
            out.put('-');
        }
        String digits = unscaled.abs().toString();
        int start = out.size();
        for (int i = digits.length(); i <= scale; i++) {
            out.put('0');
        }
        out.put(digits);
        if (scale > 0) {
            point(start, scale, out);
        }
    }

    /** Puts a point before the last {@code scale} digits. */
    private static void point(int start, int scale, Utf8Buffer out) {
        out.put('0');
        byte[] bytes = out.array();
        int point = out.size() - 1 - scale;
        System.arraycopy(bytes, point, bytes, point + 1, scale);
        bytes[point] = '.';
        assert point > start;
    }

    /** The shortest decimal that reads as this number, or {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    static void put(double value, Utf8Buffer out) {
        double size = Math.abs(value);
        if (size >= 1e-3 && size < DIGITS_15) {
            for (int scale = 0; scale < POWERS.length; scale++) {
                double unscaled = Math.rint(size * POWERS[scale]);
                if (unscaled < DIGITS_15 && unscaled / POWERS[scale] == size) {
                    putShort(value < 0, (long) unscaled, scale, out);
                    return;
                }
            }
        }
        putJava(Double.toString(value), out);
    }

    static void put(float value, Utf8Buffer out) {
        double size = Math.abs(value);
        if (size >= 1e-3 && size < DIGITS_6) {
            for (int scale = 0; scale < POWERS.length; scale++) {
                double unscaled = Math.rint(size * POWERS[scale]);
                if (unscaled < DIGITS_6 && (float) (unscaled / POWERS[scale]) == (float) size) {
                    putShort(value < 0, (long) unscaled, scale, out);
                    return;
                }
            }
        }
        putJava(Float.toString(value), out);
    }

    private static void putShort(boolean negative, long unscaled, int scale, Utf8Buffer out) {
        put(negative ? -unscaled : unscaled, scale, out);
        if (scale == 0) {
            out.put('.');
            out.put('0');
        }
    }

    /** Writes what Java makes of a number, without an exponent where zeros do as well. */
    private static void putJava(String text, Utf8Buffer out) {
        int e = text.indexOf('E');
        if (e < 0) {
            out.put(text.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        int exponent = Integer.parseInt(text.substring(e + 1));
        if (exponent >= PLAIN_DIGITS_MAX || exponent < -PLAIN_ZEROS_MAX) {
            out.put(text.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        boolean negative = text.charAt(0) == '-';
        String mantissa = text.substring(negative ? 1 : 0, e);
        String fraction = mantissa.endsWith(".0") ? "" : mantissa.substring(2);
        BigInteger digits = new BigInteger(mantissa.charAt(0) + fraction);
        int zeros = exponent - fraction.length();
        out.put(negative ? "-" : "");
        if (zeros >= 0) {
            put(digits.multiply(BigInteger.TEN.pow(zeros)), 0, out);
            out.put(".0");
        } else {
            put(digits, -zeros, out);
        }
    }
}
