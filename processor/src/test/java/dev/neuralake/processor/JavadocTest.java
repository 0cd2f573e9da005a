package dev.neuralake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTest {

    @Test
    void blockTagsEndTheDescription() {
        Javadoc comment = Javadoc.parse("""
                 Card payments,
                 in real time.

                 @param amount what was paid,
                     in {@code currency}
                 @param <T> nothing
                 @return rows
                 @deprecated read {@link Shop#refunds} instead
                """, false);

        assertThat(comment.description()).isEqualTo("Card payments, in real time.");
        assertThat(comment.parameters()).containsEntry("amount", "what was paid, in `currency`");
        assertThat(comment.deprecation()).isEqualTo("read `Shop.refunds` instead");
    }

    @Test
    void anAtSignInsideATextOrATagIsNoBlockTag() {
        Javadoc comment = Javadoc.parse("Mail to a@b.ch or {@code\n @Table} it.", false);

        assertThat(comment.description()).isEqualTo("Mail to a@b.ch or `@Table` it.");
    }

    @Test
    void commentOfOnlyTagsDescribesNothing() {
        assertThat(Javadoc.parse(" @return rows", false).description()).isEmpty();
    }

    @Test
    void markdownCommentIsKeptButForItsInlineTags() {
        Javadoc comment =
                Javadoc.parse("Users, *all* of them.\n\n- {@code a} & b\n- <b>c</b>\n\n@param id the id", true);

        assertThat(comment.description()).isEqualTo("Users, *all* of them.\n\n- `a` & b\n- <b>c</b>");
        assertThat(comment.parameters()).containsEntry("id", "the id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {@code a < b}                         | `a < b`
            {@code new int[] {1, 2}}              | `new int[] {1, 2}`
            {@code a`b}                           | `` a`b ``
            {@link java.time.Instant}             | `Instant`
            {@link #users}                        | `users`
            {@link Shop#users(Catalog) the users} | `the users`
            {@linkplain Shop the shop}            | the shop
            {@literal <p>}                        | <p>
            {@inheritDoc}rest                     | rest
            a &lt; b &amp; c &#8364; &#x20AC;     | a < b & c € €
            AT&T &unknown; x                      | AT&T &unknown; x
            <b>bold</b> and <i>thin</i>           | **bold** and *thin*
            <code>x</code>                        | `x`
            <a href="https://a.ch">A</a>          | [A](https://a.ch)
            <span class="x">text</span>           | text
            1 < 2 and 3 > 2                       | 1 < 2 and 3 > 2
            {@code unclosed                       | `unclosed`
            """)
    void markupBecomesMarkdown(String javadoc, String markdown) {
        assertThat(Markdown.of(javadoc, false)).isEqualTo(markdown);
    }

    @Test
    void paragraphsAndListsKeepTheirShape() {
        String text = Markdown.of("""
                 First.

                 <p>Second:
                 <ul>
                   <li>one
                   <li>two
                     <ol><li>inner</li></ol>
                 </ul>
                 Last.
                """, false);

        assertThat(text).isEqualTo("First.\n\nSecond:\n- one\n- two\n  1. inner\n\nLast.");
    }

    @Test
    void preformattedTextKeepsItsLines() {
        String text = Markdown.of("""
                 Try:
                 <pre>{@code
                 select *
                   from users
                 }</pre>
                 Done.
                """, false);

        assertThat(text).isEqualTo("Try:\n\n```\nselect *\n  from users\n```\n\nDone.");
    }
}
