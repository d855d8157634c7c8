package io.shoken.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that train: what from, and where to. */
final class TrainingOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The model folder, local or a Hadoop URI.")
  String out;

  @Option(
      names = "--label-source",
      paramLabel = "NAME",
      description = "Whose labels (default: the only source that there is).")
  Optional<String> labelSource = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Splits to learn from; may be repeated (default: train).")
  List<String> splits = new ArrayList<>();
}
