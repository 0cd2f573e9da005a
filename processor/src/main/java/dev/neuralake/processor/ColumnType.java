package dev.neuralake.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What kind of column a Java type makes; the rules of {@code RecordCodec} at compile time. */
enum ColumnType {
    BOOLEAN("java.lang.Boolean"),
    BYTE("java.lang.Byte"),
    SHORT("java.lang.Short"),
    INT("java.lang.Integer"),
    LONG("java.lang.Long"),
    FLOAT("java.lang.Float"),
    DOUBLE("java.lang.Double"),
    DECIMAL("java.math.BigDecimal"),
    STRING("java.lang.String"),
    BINARY("byte[]"),
    DATE("java.time.LocalDate"),
    TIMESTAMP("java.time.Instant"),
    TIMESTAMP_NTZ("java.time.LocalDateTime"),
    LIST("Object"),
    MAP("Object"),
    STRUCT("Object");

    static final String ALLOWED =
            "use a primitive, String, BigDecimal, byte[], LocalDate, Instant, LocalDateTime, UUID, "
                    + "an enum, a record, List, Map or Optional";

    private final String javaValue;

    ColumnType(String javaValue) {
        this.javaValue = javaValue;
    }

    /** The class of the column's values, as the generated source writes it. */
    String javaValue() {
        return javaValue;
    }

    boolean isNumber() {
        return compareTo(BYTE) >= 0 && compareTo(DECIMAL) <= 0;
    }

    /** Whether values are made of values of other types. */
    boolean isNested() {
        return this == LIST || this == MAP || this == STRUCT;
    }

    /** The type of the elements, of a list or an optional one. */
    static Optional<ColumnType> ofElements(TypeMirror list) {
        if (!(list instanceof DeclaredType declared)
                || declared.getTypeArguments().isEmpty()) {
            return Optional.empty();
        }
        TypeMirror argument = declared.getTypeArguments().getFirst();
        boolean optional =
                ((TypeElement) declared.asElement()).getQualifiedName().contentEquals("java.util.Optional");
        return optional ? ofElements(argument) : of(argument);
    }

    /** Whether a table can be partitioned by such a column. */
    boolean canPartition() {
        return compareTo(BINARY) < 0 || this == DATE || this == TIMESTAMP || this == TIMESTAMP_NTZ;
    }

    /** The column type of a component's type; empty where there is none. Elements of lists and maps are checked too. */
    static Optional<ColumnType> of(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> Optional.of(BOOLEAN);
            case BYTE -> Optional.of(BYTE);
            case SHORT -> Optional.of(SHORT);
            case INT -> Optional.of(INT);
            case LONG -> Optional.of(LONG);
            case FLOAT -> Optional.of(FLOAT);
            case DOUBLE -> Optional.of(DOUBLE);
            case ARRAY -> Optional.of(BINARY).filter(_ -> isBytes((ArrayType) type));
            case DECLARED -> ofClass((DeclaredType) type);
            default -> Optional.empty();
        };
    }

    private static boolean isBytes(ArrayType type) {
        return type.getComponentType().getKind() == TypeKind.BYTE;
    }

    private static Optional<ColumnType> ofClass(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(STRING);
        }
        if (element.getKind() == ElementKind.RECORD) {
            return Optional.of(STRUCT);
        }
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        return switch (element.getQualifiedName().toString()) {
            case "java.lang.Boolean" -> Optional.of(BOOLEAN);
            case "java.lang.Byte" -> Optional.of(BYTE);
            case "java.lang.Short" -> Optional.of(SHORT);
            case "java.lang.Integer" -> Optional.of(INT);
            case "java.lang.Long" -> Optional.of(LONG);
            case "java.lang.Float" -> Optional.of(FLOAT);
            case "java.lang.Double" -> Optional.of(DOUBLE);
            case "java.math.BigDecimal", "java.math.BigInteger" -> Optional.of(DECIMAL);
            case "java.lang.String", "java.util.UUID" -> Optional.of(STRING);
            case "java.time.LocalDate" -> Optional.of(DATE);
            case "java.time.Instant" -> Optional.of(TIMESTAMP);
            case "java.time.LocalDateTime" -> Optional.of(TIMESTAMP_NTZ);
            case "java.util.Optional" -> arguments.isEmpty() ? Optional.empty() : of(arguments.getFirst());
            case "java.util.List" -> of(arguments, LIST);
            case "java.util.Map" -> of(arguments, MAP);
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnType> of(List<? extends TypeMirror> arguments, ColumnType holder) {
        boolean allColumns = !arguments.isEmpty()
                && arguments.stream().allMatch(argument -> of(argument).isPresent());
        return allColumns ? Optional.of(holder) : Optional.empty();
    }
}
