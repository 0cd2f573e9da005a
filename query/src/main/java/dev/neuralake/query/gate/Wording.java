package dev.neuralake.query.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A statement as the user wrote it, and as the engine reads it: the same but for a few parts that move. Immutable. */
final class Wording {
    private final String original;
    private final String text;
    private final List<Piece> pieces;

    /** Chars that stand in the engine's text from {@code start}, and in the user's from {@code origin}. */
    private record Piece(int start, int origin, int length) {}

    private Wording(String original, String text, List<Piece> pieces) {
        this.original = original;
        this.text = text;
        this.pieces = List.copyOf(pieces);
    }

    static Wording same(String sql) {
        return new Wording(sql, sql, List.of(new Piece(0, 0, sql.length())));
    }

    /** As the user wrote it. */
    String original() {
        return original;
    }

    /** As the engine reads it. */
    String text() {
        return text;
    }

    /** Where in the user's text that stands which begins at a byte of the engine's; the engine counts in UTF-8. */
    int position(long bytes) {
        int at = charAt(text, bytes);
        int found = 0;
        for (Piece piece : pieces) {
            if (piece.start() > at) {
                continue;
            }
            found = piece.origin() + Math.min(at - piece.start(), piece.length());
        }
        return found;
    }

    private static int charAt(String text, long bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.clamp(bytes, 0, utf8.length);
        return new String(utf8, 0, length, StandardCharsets.UTF_8).length();
    }

    /** Writes the engine's text from parts of the user's and from words of ours. */
    static final class Writer {
        private final String original;
        private final StringBuilder text = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();

        Writer(String original) {
            this.original = original;
        }

        Writer copy(int start, int end) {
            pieces.add(new Piece(text.length(), start, end - start));
            text.append(original, start, end);
            return this;
        }

        /** @param origin what of the user's text these words stand for */
        Writer write(String words, int origin) {
            pieces.add(new Piece(text.length(), origin, 0));
            text.append(words);
            return this;
        }

        Wording wording() {
            return new Wording(original, text.toString(), pieces);
        }
    }
}
