package io.shoken.classifier.baseline;

import io.shoken.classifier.folder.ModelFolder;
import io.shoken.classifier.folder.Trusted;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/**
 * Loads the pipeline of a baseline folder without Spark's loader. That loader instantiates every
 * class that the folder's metadata name, and one stage of MLlib runs any SQL; here the metadata are
 * data, and the stages are built from code for the classes of {@link Trusted#STAGES}.
 */
public final class BaselineFolder {
  /** The folder of the pipeline inside a model folder. */
  public static final String PIPELINE = "pipeline";

  private static final String INPUT = "text_ja";

  private final ModelFolder folder;
  private final Configuration configuration;

  private BaselineFolder(ModelFolder folder, Configuration configuration) {
    this.folder = folder;
    this.configuration = configuration;
  }

  /**
   * The pipeline, which reads {@code text_ja} and adds {@code raw_K} and {@code probability_K} for
   * each finding, K being its position in file order.
   *
   * @throws UserException (INPUT) naming the stage, if one is of another class, has a parameter
   *     that train-linear does not set, or does not fit the others
   */
  public static PipelineModel load(ModelFolder folder, Configuration configuration) {
    return new BaselineFolder(folder, configuration).load();
  }

  private PipelineModel load() {
    Metadata pipeline = at(PIPELINE, () -> metadata(PIPELINE));
    List<String> uids = at(PIPELINE, () -> stages(pipeline));
    StageReader reader = new StageReader(INPUT);
    List<Transformer> stages = new ArrayList<>();
    for (int i = 0; i < uids.size(); i++) {
      String where = stageFolder(i, uids);
      stages.add(at(where, () -> reader.read(metadata(where), () -> row(where + "/data"))));
    }
    for (int k = 0; k < Finding.values().length; k++) {
      if (!reader.has("raw_" + k) || !reader.has("probability_" + k)) {
        throw refused(PIPELINE, "no stage reads the finding " + Finding.labels().get(k));
      }
    }
    return new PipelineModel(pipeline.uid(), stages.toArray(new Transformer[0]));
  }

  private static List<String> stages(Metadata pipeline) {
    if (!pipeline.className().equals(Trusted.PIPELINE)) {
      throw new IllegalArgumentException(
          Metadata.shown(pipeline.className()) + " is no pipeline; it was not loaded");
    }
    return pipeline.stageUids();
  }

  /** As Spark names it: 03_ngram_e4b4b3dee782, with as many digits as the largest number has. */
  private static String stageFolder(int stage, List<String> uids) {
    int digits = Integer.toString(uids.size()).length();
    return PIPELINE + String.format("/stages/%0" + digits + "d_", stage) + uids.get(stage);
  }

  private Metadata metadata(String where) {
    String part = part(where + "/metadata");
    return Metadata.parse(folder.text(part).orElseThrow());
  }

  private org.apache.parquet.example.data.Group row(String where) {
    return SingleRow.read(folder.file(part(where), SingleRow.MOST_BYTES), configuration);
  }

  /** The one file that Spark wrote into that folder. */
  private String part(String where) {
    List<String> parts =
        folder.names(where).stream().filter(name -> name.startsWith("part-")).toList();
    if (parts.size() != 1) {
      throw new IllegalArgumentException(
          where + " has " + parts.size() + " files part-*; one is expected");
    }
    return where + "/" + parts.get(0);
  }

  private interface Read<T> {
    T get();
  }

  private <T> T at(String where, Read<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw refused(where, e.getMessage());
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      throw refused(where, "it is not as Spark MLlib writes it (" + e.getClass().getName() + ")");
    }
  }

  private UserException refused(String where, String reason) {
    return UserException.input(folder.child(where) + ": " + reason);
  }
}
