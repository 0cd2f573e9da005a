package dev.neuralake.settings;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting is read.
 *
 * @param expected what a value looks like, for an error message and the reference
 * @param reader throws {@link IllegalArgumentException} for a text that is none
 */
record SettingType<T>(String expected, Function<String, T> reader) {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([A-Za-z%]*)");
    private static final Map<String, Long> BYTES_OF_UNIT = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "tb",
            1_000_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "tib",
            1L << 40);
    private static final Map<String, Long> MILLIS_OF_UNIT =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    static final SettingType<String> TEXT = new SettingType<>("a text", SettingType::text);
    static final SettingType<Path> PATH = new SettingType<>("a path", text -> Path.of(text(text)));
    static final SettingType<URI> URL = new SettingType<>("an http or https address", SettingType::url);
    static final SettingType<Long> SIZE = new SettingType<>("a size such as 512MB or 4GiB", SettingType::bytes);
    static final SettingType<Long> MEMORY =
            new SettingType<>("a size such as 512MB or 4GiB, or a share such as 50%", SettingType::memory);
    static final SettingType<Integer> THREADS = new SettingType<>("a number from 1, or all", SettingType::threads);
    static final SettingType<Duration> DURATION =
            new SettingType<>("a duration such as 500ms, 30s, 5m or 1h", SettingType::duration);

    static SettingType<Integer> integer(int least, int most) {
        return new SettingType<>("a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    static <E extends Enum<E>> SettingType<E> choice(Class<E> choices) {
        String names = Arrays.stream(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        return new SettingType<>(names, text -> Enum.valueOf(choices, text.toUpperCase(Locale.ROOT)));
    }

    T parse(String text) {
        return reader.apply(text);
    }

    private static String text(String text) {
        require(!text.isEmpty());
        return text;
    }

    private static URI url(String text) {
        URI address = URI.create(text);
        require(address.getHost() != null
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme())));
        return address;
    }

    private static long bytes(String text) {
        return quantity(text, BYTES_OF_UNIT);
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(quantity(text, MILLIS_OF_UNIT));
    }

    private static long memory(String text) {
        return text.endsWith("%") ? shareOfMemory(text) : bytes(text);
    }

    private static long shareOfMemory(String text) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1).strip());
        require(percent > 0 && percent <= 100);
        return (long) (memoryOfMachineBytes() * percent / 100);
    }

    /** The machine's memory, or the container's where that is less. */
    private static long memoryOfMachineBytes() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getTotalMemorySize();
    }

    private static int threads(String text) {
        int threads = text.equals("all") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text);
        require(threads >= 1);
        return threads;
    }

    private static long quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        require(matcher.matches());
        long unit = units.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 0L);
        long value = (long) (Double.parseDouble(matcher.group(1)) * unit);
        require(value > 0);
        return value;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
