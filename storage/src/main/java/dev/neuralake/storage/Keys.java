package dev.neuralake.storage;

import java.util.Comparator;

/** The rules for keys: what one may look like, and their order. */
final class Keys {
    /** By code point, as stores over the network sort; String's own order differs beyond the basic plane. */
    static final Comparator<String> ORDER = Keys::compare;

    private Keys() {}

    static String check(String key) {
        if (key.isEmpty() || key.startsWith("/") || key.endsWith("/")) {
            throw new IllegalArgumentException(
                    "Cannot use key '" + key + "': it must be relative and name an object (such as 'folder/name')");
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("Cannot use key '" + key
                        + "': a segment is empty, '.' or '..' (keys stay below the store's root)");
            }
        }
        return key;
    }

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothOrNeither = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothOrNeither ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
