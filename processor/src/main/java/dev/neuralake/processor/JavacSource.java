package dev.neuralake.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The sources as javac's syntax trees. */
final class JavacSource implements SourceView {
    private final Trees trees;

    JavacSource(ProcessingEnvironment environment) {
        this.trees = Trees.instance(environment);
    }

    @Override
    public List<Argument> arguments(Element declaration, Set<String> methods) {
        TreePath path = trees.getPath(declaration);
        if (path == null) {
            return List.of();
        }
        List<Argument> arguments = new ArrayList<>();
        for (ExpressionTree expression : expressions(path.getLeaf())) {
            collect(expression, methods, path.getCompilationUnit(), arguments);
        }
        return arguments;
    }

    private static List<ExpressionTree> expressions(Tree declaration) {
        List<ExpressionTree> expressions = new ArrayList<>();
        if (declaration instanceof VariableTree field && field.getInitializer() != null) {
            expressions.add(field.getInitializer());
        } else if (declaration instanceof MethodTree method && method.getBody() != null) {
            method.getBody().accept(new Returns(expressions), null);
        }
        return expressions;
    }

    /** Walks a chain of calls from its last link to its first. */
    private void collect(
            ExpressionTree chain, Set<String> methods, CompilationUnitTree unit, List<Argument> arguments) {
        Deque<MethodInvocationTree> calls = new ArrayDeque<>();
        ExpressionTree link = chain;
        while (link instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select) {
            calls.push(call);
            link = select.getExpression();
        }
        for (MethodInvocationTree call : calls) {
            String method =
                    ((MemberSelectTree) call.getMethodSelect()).getIdentifier().toString();
            if (methods.contains(method)) {
                for (ExpressionTree argument : call.getArguments()) {
                    if (argument instanceof LiteralTree literal && literal.getValue() instanceof String value) {
                        arguments.add(new Literal(method, value, literal, unit));
                    }
                }
            }
        }
    }

    @Override
    public String file(Element declaration) {
        TreePath path = trees.getPath(declaration);
        if (path == null) {
            return "";
        }
        Path file = Path.of(path.getCompilationUnit().getSourceFile().getName()).getFileName();
        return file == null ? "" : file.toString();
    }

    @Override
    public long line(Element declaration) {
        TreePath path = trees.getPath(declaration);
        if (path == null) {
            return 0;
        }
        // Annotations stand before the type, so the type's line is the one that a reader looks for.
        Tree type = path.getLeaf() instanceof MethodTree method
                ? method.getReturnType()
                : path.getLeaf() instanceof VariableTree field ? field.getType() : path.getLeaf();
        CompilationUnitTree unit = path.getCompilationUnit();
        long start = trees.getSourcePositions().getStartPosition(unit, type);
        return start < 0 ? 0 : unit.getLineMap().getLineNumber(start);
    }

    @Override
    public String comment(RecordComponentElement component) {
        TreePath path = trees.getPath(component.getEnclosingElement());
        if (path == null || !(path.getLeaf() instanceof ClassTree type)) {
            return "";
        }
        CompilationUnitTree unit = path.getCompilationUnit();
        return type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && field.getName().contentEquals(component.getSimpleName()))
                .findFirst()
                .map(field -> commentBefore(trees.getSourcePositions().getStartPosition(unit, field), unit))
                .orElse("");
    }

    /** The compiler drops comments inside a record's header, so this reads them from the text. */
    private static String commentBefore(long position, CompilationUnitTree unit) {
        String source = text(unit);
        if (source == null || position < 0 || position > source.length()) {
            return "";
        }
        String before = source.substring(0, (int) position).stripTrailing();
        if (before.endsWith("*/")) {
            int start = before.lastIndexOf("/*");
            return start >= 0 && before.startsWith("/**", start) ? before.substring(start) : "";
        }
        Deque<String> lines = new ArrayDeque<>();
        List<String> all = before.lines().toList();
        for (int i = all.size() - 1; i >= 0 && all.get(i).strip().startsWith("///"); i--) {
            lines.push(all.get(i).strip());
        }
        return String.join("\n", lines);
    }

    private static @Nullable String text(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            return null;
        }
    }

    private final class Literal implements Argument {
        private final String method;
        private final String value;
        private final LiteralTree tree;
        private final CompilationUnitTree unit;

        Literal(String method, String value, LiteralTree tree, CompilationUnitTree unit) {
            this.method = method;
            this.value = value;
            this.tree = tree;
            this.unit = unit;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public void report(Diagnostic.Kind kind, String message) {
            trees.printMessage(kind, message, tree, unit);
        }
    }

    /** Gathers what a method returns itself, not what lambdas and classes inside it do. */
    private static final class Returns extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final List<ExpressionTree> found;

        Returns(List<ExpressionTree> found) {
            this.found = found;
        }

        @Override
        public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
            if (tree.getExpression() != null) {
                found.add(tree.getExpression());
            }
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            return null;
        }
    }
}
