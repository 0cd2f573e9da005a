package dev.neuralake.cli;

/** What a text is, for a terminal that shows it. */
enum Style {
    HEADING("1"),
    NAME("36"),
    FAINT("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String on(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
