package io.shoken.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers and times for the page; a missing value is a dash. */
final class Shown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  static final String MISSING = "\u2013";

  private Shown() {}

  static String count(Long n) {
    return n == null ? MISSING : String.format(Locale.ROOT, "%,d", n);
  }

  static String ratio(Double value) {
    return value == null || !Double.isFinite(value)
        ? MISSING
        : String.format(Locale.ROOT, "%.3f", value);
  }

  static String interval(Double low, Double high) {
    return low == null || high == null ? MISSING : ratio(low) + MISSING + ratio(high);
  }

  static String dollars(double usd) {
    return String.format(Locale.ROOT, usd > 0 && usd < 1 ? "$%.4f" : "$%,.2f", usd);
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The instant of an ISO-8601 text, or the text itself where it is none. */
  static String time(String iso) {
    try {
      return iso == null ? MISSING : time(Instant.parse(iso));
    } catch (DateTimeException e) {
      return iso;
    }
  }

  static String duration(String fromIso, String toIso) {
    if (fromIso == null || toIso == null) {
      return MISSING;
    }
    try {
      Duration d = Duration.between(Instant.parse(fromIso), Instant.parse(toIso));
      if (d.toMinutes() >= 60) {
        return d.toHours() + " h " + d.toMinutesPart() + " min";
      }
      return d.toMinutes() > 0
          ? d.toMinutes() + " min " + d.toSecondsPart() + " s"
          : String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    } catch (DateTimeException e) {
      return MISSING;
    }
  }
}
