package dev.neuralake.cli;

import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the server could start: its port, and what production insists on. */
final class ServerCheckup implements Checkup {
    private final Settings settings;

    ServerCheckup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(List.of(port(), environment()));
        List<String> known = Setting.all().stream().map(Setting::variable).toList();
        for (String variable : settings.unknownVariables()) {
            findings.add(Finding.warning(
                    "settings", "the variable " + variable + " is no setting" + Nearest.hint(variable, known)));
        }
        return findings;
    }

    private Finding port() {
        String address = settings.host() + ":" + settings.port();
        try (ServerSocket _ = new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host()))) {
            return Finding.good("port", address + " is free");
        } catch (IOException failure) {
            return Finding.warning(
                    "port",
                    address + " cannot be listened on: " + failure.getMessage()
                            + " (serve with --port 0 for a free one, or set neuralake.port)");
        }
    }

    private Finding environment() {
        try {
            settings.requireProductionReady();
            return Finding.good(
                    "environment",
                    settings.value(Setting.ENVIRONMENT).toString().toLowerCase(Locale.ROOT));
        } catch (NeuralakeException refused) {
            return Finding.bad("environment", String.valueOf(refused.getMessage()));
        }
    }
}
