package dev.neuralake.demo.sample;

import dev.neuralake.types.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Random draws as SQL over the row number {@code i}. A draw depends on the seed, its topic and the row alone, so the
 * same row comes out whatever the threads and wherever the work was cut; columns that share a topic agree (the city and
 * the country of one row).
 *
 * @param seed any number
 */
record Draws(long seed) {
    private static final double TWO_PI = 2 * Math.PI;

    /** 64 evenly distributed bits. */
    String bits(String topic) {
        return bits(topic, "i");
    }

    /** 64 evenly distributed bits that depend on a whole number other than the row's. */
    String bits(String topic, String number) {
        return "hash(xor((" + number + ")::UBIGINT, " + Long.toUnsignedString(salt(topic)) + "::UBIGINT))";
    }

    /** Evenly distributed in [0, 1). */
    String uniform(String topic) {
        return uniform(topic, "i");
    }

    String uniform(String topic, String number) {
        return "((" + bits(topic, number) + " >> 11)::DOUBLE / 9007199254740992.0)";
    }

    /** Normally distributed, mean 0, deviation 1 (Box and Muller's method). */
    String normal(String topic) {
        return "(sqrt(-2 * ln(1 - " + uniform(topic + "/radius") + ")) * cos(" + TWO_PI + " * "
                + uniform(topic + "/angle") + "))";
    }

    /** Exponentially distributed, mean 1. */
    String exponential(String topic) {
        return "(-ln(1 - " + uniform(topic) + "))";
    }

    /** A whole number in [0, count), evenly distributed. */
    String below(String topic, long count) {
        return "((" + bits(topic) + " % " + count + ")::BIGINT)";
    }

    /** A whole number in [0, count), small ones far more often. */
    String skewedBelow(String topic, long count) {
        String draw = uniform(topic);
        return "(floor(" + count + " * " + draw + " * " + draw + ")::BIGINT)";
    }

    /** One of {@code words}, the first ones more often. */
    String word(String topic, List<String> words) {
        return words.stream().map(Sql::text).collect(Collectors.joining(", ", "([", "]")) + "[1 + "
                + skewedBelow(topic, words.size()) + "])";
    }

    /** True in the share {@code probability} of the rows. */
    String happens(String topic, double probability) {
        return "(" + uniform(topic) + " < " + probability + ")";
    }

    /** A constant that no other topic or seed has (the mixing step of SplitMix64). */
    private long salt(String topic) {
        long mixed = seed * 0x9e3779b97f4a7c15L;
        for (int k = 0; k < topic.length(); k++) {
            mixed = mix(mixed + 0x9e3779b97f4a7c15L + topic.charAt(k));
        }
        return mix(mixed);
    }

    private static long mix(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }
}
