package dev.neuralake.cli;

import dev.neuralake.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", footer = "%nThe exit code is 1 where something is found that will fail.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = common.settings();
        boolean healthy = true;
        List<Checkup> checkups = List.of(
                new JavaCheckup(), new EngineCheckup(settings), new DiskCheckup(settings), new ServerCheckup(settings));
        for (Checkup checkup : checkups) {
            for (Finding finding : checkup.findings()) {
                healthy &= finding.verdict() != Finding.Verdict.BAD;
                print(finding);
            }
        }
        return healthy ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void print(Finding finding) {
        String verdict = finding.verdict().word;
        String styled = console.styled(finding.verdict().style, verdict) + " ".repeat(4 - verdict.length());
        console.print(styled + "  " + finding.subject() + ": " + finding.found());
    }
}
