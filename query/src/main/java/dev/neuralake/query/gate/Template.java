package dev.neuralake.query.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL with gaps where the definitions of its relations and the numbers of its parameters go. Immutable. */
public final class Template {
    private static final Pattern GAP =
            Pattern.compile("SELECT '" + Names.RESERVED + "_slot_(\\d+)_'|\\$" + Names.RESERVED + "_value_(\\d+)");

    private final String text;
    private final List<Gap> gaps;

    /** A gap: of a relation, or else of a parameter. */
    private record Gap(int start, int end, boolean relation, int number) {}

    Template(String text) {
        this.text = text;
        List<Gap> found = new ArrayList<>();
        Matcher matcher = GAP.matcher(text);
        while (matcher.find()) {
            boolean relation = matcher.group(1) != null;
            int number = Integer.parseInt(matcher.group(relation ? 1 : 2));
            found.add(new Gap(matcher.start(), matcher.end(), relation, number));
        }
        this.gaps = List.copyOf(found);
    }

    /** The text with its gaps still marked, which is SQL too. */
    String text() {
        return text;
    }

    /**
     * Fills the gaps.
     *
     * @param relation the SELECT that defines a relation, by the index of its mention
     * @param parameter the placeholder of a parameter, by its place in {@link Select#parameters()}
     */
    public Filled fill(IntFunction<String> relation, IntFunction<String> parameter) {
        StringBuilder sql = new StringBuilder();
        List<int[]> moves = new ArrayList<>();
        int at = 0;
        for (Gap gap : gaps) {
            sql.append(text, at, gap.start());
            int start = sql.length();
            sql.append(gap.relation() ? relation.apply(gap.number()) : parameter.apply(gap.number()));
            moves.add(new int[] {start, sql.length(), gap.start(), gap.end()});
            at = gap.end();
        }
        return new Filled(sql.append(text, at, text.length()).toString(), moves);
    }

    /** A text without gaps, which remembers where everything came from. */
    public static final class Filled {
        private final String sql;
        private final List<int[]> moves;

        private Filled(String sql, List<int[]> moves) {
            this.sql = sql;
            this.moves = moves;
        }

        public String sql() {
            return sql;
        }

        /** Where a position of this text was in the template's; -1 inside what filled a gap. */
        int origin(int position) {
            int shift = 0;
            for (int[] move : moves) {
                if (position < move[0]) {
                    break;
                }
                if (position < move[1]) {
                    return -1;
                }
                shift = move[3] - move[1];
            }
            return position + shift;
        }
    }
}
