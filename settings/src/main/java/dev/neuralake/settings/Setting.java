package dev.neuralake.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, what its text means, its default and its description. Every setting is declared here and
 * nowhere else; the reference page, the check of files and {@code neuralake config} follow from the declarations.
 *
 * @param <T> what its text is read as
 */
public final class Setting<T> {
    public static final Setting<Environment> ENVIRONMENT = of(
                    "neuralake.env",
                    SettingType.choice(Environment.class),
                    "Where the program runs; `production` refuses to start without an HTTPS store, credentials, "
                            + "authentication and an audit log.")
            .byDefault("local");

    public static final Setting<String> CATALOG = of(
            "neuralake.catalog",
            SettingType.TEXT,
            "The catalog to use when `--catalog` isn't given: a class, a jar or a `.java` file. Unset, it is the demo.");

    public static final Setting<String> LAKE = of(
                    "neuralake.lake",
                    SettingType.TEXT,
                    "Where stored tables live: a folder, or the address of an object store (`s3://bucket/path`).")
            .byDefault("lake");

    public static final Setting<Long> MEMORY_LIMIT = of(
                    "neuralake.memory.limit",
                    SettingType.MEMORY,
                    "What the query engine may use before it spills to disk: a size, or a share of the machine's memory.")
            .byDefault("50%");

    public static final Setting<Integer> THREADS = of(
                    "neuralake.threads",
                    SettingType.THREADS,
                    "Threads of the query engine: a number, or `all` for as many as there are cores.")
            .byDefault("all");

    public static final Setting<Path> TEMP_DIRECTORY = of(
            "neuralake.temp.directory",
            SettingType.PATH,
            "Where large queries spill to. Unset, it is a folder of the user's own in the system's temporary folder.");

    public static final Setting<Long> TEMP_LIMIT = of(
                    "neuralake.temp.limit", SettingType.SIZE, "The most that spilled data may take on disk.")
            .byDefault("10GB");

    public static final Setting<Duration> QUERY_TIMEOUT = of(
                    "neuralake.query.timeout",
                    SettingType.DURATION,
                    "How long a query over HTTP may run before it is cancelled.")
            .byDefault("60s");

    public static final Setting<String> HOST = of(
                    "neuralake.host",
                    SettingType.TEXT,
                    "The address that the server listens on; `0.0.0.0` opens it to other machines.")
            .byDefault("127.0.0.1");

    public static final Setting<Integer> PORT = of(
                    "neuralake.port",
                    SettingType.integer(0, 65_535),
                    "The port that the server listens on; 0 takes a free one and prints it.")
            .byDefault("8080");

    public static final Setting<Path> SITE_DIRECTORY = of(
                    "neuralake.site.directory", SettingType.PATH, "The folder that `neuralake site` writes.")
            .byDefault("neuralake-site");

    public static final Setting<URI> S3_ENDPOINT = of(
                    "neuralake.s3.endpoint", SettingType.URL, "The address of the object store.")
            .byDefault("https://s3.amazonaws.com");

    public static final Setting<Credentials> S3_CREDENTIALS = of(
                    "neuralake.s3.credentials",
                    SettingType.choice(Credentials.class),
                    "How credentials for the object store are found: `chain` asks the environment, the profile and the "
                            + "machine's role in turn; `none` sends none.")
            .byDefault("none");

    public static final Setting<String> AUTH_TOKEN = of(
                    "neuralake.auth.token",
                    SettingType.TEXT,
                    "The bearer token that every HTTP request must carry. Unset, the server asks for none.")
            .secretly();

    public static final Setting<Path> AUDIT_FILE = of(
            "neuralake.audit.file",
            SettingType.PATH,
            "The file that gets one line of JSON for each query: who asked what, when. Unset, none is written.");

    private static final List<Setting<?>> ALL = List.of(
            ENVIRONMENT,
            CATALOG,
            LAKE,
            MEMORY_LIMIT,
            THREADS,
            TEMP_DIRECTORY,
            TEMP_LIMIT,
            QUERY_TIMEOUT,
            HOST,
            PORT,
            SITE_DIRECTORY,
            S3_ENDPOINT,
            S3_CREDENTIALS,
            AUTH_TOKEN,
            AUDIT_FILE);

    /** How credentials for the object store are found. */
    public enum Credentials {
        NONE,
        CHAIN
    }

    private final String key;
    private final SettingType<T> type;
    private final String description;
    private final @Nullable String defaultText;
    private final boolean secret;

    private Setting(String key, SettingType<T> type, String description, @Nullable String defaultText, boolean secret) {
        this.key = key;
        this.type = type;
        this.description = description;
        this.defaultText = defaultText;
        this.secret = secret;
    }

    private static <T> Setting<T> of(String key, SettingType<T> type, String description) {
        return new Setting<>(key, type, description, null, false);
    }

    private Setting<T> byDefault(String text) {
        return new Setting<>(key, type, description, text, secret);
    }

    private Setting<T> secretly() {
        return new Setting<>(key, type, description, defaultText, true);
    }

    /** Every setting, in the order of the reference. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The setting with this key. */
    public static Optional<Setting<?>> find(String key) {
        return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** The key in files and system properties: {@code neuralake.memory.limit}. */
    public String key() {
        return key;
    }

    /** The environment variable: {@code NEURALAKE_MEMORY_LIMIT}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** What a value looks like, for people: {@code "a duration such as 30s"}. */
    public String expected() {
        return type.expected();
    }

    /** The text that stands where nobody sets one; empty for none. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    public String description() {
        return description;
    }

    /** Whether the value must never be shown. */
    public boolean secret() {
        return secret;
    }

    /**
     * The value that {@code text} stands for.
     *
     * @throws IllegalArgumentException where it stands for none
     */
    T parse(String text) {
        return type.parse(text.strip());
    }

    /** {@code text} as it may be shown. */
    String shown(String text) {
        return secret ? "********" : text;
    }

    @Override
    public String toString() {
        return key;
    }
}
