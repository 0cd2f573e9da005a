package dev.neuralake.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say about the tree is true of the tree. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");

    @Test
    void linksLeadToFiles() {
        List<String> broken = new ArrayList<>();
        for (Path page : Tree.pages()) {
            LINK.matcher(Tree.read(page).replaceAll("(?s)```.*?```", ""))
                    .results()
                    .map(match -> match.group(1))
                    .filter(target -> !target.matches("(https?|mailto):.*"))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(Tree.ROOT.relativize(page) + " -> " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theArchitectureNamesClassesThatExist() {
        Set<String> classes = Tree.sources("main").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Tree.sources("test")
                .forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
        String architecture = Tree.read(Tree.ROOT.resolve("ARCHITECTURE.md"));

        assertThat(CLASS_NAME.matcher(architecture).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(classes).contains(name));
    }

    @Test
    void theArchitectureNamesEveryModule() {
        String architecture = Tree.read(Tree.ROOT.resolve("ARCHITECTURE.md"));

        assertThat(Tree.modules()).allSatisfy(module -> assertThat(architecture).contains("| " + module + " |"));
    }

    @Test
    void everyDecisionIsIndexed() throws IOException {
        Path folder = Tree.ROOT.resolve("docs/decisions");
        String index = Tree.read(folder.resolve("README.md"));

        try (Stream<Path> decisions = Files.list(folder)) {
            assertThat(decisions.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> {
                        assertThat(name).matches("\\d{4}-[a-z0-9-]+\\.md");
                        assertThat(index).contains("(" + name + ")");
                    });
        }
    }
}
