package dev.neuralake.delta;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Translates expressions of Spark SQL that a table carries into the engine's, as far as both certainly mean the same:
 * comparisons, boolean logic, +, -, *, IN, BETWEEN, IS NULL, LIKE without escapes, CASE, CAST, and a list of functions.
 */
final class PortableSql {
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "not",
            "in",
            "between",
            "is",
            "null",
            "like",
            "case",
            "when",
            "then",
            "else",
            "end",
            "true",
            "false",
            "cast",
            "as",
            "distinct",
            "from",
            "date",
            "timestamp");

    /** Functions by their name in Spark; the engine's name where it has another. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("abs", "abs"),
            Map.entry("coalesce", "coalesce"),
            Map.entry("concat", "concat"),
            Map.entry("length", "length"),
            Map.entry("char_length", "length"),
            Map.entry("lower", "lower"),
            Map.entry("upper", "upper"),
            Map.entry("trim", "trim"),
            Map.entry("year", "year"),
            Map.entry("month", "month"),
            Map.entry("day", "day"),
            Map.entry("dayofmonth", "day"),
            Map.entry("hour", "hour"),
            Map.entry("minute", "minute"),
            Map.entry("quarter", "quarter"),
            Map.entry("nullif", "nullif"),
            Map.entry("greatest", "greatest"),
            Map.entry("least", "least"),
            Map.entry("cast", "cast"),
            Map.entry("in", "in"));

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "INTEGER"),
            Map.entry("integer", "INTEGER"),
            Map.entry("bigint", "BIGINT"),
            Map.entry("long", "BIGINT"),
            Map.entry("smallint", "SMALLINT"),
            Map.entry("short", "SMALLINT"),
            Map.entry("tinyint", "TINYINT"),
            Map.entry("byte", "TINYINT"),
            Map.entry("double", "DOUBLE"),
            Map.entry("float", "FLOAT"),
            Map.entry("string", "VARCHAR"),
            Map.entry("boolean", "BOOLEAN"),
            Map.entry("date", "DATE"),
            Map.entry("timestamp", "TIMESTAMPTZ"),
            Map.entry("decimal", "DECIMAL"));

    private static final Set<String> OPERATORS =
            Set.of("=", "==", "<=>", "<>", "!=", "<", "<=", ">", ">=", "+", "-", "*", "(", ")", ",", ".", "||");

    private enum Kind {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        OPERATOR
    }

    private record Token(Kind kind, String text) {
        boolean is(String operator) {
            return kind == Kind.OPERATOR && text.equals(operator);
        }

        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final List<Token> tokens;

    private PortableSql(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @throws NeuralakeException where the expression may mean something else, saying what */
    static String translate(String spark) {
        return new PortableSql(tokenize(spark)).write();
    }

    /** The paths of the columns that an expression names. */
    static Set<List<String>> references(String spark) {
        return new PortableSql(tokenize(spark)).paths();
    }

    private Set<List<String>> paths() {
        Set<List<String>> paths = new LinkedHashSet<>();
        List<String> path = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean continues = i > 0 && tokens.get(i - 1).is(".");
            if (!continues && !token.is(".") && !path.isEmpty()) {
                paths.add(List.copyOf(path));
                path.clear();
            }
            if (token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && (continues || word(i).startsWith("\""))) {
                path.add(token.text());
            }
        }
        if (!path.isEmpty()) {
            paths.add(List.copyOf(path));
        }
        return paths;
    }

    private String write() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            out.append(out.isEmpty() ? "" : " ")
                    .append(
                            switch (token.kind()) {
                                case QUOTED -> Sql.quote(token.text());
                                case TEXT -> Sql.text(token.text());
                                case NUMBER -> token.text();
                                case OPERATOR -> operator(token.text());
                                case WORD -> word(i);
                            });
        }
        return out.toString();
    }

    private static String operator(String text) {
        return switch (text) {
            case "<=>" -> "IS NOT DISTINCT FROM";
            case "==" -> "=";
            default -> text;
        };
    }

    private String word(int i) {
        String word = tokens.get(i).text();
        String lower = word.toLowerCase(Locale.ROOT);
        boolean afterDot = i > 0 && tokens.get(i - 1).is(".");
        if (i > 0 && tokens.get(i - 1).isWord("as")) {
            String type = TYPES.get(lower);
            if (type == null) {
                throw refuse("the type " + word);
            }
            return type;
        }
        boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(") && !afterDot;
        if (call && !KEYWORDS.contains(lower)) {
            String function = FUNCTIONS.get(lower);
            if (function == null) {
                throw refuse("the function " + word);
            }
            return function;
        }
        boolean literalPrefix = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Kind.TEXT;
        if ((lower.equals("date") || lower.equals("timestamp")) && !call) {
            return !literalPrefix ? Sql.quote(word) : lower.equals("date") ? "DATE" : "TIMESTAMPTZ";
        }
        return !afterDot && KEYWORDS.contains(lower) ? word : Sql.quote(word);
    }

    private static NeuralakeException refuse(String what) {
        return new NeuralakeException(what + " is not known to mean the same in both engines");
    }

    private static List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '`') {
                i = endOf(text, i, '`');
                tokens.add(new Token(Kind.QUOTED, text.substring(start + 1, i).replace("``", "`")));
                i++;
            } else if (c == '\'' || c == '"') {
                i = endOf(text, i, c);
                String body = text.substring(start + 1, i);
                if (body.indexOf('\\') >= 0) {
                    throw refuse("a backslash in a text");
                }
                tokens.add(new Token(Kind.TEXT, body.replace("" + c + c, "" + c)));
                i++;
            } else if (Character.isDigit(c)) {
                while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '.')) {
                    i++;
                }
                tokens.add(number(text.substring(start, i)));
            } else if (Character.isLetter(c) || c == '_') {
                while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
                    i++;
                }
                tokens.add(new Token(Kind.WORD, text.substring(start, i)));
            } else {
                String operator = operatorAt(text, i);
                tokens.add(new Token(Kind.OPERATOR, operator));
                i += operator.length();
            }
        }
        return tokens;
    }

    private static Token number(String text) {
        if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
            throw refuse("the number " + text);
        }
        return new Token(Kind.NUMBER, text);
    }

    private static String operatorAt(String text, int i) {
        for (int length = 3; length > 0; length--) {
            String candidate = text.substring(i, Math.min(text.length(), i + length));
            if (candidate.length() == length && OPERATORS.contains(candidate)) {
                return candidate;
            }
        }
        throw refuse("the character " + text.charAt(i));
    }

    private static int endOf(String text, int start, char quote) {
        int i = start + 1;
        while (i < text.length()) {
            if (text.charAt(i) == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
            i++;
        }
        throw refuse("a text without end");
    }
}
