package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private static String day(long epochDay) {
        Utf8Buffer out = new Utf8Buffer();
        TimeText.putDay(epochDay, out);
        return out.text(0);
    }

    private static String micros(long micros) {
        Utf8Buffer out = new Utf8Buffer();
        TimeText.putMicros(micros, out);
        return out.text(0);
    }

    @Test
    void writesEveryDayOfTheCalendarAsJavaDoes() {
        long first = LocalDate.of(0, 1, 1).toEpochDay();
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        for (long day = first; day <= last; day++) {
            if (!day(day).equals(LocalDate.ofEpochDay(day).toString())) {
                assertThat(day(day)).isEqualTo(LocalDate.ofEpochDay(day).toString());
            }
        }
        assertThat(day(last + 1)).isEqualTo("+010000-01-01");
        assertThat(day(first - 1)).isEqualTo("-000001-12-31");
    }

    @Test
    void writesDaysThatJavaReads() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            int day = random.nextInt();
            assertThat(LocalDate.parse(day(day)).toEpochDay()).isEqualTo(day);
        }
        assertThat(day(Integer.MAX_VALUE)).isEqualTo("+5881580-07-11");
        assertThat(day(Integer.MIN_VALUE)).isEqualTo("-5877641-06-23");
    }

    @Test
    void writesTimesThatJavaReads() {
        Random random = new Random(5);
        LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
        for (int i = 0; i < 100_000; i++) {
            long micros = random.nextLong() >> random.nextInt(40);
            assertThat(LocalDateTime.parse(micros(micros))).isEqualTo(epoch.plus(micros, ChronoUnit.MICROS));
        }
        assertThat(micros(-1)).isEqualTo("1969-12-31T23:59:59.999999");
        assertThat(micros(0)).isEqualTo("1970-01-01T00:00:00.000000");
    }
}
