package dev.neuralake.frame.sql;

import static dev.neuralake.frame.sql.Form.call;
import static dev.neuralake.frame.sql.Form.template;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.frame.Builtin;
import dev.neuralake.frame.Expr;
import dev.neuralake.frame.Node;
import dev.neuralake.frame.TimePattern;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.types.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The SQL of DuckDB. */
final class DuckDbDialect implements Dialect {
    private static final Pattern FUNCTION = Pattern.compile("(\\w+)\\(");

    private final DuckDbLiterals literals = new DuckDbLiterals(this);

    @Override
    public String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String literal(@Nullable Object value) {
        return literals.write(value);
    }

    @Override
    public String type(DataType type) {
        return EngineTypes.toSql(type);
    }

    @Override
    public Form form(Builtin function, List<Expr> arguments) {
        return switch (function) {
            case COUNT -> arguments.isEmpty() ? template("count(*)") : call("count");
            case CONCAT -> new Form.Template(slots(arguments.size(), " || "), Precedence.OTHER);
            case STRUCT -> template(struct(arguments));
            case TRUNCATE_TIME -> template("date_trunc(" + unit(arguments.get(1)) + ", {0})");
            case TIME_BETWEEN -> template("date_sub(" + unit(arguments.get(2)) + ", {0}, {1})");
            case SHIFT_TIME -> shift(Node.text(arguments.get(2)));
            case FORMAT_TIME -> template("strftime({0}, " + pattern(arguments.get(1)) + ")");
            case PARSE_TIME -> template("strptime({0}, " + pattern(arguments.get(1)) + ")");
            default -> DuckDbFunctions.form(function);
        };
    }

    /** {@code struct_pack("a" := x, "b" := y)}: the names stand at the even places. */
    private String struct(List<Expr> arguments) {
        StringBuilder text = new StringBuilder("struct_pack(");
        for (int i = 0; i < arguments.size(); i += 2) {
            text.append(i == 0 ? "" : ", ")
                    .append(identifier(Node.text(arguments.get(i))))
                    .append(" := {")
                    .append(i + 1)
                    .append("}");
        }
        return text.append(")").toString();
    }

    private static String slots(int count, String between) {
        return IntStream.range(0, count).mapToObj(i -> "{" + i + "}").collect(Collectors.joining(between));
    }

    private String unit(Expr unit) {
        String plural = Node.text(unit);
        return literal(
                switch (plural) {
                    case "micros" -> "microsecond";
                    case "millis" -> "millisecond";
                    default -> plural.substring(0, plural.length() - 1);
                });
    }

    private static Form shift(String unit) {
        String interval = switch (unit) {
            case "micros" -> "to_microseconds";
            case "millis" -> "to_milliseconds";
            default -> "to_" + unit;
        };
        return new Form.Template("{0} + " + interval + "({1})", Precedence.SUM);
    }

    private String pattern(Expr pattern) {
        return literal(TimePattern.parse(Node.text(pattern)).parts().stream()
                .map(part -> part.field() ? directive(part.text()) : part.text().replace("%", "%%"))
                .collect(Collectors.joining()));
    }

    private static String directive(String field) {
        return switch (field) {
            case "yyyy" -> "%Y";
            case "yy" -> "%y";
            case "MM" -> "%m";
            case "M" -> "%-m";
            case "MMM" -> "%b";
            case "MMMM" -> "%B";
            case "dd" -> "%d";
            case "d" -> "%-d";
            case "HH" -> "%H";
            case "H" -> "%-H";
            case "hh" -> "%I";
            case "h" -> "%-I";
            case "mm" -> "%M";
            case "ss" -> "%S";
            case "SSS" -> "%g";
            case "SSSSSS" -> "%f";
            case "a" -> "%p";
            case "EEE" -> "%a";
            case "EEEE" -> "%A";
            case "DDD" -> "%j";
            default -> throw new IllegalArgumentException(field);
        };
    }

    @Override
    public String timeTravel(TimeTravel time) {
        return switch (time) {
            case TimeTravel.Latest _ -> "";
            case TimeTravel.Version(var version) -> " AT (VERSION => " + version + ")";
            case TimeTravel.Timestamp(var moment) -> " AT (TIMESTAMP => " + literal(moment) + ")";
        };
    }

    @Override
    public String explode(String list, boolean outer) {
        return outer
                ? "unnest(CASE WHEN len(" + list + ") > 0 THEN " + list + " ELSE [NULL] END)"
                : "unnest(" + list + ")";
    }

    @Override
    public Set<String> functions() {
        Set<String> names = new TreeSet<>(Set.of(
                "chr",
                "count",
                "from_hex",
                "struct_pack",
                "date_trunc",
                "date_sub",
                "strftime",
                "strptime",
                "unnest",
                "len"));
        for (String unit : List.of("micro", "milli", "")) {
            names.add("to_" + unit + "seconds");
        }
        names.addAll(Set.of("to_minutes", "to_hours", "to_days", "to_weeks", "to_months", "to_years"));
        for (Form form : DuckDbFunctions.FORMS.values()) {
            switch (form) {
                case Form.Call(var name) -> names.add(name);
                case Form.Template(var text, var _) -> {
                    Matcher matcher = FUNCTION.matcher(text);
                    while (matcher.find()) {
                        names.add(matcher.group(1).toLowerCase(Locale.ROOT));
                    }
                }
                case Form.Infix _ -> {}
            }
        }
        return names;
    }
}
