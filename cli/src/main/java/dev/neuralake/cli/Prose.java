package dev.neuralake.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions, which are Markdown, as a terminal shows them. */
final class Prose {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s+\\p{Lu})");

    private Prose() {}

    /** The first sentence, without its full stop. */
    static String firstSentence(String markdown) {
        String paragraph = markdown.strip().split("\n\\s*\n", 2)[0].replaceAll("\\s+", " ");
        Matcher end = SENTENCE_END.matcher(paragraph);
        String sentence = end.find() ? paragraph.substring(0, end.end()) : paragraph;
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** {@code 1 table}, {@code 2 tables}. */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** The text in lines of at most {@code width} characters; a word that is longer has a line of its own. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
