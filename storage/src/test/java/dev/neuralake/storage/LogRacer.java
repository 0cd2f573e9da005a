package dev.neuralake.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program that writes one version of a log after the other until it is killed, and tells which ones it won. */
final class LogRacer {
    private LogRacer() {}

    static String key(int version) {
        return "log/%010d.json".formatted(version);
    }

    /** Takes the store's folder and the racer's number. */
    public static void main(String[] args) {
        ObjectStore store = new LocalStore(Path.of(args[0]));
        byte[] body = ("racer " + args[1] + " at work;").repeat(100).getBytes(StandardCharsets.UTF_8);
        for (int version = 0; ; version++) {
            try {
                store.create(key(version), body);
                System.out.println(version);
                System.out.flush();
            } catch (ObjectExistsException lost) {
                // The next one, then.
            }
        }
    }
}
