package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.RecordCodec;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tables that one class declares. */
final class DatabaseClass {

    /** One declared table, not yet part of a catalog. */
    record Declaration(
            TableName name,
            TableDefinition definition,
            TableMetadata metadata,
            @Nullable Origin origin) {}

    private final Class<?> type;
    private final Documentation documentation;

    DatabaseClass(Class<?> type) {
        this.type = type;
        this.documentation = Documentation.of(type);
        if (!type.isAnnotationPresent(Database.class)) {
            throw new NeuralakeException(
                    "Cannot make a catalog of " + type.getName() + ": it is no database (annotate it with @Database)");
        }
    }

    String name() {
        String explicit = type.getAnnotation(Database.class).value();
        return explicit.isEmpty() ? RecordCodec.columnName(type.getSimpleName()) : explicit;
    }

    String description() {
        return documentation.description();
    }

    /** The tables in the order of the source as far as it is known, else by name. */
    List<Declaration> tables() {
        List<Member> members = new ArrayList<>();
        members.addAll(Arrays.asList(type.getDeclaredMethods()));
        members.addAll(Arrays.asList(type.getDeclaredFields()));
        return members.stream()
                .filter(member -> ((AccessibleObject) member).isAnnotationPresent(Table.class))
                .sorted(Comparator.comparingInt(documentation::line).thenComparing(Member::getName))
                .map(this::table)
                .toList();
    }

    private Declaration table(Member member) {
        Table annotation = ((AccessibleObject) member).getAnnotation(Table.class);
        String name = annotation.name().isEmpty() ? RecordCodec.columnName(member.getName()) : annotation.name();
        Origin origin =
                new Origin(type.getName(), text(member), documentation.sourceFile(), documentation.line(member));
        if (!Modifier.isStatic(member.getModifiers())) {
            throw new NeuralakeException("Cannot declare table '" + name + "': " + origin + " is not static");
        }
        ((AccessibleObject) member).setAccessible(true);
        TableMetadata metadata = new TableMetadata(
                documentation.description(member),
                annotation.owner(),
                List.of(annotation.tags()),
                deprecation(member, annotation),
                java.util.Map.of());
        return new Declaration(new TableName(name(), name), definition(member, origin), metadata, origin);
    }

    private static String text(Member member) {
        return member instanceof Method ? member.getName() + "()" : member.getName();
    }

    private String deprecation(Member member, Table annotation) {
        if (!annotation.deprecated().isEmpty()) {
            return annotation.deprecated();
        }
        String text = documentation.deprecation(member);
        boolean deprecated = ((AccessibleObject) member).isAnnotationPresent(Deprecated.class);
        return text.isEmpty() && deprecated ? "Deprecated." : text;
    }

    private static TableDefinition definition(Member member, Origin origin) {
        Call call = new Call(member, origin);
        Class<?> returned = member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
        if (TableDefinition.class.isAssignableFrom(returned)) {
            if (call.takesCatalog()) {
                throw new NeuralakeException("Cannot declare " + origin + ": what defines a " + returned.getSimpleName()
                        + " does not depend on the catalog (leave the parameter out)");
            }
            return (TableDefinition) call.apply(null);
        }
        if (returned == Rows.class) {
            return function(call, row(member, origin));
        }
        if (ArrowSource.class.isAssignableFrom(returned)) {
            return FunctionTable.arrow(lake -> (ArrowSource) call.apply(lake));
        }
        if (returned == LazyFrame.class && member instanceof Method) {
            return View.of(lake -> (LazyFrame) call.apply(lake));
        }
        throw new NeuralakeException("Cannot make a table of " + origin + ": " + returned.getSimpleName()
                + " is no kind of table (use Rows, ArrowSource, LazyFrame, ParquetTable, CsvTable, NdjsonTable, ArrowTable,"
                + " DeltaTable or View)");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> FunctionTable function(Call call, Class<T> row) {
        return FunctionTable.of(row, lake -> (Rows<T>) call.apply(lake));
    }

    private static Class<? extends Record> row(Member member, Origin origin) {
        Type type = member instanceof Method method ? method.getGenericReturnType() : ((Field) member).getGenericType();
        if (type instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments()[0] instanceof Class<?> row
                && row.isRecord()) {
            return row.asSubclass(Record.class);
        }
        throw new NeuralakeException("Cannot tell the columns of " + origin + ": " + type.getTypeName()
                + " does not name a record (declare one, as in Rows<User>)");
    }

    /** Calls a method or reads a field of the user's class; what it throws is reported with its place. */
    private record Call(Member member, Origin origin) {
        Call {
            if (member instanceof Method method) {
                Class<?>[] parameters = method.getParameterTypes();
                if (parameters.length > 1 || parameters.length == 1 && parameters[0] != Catalog.class) {
                    throw new NeuralakeException(
                            "Cannot declare " + origin + ": a table's method may take the Catalog or nothing");
                }
            }
        }

        boolean takesCatalog() {
            return member instanceof Method method && method.getParameterCount() == 1;
        }

        Object apply(@Nullable Catalog lake) {
            Object result;
            try {
                result = member instanceof Method method
                        ? (takesCatalog() ? method.invoke(null, lake) : method.invoke(null))
                        : ((Field) member).get(null);
            } catch (InvocationTargetException e) {
                throw failure(e.getCause() == null ? e : e.getCause());
            } catch (IllegalAccessException | ExceptionInInitializerError e) {
                throw failure(e.getCause() == null ? e : e.getCause());
            }
            if (result == null) {
                throw new NeuralakeException(
                        origin + (takesCatalog() || member instanceof Method ? " returned" : " is") + " null");
            }
            return result;
        }

        private NeuralakeException failure(Throwable cause) {
            if (cause instanceof NeuralakeException known) {
                return new NeuralakeException(origin + ": " + known.getMessage(), known);
            }
            return new NeuralakeException(origin + " failed: " + cause, cause);
        }
    }
}
