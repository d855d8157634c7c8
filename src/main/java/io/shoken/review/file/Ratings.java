package io.shoken.review.file;

import java.util.List;

/** The scales of a rating: 1 (poor) to 5 (without fault). */
public final class Ratings {
  public static final List<String> FIELDS =
      List.of("accuracy", "fluency", "terminology", "overall");
  public static final int LEAST = 1;
  public static final int MOST = 5;

  private Ratings() {}
}
