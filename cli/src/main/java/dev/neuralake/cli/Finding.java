package dev.neuralake.cli;

/**
 * What one check of {@code neuralake doctor} found.
 *
 * @param subject what was checked, in a word or two
 * @param found what was found, with the advice where something is to be done
 */
record Finding(Verdict verdict, String subject, String found) {
    /** How a check ended. */
    enum Verdict {
        GOOD("ok", Style.GOOD),
        /** Works, but not as well as it could. */
        WARNING("warn", Style.WARNING),
        /** Something will fail. */
        BAD("fail", Style.BAD);

        final String word;
        final Style style;

        Verdict(String word, Style style) {
            this.word = word;
            this.style = style;
        }
    }

    static Finding good(String subject, String found) {
        return new Finding(Verdict.GOOD, subject, found);
    }

    static Finding warning(String subject, String found) {
        return new Finding(Verdict.WARNING, subject, found);
    }

    static Finding bad(String subject, String found) {
        return new Finding(Verdict.BAD, subject, found);
    }
}
