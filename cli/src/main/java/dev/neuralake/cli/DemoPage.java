package dev.neuralake.cli;

import dev.neuralake.demo.DemoTour;

/** Prints the demo's story: chapters with numbers, paragraphs wrapped, code and results indented. */
final class DemoPage implements DemoTour.Page {
    private static final int WIDTH_MAX = 80;
    private static final String TEXT = "   ";
    private static final String CODE = "     ";

    private final Console console;
    private int chapters;

    DemoPage(Console console) {
        this.console = console;
    }

    @Override
    public void chapter(String title) {
        chapters++;
        heading(chapters + "  " + title);
    }

    void heading(String text) {
        console.print(console.styled(Style.HEADING, text));
        console.print("");
    }

    @Override
    public void say(String text) {
        int width = Math.min(WIDTH_MAX, console.width()) - TEXT.length();
        Prose.wrap(text, width).forEach(line -> console.print(TEXT + line));
        console.print("");
        console.flush();
    }

    @Override
    public void show(String lines) {
        lines.stripTrailing().lines().forEach(line -> console.print(CODE + line));
        console.print("");
        console.flush();
    }
}
