package dev.neuralake.catalog;

/**
 * Where a table is declared in code.
 *
 * @param className the class's binary name
 * @param member the method as {@code users()} or the field as {@code PAYMENTS}
 * @param sourceFile the file's name without folders; empty where it is unknown
 * @param line from 1; 0 where it is unknown
 */
public record Origin(String className, String member, String sourceFile, int line) {

    /** {@code Shop.users()}, without the package. */
    @Override
    public String toString() {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + "." + member;
    }
}
