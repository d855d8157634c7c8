package io.shoken.evaluate;

import static org.apache.spark.sql.functions.col;

import io.shoken.core.UserException;
import io.shoken.warehouse.Table;
import io.shoken.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The models and the label source that the options select in a warehouse.
 *
 * @param models ids; with {@code --against} the model, then the one that it is compared with
 */
record Selection(List<String> models, String labelSource) {

  /**
   * @throws UserException (5) if there are no predictions or no labels; (2) if a name is not there,
   *     or several label sources are and none is named
   */
  static Selection of(Warehouse warehouse, EvaluateOptions options) {
    List<String> models = distinct(warehouse, Table.PREDICTIONS, "model_id");
    if (models.isEmpty()) {
      throw UserException.input(
          "there are no predictions in " + warehouse.uri() + "; run predict --model DIR first");
    }
    List<String> sources = distinct(warehouse, Table.LABELS, "label_source");
    if (sources.isEmpty()) {
      throw UserException.input(
          "there are no labels in " + warehouse.uri() + "; run ingest --labels FILE first");
    }
    List<String> named =
        Stream.concat(options.modelId().stream(), options.against().stream())
            .map(id -> require("predictions of model", id, models, "predict --model DIR"))
            .toList();
    return new Selection(
        named.isEmpty() ? models : named, labelSource(options.labelSource(), sources));
  }

  private static String labelSource(Optional<String> named, List<String> sources) {
    if (named.isPresent()) {
      return require("labels of source", named.get(), sources, "ingest --labels FILE");
    }
    if (sources.size() > 1) {
      throw UserException.usage(
          "labels come from several sources ("
              + listed(sources)
              + "); choose one with"
              + " --label-source NAME");
    }
    return sources.get(0);
  }

  private static String require(String what, String name, List<String> there, String command) {
    if (!there.contains(name)) {
      throw UserException.usage(
          "there are no "
              + what
              + " "
              + name
              + "; there are: "
              + listed(there)
              + "; name one of these, or run "
              + command
              + " first");
    }
    return name;
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(10, names.size())));
    return names.size() > 10 ? first + " and " + (names.size() - 10) + " more" : first;
  }

  private static List<String> distinct(Warehouse warehouse, Table table, String column) {
    return warehouse
        .read(table)
        .select(column)
        .where(col(column).isNotNull())
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
