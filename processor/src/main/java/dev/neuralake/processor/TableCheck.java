package dev.neuralake.processor;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/** Checks one declared table after the other, and remembers their names. */
final class TableCheck {
    private static final String CATALOG = "dev.neuralake.catalog.Catalog";
    private static final String ROWS = "dev.neuralake.catalog.Rows";
    private static final String DELTA = "dev.neuralake.catalog.DeltaTable";
    private static final String LAZY_FRAME = "dev.neuralake.frame.LazyFrame";
    private static final List<String> KINDS =
            List.of(ROWS, "dev.neuralake.columnar.ArrowSource", LAZY_FRAME, "dev.neuralake.catalog.TableDefinition");
    private static final Set<String> NAMING_COLUMNS = Set.of("partitionedBy", "key");

    private final Elements elements;
    private final Types types;
    private final Reporter reporter;
    private final SourceView source;
    private final RecordColumns records;
    private final Map<String, Element> declared = new HashMap<>();

    TableCheck(Elements elements, Types types, Reporter reporter, SourceView source, RecordColumns records) {
        this.elements = elements;
        this.types = types;
        this.reporter = reporter;
        this.source = source;
        this.records = records;
    }

    /**
     * Reports what is wrong with a table.
     *
     * @return the record that declares its columns, if one does
     */
    Optional<TypeElement> check(Element table) {
        AnnotationMirror annotation = Annotations.find(table, Annotations.TABLE).orElseThrow();
        TypeElement owner = Annotations.owner(table);
        String name = name(table);
        Optional<? extends AnnotationMirror> database = Annotations.find(owner, Annotations.DATABASE);
        if (database.isEmpty()) {
            reporter.error(
                    table,
                    "Cannot declare table '" + name + "' in class " + owner.getSimpleName()
                            + ": the class is no database (annotate it with @Database)");
        }
        checkName(table, annotation, name);
        checkUnique(table, database(owner), name);
        checkDescription(table, name);
        if (!table.getModifiers().contains(Modifier.STATIC)) {
            reporter.error(table, "Cannot declare table '" + name + "': " + describe(table) + " is not static");
        }
        checkParameters(table, name);
        return checkType(table, name);
    }

    static String name(Element table) {
        String explicit = Annotations.text(Annotations.find(table, Annotations.TABLE), "name");
        return explicit.isEmpty() ? Names.snakeCase(table.getSimpleName().toString()) : explicit;
    }

    static String database(TypeElement owner) {
        String explicit = Annotations.text(Annotations.find(owner, Annotations.DATABASE), "value");
        return explicit.isEmpty() ? Names.snakeCase(owner.getSimpleName().toString()) : explicit;
    }

    private void checkName(Element table, AnnotationMirror annotation, String name) {
        if (!Names.isValid(name)) {
            reporter.error(
                    table,
                    annotation,
                    "name",
                    "Cannot name a table '" + name
                            + "': a name is a letter or underscore, then letters, digits and underscores, 128 at most");
        }
    }

    private void checkUnique(Element table, String database, String name) {
        Element first = declared.putIfAbsent((database + '.' + name).toLowerCase(Locale.ROOT), table);
        if (first != null && !first.equals(table)) {
            String where = Annotations.owner(first).getSimpleName() + "." + first.getSimpleName();
            reporter.error(
                    table,
                    "Cannot declare table '" + name + "' twice in database '" + database + "': " + where
                            + (first.getKind() == ElementKind.METHOD ? "()" : "")
                            + " declares it already (rename one, or give it another name with @Table(name = …))");
        }
    }

    private void checkDescription(Element table, String name) {
        String comment = elements.getDocComment(table);
        if (comment == null || Javadoc.parse(comment, false).description().isEmpty()) {
            reporter.error(
                    table,
                    "Cannot publish table '" + name + "': it has no description (write a Javadoc comment for "
                            + describe(table) + ")");
        }
    }

    private void checkParameters(Element table, String name) {
        if (table instanceof ExecutableElement method) {
            List<? extends VariableElement> parameters = method.getParameters();
            boolean takesCatalog = parameters.size() == 1
                    && qualifiedName(parameters.getFirst().asType()).equals(CATALOG);
            if (!parameters.isEmpty() && !takesCatalog) {
                reporter.error(
                        parameters.getFirst(),
                        "Cannot read table '" + name + "': " + describe(table)
                                + " may take the Catalog or nothing, not "
                                + parameters.stream()
                                        .map(parameter -> simple(parameter.asType()))
                                        .toList());
            }
        }
    }

