package dev.neuralake.cli;

import dev.neuralake.frame.FrameException;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.types.Sql;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A version or a time: {@code 12}, {@code 2026-01-31T12:00:00Z}. */
final class Moment implements ITypeConverter<TimeTravel> {
    @Override
    public TimeTravel convert(String text) {
        try {
            return text.matches("\\d{1,18}") ? new TimeTravel.Version(Long.parseLong(text)) : TimeTravel.at(text);
        } catch (FrameException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a version, as 12, nor a time, as 2026-01-31T12:00:00Z");
        }
    }

    /** The clause of a statement that names it. */
    static String clause(TimeTravel moment) {
        return switch (moment) {
            case TimeTravel.Version(var version) -> " VERSION AS OF " + version;
            case TimeTravel.Timestamp(var time) -> " TIMESTAMP AS OF " + Sql.text(time.toString());
            case TimeTravel.Latest _ -> "";
        };
    }
}
