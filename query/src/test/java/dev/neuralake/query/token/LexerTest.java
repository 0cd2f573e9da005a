package dev.neuralake.query.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.query.token.Token.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {

    @Test
    void wordsNamesStringsNumbersAndSymbolsAreTold() {
        List<Token> tokens = Lexer.tokens("select `a b`, \"c\"\"d\", 'it''s', 1.5e-3 from t;");
        assertThat(tokens)
                .extracting(Token::text)
                .containsExactly("select", "a b", ",", "c\"d", ",", "it's", ",", "1.5e-3", "from", "t", ";");
        assertThat(tokens)
                .extracting(Token::kind)
                .startsWith(Kind.WORD, Kind.NAME, Kind.SYMBOL, Kind.NAME, Kind.SYMBOL, Kind.STRING);
    }

    @Test
    void commentsAreLeftOutAndMayNest() {
        assertThat(Lexer.tokens("a -- ; b\n/* ; /* c */ ; */ d"))
                .extracting(Token::text)
                .containsExactly("a", "d");
    }

    @Test
    void whatLooksLikeAnEndInsideQuotesIsText() {
        assertThat(Lexer.tokens("';--' \"/*\" $$;'$$ $x$ $$ ; $x$"))
                .extracting(Token::text)
                .containsExactly(";--", "/*", ";'", " $$ ; ");
    }

    @Test
    void aBackslashHidesAQuoteInEscapeStringsAlone() {
        assertThat(Lexer.tokens("e'it\\'s' E'a''b' 'c\\' note'd'"))
                .extracting(Token::text)
                .containsExactly("it's", "a'b", "c\\", "note", "d");
        assertThatThrownBy(() -> Lexer.tokens("E'\\'")).hasMessageContaining("is not closed");
    }

    @Test
    void positionsCoverTheQuotes() {
        Token name = Lexer.tokens("x `y`").get(1);
        assertThat(name.start()).isEqualTo(2);
        assertThat(name.end()).isEqualTo(5);
    }

    @Test
    void parametersAreASymbolAndANumberOrWord() {
        assertThat(Lexer.tokens("$1 + $name")).extracting(Token::text).containsExactly("$", "1", "+", "$", "name");
    }

    @Test
    void lettersOutsideAsciiMakeWords() {
        assertThat(Lexer.tokens("größe 𝒳 表")).extracting(Token::text).containsExactly("größe", "𝒳", "表");
    }

    @Test
    void aQuoteThatIsNotClosedIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Lexer.tokens("select\n  'abc"))
                .hasMessage("Cannot read SQL: the string that begins at line 2, column 3 is not closed");
        assertThatThrownBy(() -> Lexer.tokens("/* /* */")).hasMessageContaining("the comment that begins at line 1");
    }
}