    private Optional<TypeElement> checkType(Element table, String name) {
        TypeMirror type = table instanceof ExecutableElement method ? method.getReturnType() : table.asType();
        if (type.getKind() == TypeKind.ERROR) {
            return Optional.empty();
        }
        if (KINDS.stream().noneMatch(kind -> isA(type, kind))) {
            reporter.error(
                    table,
                    "Cannot make a table of " + describe(table) + ": " + simple(type)
                            + " is no kind of table (use Rows, ArrowSource, LazyFrame, ParquetTable, CsvTable, NdjsonTable, "
                            + "ArrowTable, DeltaTable or View)");
        } else if (isA(type, LAZY_FRAME) && table.getKind() == ElementKind.FIELD) {
            reporter.error(
                    table,
                    "Cannot make a view of field " + table.getSimpleName()
                            + ": the tables it reads are not there yet (use a method that takes the Catalog)");
        } else if (isA(type, ROWS) || isA(type, DELTA)) {
            return rowType(table, type, name);
        }
        return Optional.empty();
    }

    private Optional<TypeElement> rowType(Element table, TypeMirror type, String name) {
        List<? extends TypeMirror> arguments =
                type instanceof DeclaredType declaredType ? declaredType.getTypeArguments() : List.of();
        if (arguments.size() == 1
                && arguments.getFirst() instanceof DeclaredType row
                && row.asElement() instanceof TypeElement element) {
            if (element.getKind() == ElementKind.RECORD) {
                checkColumns(table, element, name);
                return Optional.of(element);
            }
            // The compiler reports a type that it cannot resolve; a table with a schema of its own is of Record.
            if (row.getKind() == TypeKind.ERROR
                    || isA(type, DELTA) && element.getQualifiedName().contentEquals("java.lang.Record")) {
                return Optional.empty();
            }
        }
        if (isA(type, ROWS) || !arguments.isEmpty()) {
            reporter.error(
                    table,
                    "Cannot tell the columns of table '" + name + "': " + simple(type)
                            + " does not name a record (declare one, as in " + simple(types.erasure(type)) + "<User>)");
        }
        return Optional.empty();
    }

    private void checkColumns(Element table, TypeElement row, String name) {
        Map<String, ColumnType> columns = records.of(row, table);
        for (SourceView.Argument argument : source.arguments(table, NAMING_COLUMNS)) {
            boolean partition = argument.method().equals("partitionedBy");
            ColumnType column = columns.get(argument.value().toLowerCase(Locale.ROOT));
            String start = partition
                    ? "Cannot partition table '" + name + "' by '" + argument.value() + "': "
                    : "Cannot use '" + argument.value() + "' as key of table '" + name + "': ";
            if (column == null) {
                argument.report(
                        Diagnostic.Kind.ERROR,
                        start + "record " + row.getSimpleName() + " has no such column; "
                                + Names.among("columns", argument.value(), columns.keySet()));
            } else if (partition && !column.canPartition()) {
                argument.report(
                        Diagnostic.Kind.ERROR,
                        start
                                + "its type cannot be a folder's name (use a boolean, number, string, date or timestamp)");
            }
        }
    }

    private boolean isA(TypeMirror type, String qualifiedName) {
        TypeElement wanted = elements.getTypeElement(qualifiedName);
        return wanted != null
                && type.getKind() == TypeKind.DECLARED
                && types.isAssignable(types.erasure(type), types.erasure(wanted.asType()));
    }

    private static String qualifiedName(TypeMirror type) {
        return type instanceof DeclaredType declaredType && declaredType.asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : type.toString();
    }

    /** The type as its author wrote it, without packages and enclosing classes: {@code Rows<User>}. */
    private static String simple(TypeMirror type) {
        if (!(type instanceof DeclaredType declaredType)) {
            return type.toString();
        }
        String name = declaredType.asElement().getSimpleName().toString();
        return declaredType.getTypeArguments().isEmpty()
                ? name
                : declaredType.getTypeArguments().stream()
                        .map(TableCheck::simple)
                        .collect(Collectors.joining(", ", name + "<", ">"));
    }

    private static String describe(Element table) {
        return table.getKind() == ElementKind.METHOD
                ? "method " + table.getSimpleName() + "()"
                : "field " + table.getSimpleName();
    }
}
