package dev.neuralake.cli;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** The JDK and the flags that the engine and Arrow need. */
final class JavaCheckup implements Checkup {
    private static final int RELEASE_MIN = 25;
    private static final String START_BY_LAUNCHER = " (start with ./neuralake, which passes it)";

    @Override
    public List<Finding> findings() {
        return List.of(release(), flags(), compiler());
    }

    private static Finding release() {
        String found =
                System.getProperty("java.vendor") + " " + Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= RELEASE_MIN
                ? Finding.good("Java", found)
                : Finding.bad("Java", found + ", too old (install a JDK " + RELEASE_MIN + " or set JAVA_HOME to one)");
    }

    private static Finding flags() {
        Module ours = JavaCheckup.class.getModule();
        List<String> missing = new ArrayList<>();
        if (!ByteBuffer.class.getModule().isOpen("java.nio", ours)) {
            missing.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        }
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (!given.contains("--sun-misc-unsafe-memory-access=allow")) {
            missing.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (!ours.isNativeAccessEnabled()) {
            missing.add("--enable-native-access=ALL-UNNAMED");
        }
        return missing.isEmpty()
                ? Finding.good("flags", "the engine and Arrow may do what they need")
                : Finding.bad("flags", "missing " + String.join(", ", missing) + START_BY_LAUNCHER);
    }

    private static Finding compiler() {
        return ToolProvider.getSystemJavaCompiler() == null
                ? Finding.warning("compiler", "this Java has none, so --catalog takes no .java file (use a whole JDK)")
                : Finding.good("compiler", "catalogs can be .java files");
    }
}
