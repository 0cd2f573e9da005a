package dev.neuralake.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reads the declarations of a catalog while javac compiles them.
 *
 * <p>It reports as errors, at their place in the source: tables without a description, of one name, of no kind, or not
 * static; records with a component that makes no column; partition and key columns that the record does not have. It
 * writes three things: {@code META-INF/neuralake/catalogs.txt}, the index of database classes;
 * {@code META-INF/neuralake/docs/CLASS.properties}, what the Javadoc comments say; and a source of typed column
 * constants for each class with records.
 */
public final class CatalogProcessor extends AbstractProcessor {
    private final Set<TypeElement> databases = new LinkedHashSet<>();
    private Elements elements;
    private Reporter reporter;
    private RecordColumns records;
    private TableCheck tables;
    private DocumentationWriter documentation;
    private ColumnsWriter columns;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Annotations.DATABASE, Annotations.TABLE, Annotations.KEY, Annotations.PII);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        SourceView source = SourceView.of(environment);
        elements = environment.getElementUtils();
        reporter = new Reporter(environment.getMessager(), elements);
        records = new RecordColumns(reporter);
        tables = new TableCheck(elements, environment.getTypeUtils(), reporter, source, records);
        documentation = new DocumentationWriter(elements, environment.getFiler(), reporter, source);
        columns = new ColumnsWriter(elements, environment.getFiler(), reporter, documentation);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> rows = new LinkedHashSet<>();
        for (Element database : annotated(round, Annotations.DATABASE)) {
            checkDatabase((TypeElement) database);
            databases.add((TypeElement) database);
            rows.addAll(nestedRows(database));
        }
        for (Element table : annotated(round, Annotations.TABLE)) {
            tables.check(table).ifPresent(rows::add);
        }
        for (String annotation : Set.of(Annotations.KEY, Annotations.PII)) {
            for (Element component : annotated(round, annotation)) {
                rows.add(Annotations.owner(component));
            }
        }
        write(rows, round);
        return false;
    }

    private void write(Set<TypeElement> rows, RoundEnvironment round) {
        rows.removeIf(row -> !reporter.isSource(row));
        rows.forEach(row -> columns.add(row, records.of(row, row)));
        annotated(round, Annotations.DATABASE).forEach(database -> documentation.writeDatabase((TypeElement) database));
        rows.forEach(documentation::writeRecord);
        if (!round.errorRaised()) {
            columns.write();
        }
        if (round.processingOver() && !round.errorRaised()) {
            new CatalogIndex(elements, processingEnv.getFiler(), reporter).write(databases);
        }
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String annotation) {
        TypeElement type = elements.getTypeElement(annotation);
        return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
    }

    private void checkDatabase(TypeElement database) {
        String name = TableCheck.database(database);
        if (!Names.isValid(name)) {
            Annotations.find(database, Annotations.DATABASE)
                    .ifPresent(
                            annotation -> reporter.error(
                                    database,
                                    annotation,
                                    "value",
                                    "Cannot name a database '" + name
                                            + "': a name is a letter or underscore, then letters, digits and underscores, 128 at most"));
        }
    }

    /** The records beside the tables: those that could be rows are, the others are left alone. */
    private static Set<TypeElement> nestedRows(Element database) {
        Set<TypeElement> rows = new LinkedHashSet<>();
        for (TypeElement nested : ElementFilter.typesIn(database.getEnclosedElements())) {
            if (nested.getKind() == ElementKind.RECORD && RecordColumns.isRow(nested)) {
                rows.add(nested);
            }
        }
        return rows;
    }
}
