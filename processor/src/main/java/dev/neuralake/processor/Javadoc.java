package dev.neuralake.processor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A documentation comment taken apart, each part as Markdown.
 *
 * @param description the text before the first block tag; empty where there is none
 * @param parameters what {@code @param} says, by name
 * @param deprecation what {@code @deprecated} says; empty where there is none
 */
record Javadoc(String description, Map<String, String> parameters, String deprecation) {
    static final Javadoc NONE = new Javadoc("", Map.of(), "");

    /** Reads a comment without its delimiters; {@code markdown} tells a comment of {@code ///} lines. */
    static Javadoc parse(String comment, boolean markdown) {
        Map<String, String> parameters = new LinkedHashMap<>();
        StringBuilder description = new StringBuilder();
        StringBuilder deprecation = new StringBuilder();
        StringBuilder current = description;
        Map<String, StringBuilder> blocks = new LinkedHashMap<>();
        int depth = 0;
        for (String line : comment.lines().toList()) {
            String text = line.strip();
            if (depth == 0 && text.startsWith("@")) {
                String[] words = text.split("\\s+", 3);
                current = switch (words[0]) {
                    case "@param" -> blocks.computeIfAbsent(words.length > 1 ? words[1] : "", _ -> new StringBuilder());
                    case "@deprecated" -> deprecation;
                    default -> new StringBuilder();
                };
                text = words[0].equals("@param")
                        ? (words.length > 2 ? words[2] : "")
                        : text.substring(words[0].length());
                current.append(text).append('\n');
            } else {
                current.append(line).append('\n');
            }
            depth = Math.max(0, depth + depthOf(text));
        }
        blocks.forEach((name, text) -> parameters.put(name, Markdown.of(text.toString(), markdown)));
        return new Javadoc(
                Markdown.of(description.toString(), markdown),
                parameters,
                Markdown.of(deprecation.toString(), markdown));
    }

    /** How many inline tags the line leaves open: a block tag cannot begin inside one. */
    private static int depthOf(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth;
    }
}
