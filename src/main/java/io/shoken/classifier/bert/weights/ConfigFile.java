package io.shoken.classifier.bert.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shoken.core.UserException;
import io.shoken.domain.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code config.json} of a model folder.
 *
 * @param outputs what each output of the classifier means, by position; the 18 findings in file
 *     order where the model has no classifier yet
 * @param json the file as it stands, so that what this program does not know survives a rewrite
 */
public record ConfigFile(
    BertConfig config, Architecture architecture, List<Finding> outputs, ObjectNode json) {

  public static final String NAME = "config.json";

  public ConfigFile {
    outputs = List.copyOf(outputs);
  }

  /**
   * @param tensors names in the file of the weights, which say what the model is where {@code
   *     architectures} does not
   * @throws UserException (input) if the file is missing, is no JSON, or describes a model other
   *     than a BERT with absolute positions, naming what it describes
   */
  static ConfigFile read(Path folder, Set<String> tensors) {
    Path file = folder.resolve(NAME);
    return new Reader(file, Json.read(file), tensors).read();
  }

  /** The configuration of a model made here. */
  static ConfigFile create(BertConfig c, Architecture architecture) {
    ObjectNode json = Json.object();
    json.put("model_type", "bert");
    json.put("vocab_size", c.vocabulary()).put("hidden_size", c.hidden());
    json.put("num_hidden_layers", c.layers()).put("num_attention_heads", c.heads());
    json.put("intermediate_size", c.intermediate()).put("hidden_act", c.activation().key());
    json.put("max_position_embeddings", c.positions()).put("type_vocab_size", c.types());
    json.put("pad_token_id", c.padId()).put("layer_norm_eps", c.layerNormEps());
    json.put("initializer_range", c.initializerRange());
    json.put("hidden_dropout_prob", c.dropout().hidden());
    json.put("attention_probs_dropout_prob", c.dropout().attention());
    json.put("classifier_dropout", c.dropout().head());
    return new ConfigFile(c, architecture, List.of(Finding.values()), json);
  }

  /** The file's content for this model under that architecture, in 32 bits. */
  public ObjectNode toJson(Architecture written) {
    ObjectNode copy = json.deepCopy();
    copy.putArray("architectures").add(written.key());
    copy.remove("torch_dtype");
    copy.put("dtype", "float32");
    if (written == Architecture.CLASSIFIER) {
      copy.put("problem_type", "multi_label_classification");
      ObjectNode names = copy.putObject("id2label");
      ObjectNode ids = copy.putObject("label2id");
      for (int i = 0; i < outputs.size(); i++) {
        names.put(Integer.toString(i), outputs.get(i).label());
        ids.put(outputs.get(i).label(), i);
      }
    }
    return copy;
  }

  private record Reader(Path file, ObjectNode json, Set<String> tensors) {

    ConfigFile read() {
      requireBert();
      Architecture architecture = architecture();
      return new ConfigFile(shape(), architecture, outputs(architecture), json);
    }

    private void requireBert() {
      String type = text("model_type", "");
      if (!type.equals("bert")) {
        throw refused("model_type is \"" + type + "\"; only bert is read");
      }
      String positions = text("position_embedding_type", "absolute");
      if (!positions.equals("absolute")) {
        throw refused("position_embedding_type is \"" + positions + "\"; only absolute is read");
      }
      if (json.path("is_decoder").asBoolean(false)) {
        throw refused("is_decoder is true; only encoders are read");
      }
    }

    private Architecture architecture() {
      JsonNode named = json.path("architectures");
      if (named.isEmpty()) { // missing, null or []
        return WeightNames.architecture(tensors);
      }
      String name = named.get(0).asText();
      return Architecture.ofKey(name)
          .orElseThrow(
              () ->
                  refused(
                      "the architecture "
                          + Json.shown(name)
                          + " is not read; BertModel and the models of transformers that have it"
                          + " inside, such as BertForSequenceClassification, are"));
    }

    private BertConfig shape() {
      double dropout = number("hidden_dropout_prob", 0.1);
      String act = text("hidden_act", "gelu");
      Activation activation =
          Activation.ofKey(act)
              .orElseThrow(
                  () -> refused("hidden_act " + Json.shown(act) + "; gelu, gelu_new, relu are"));
      try {
        return new BertConfig(
            new BertConfig.Tables(
                integer("vocab_size", null),
                integer("max_position_embeddings", 512),
                integer("type_vocab_size", 2),
                integer("pad_token_id", 0)),
            new BertConfig.Encoder(
                integer("hidden_size", null),
                integer("num_hidden_layers", null),
                integer("num_attention_heads", null),
                integer("intermediate_size", null)),
            activation,
            number("layer_norm_eps", 1e-12),
            number("initializer_range", 0.02),
            new BertConfig.Dropout(
                dropout,
                number("attention_probs_dropout_prob", 0.1),
                number("classifier_dropout", dropout)));
      } catch (IllegalArgumentException e) {
        throw refused(e.getMessage());
      }
    }

    private List<Finding> outputs(Architecture architecture) {
      if (architecture != Architecture.CLASSIFIER) {
        return List.of(Finding.values());
      }
      String problem = text("problem_type", "multi_label_classification");
      if (!problem.equals("multi_label_classification")) {
        throw refused(
            "problem_type is " + Json.shown(problem) + ", not multi_label_classification");
      }
      JsonNode names = json.path("id2label");
      List<Finding> outputs = new ArrayList<>();
      List<String> strange = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.path(Integer.toString(i)).asText("");
        Optional<Finding> finding = Finding.ofLabel(name).filter(f -> !outputs.contains(f));
        finding.ifPresentOrElse(outputs::add, () -> strange.add(Json.shown(name)));
      }
      if (!strange.isEmpty() || outputs.size() != Finding.values().length) {
        throw refused(
            "id2label names "
                + outputs.size()
                + " of the 18 findings, each of which must stand there once"
                + (strange.isEmpty() ? "" : "; not a finding or twice: " + some(strange)));
      }
      requireSameInverse(outputs);
      return outputs;
    }

    private void requireSameInverse(List<Finding> outputs) {
      JsonNode ids = json.path("label2id");
      for (Map.Entry<String, JsonNode> e : ids.properties()) {
        int id = e.getValue().asInt(-1);
        if (id < 0 || id >= outputs.size() || !outputs.get(id).label().equals(e.getKey())) {
          throw refused(
              "label2id gives " + Json.shown(e.getKey()) + " another place than id2label");
        }
      }
    }

    private static String some(List<String> names) {
      return String.join(", ", names.subList(0, Math.min(5, names.size())))
          + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : "");
    }

    private String text(String key, String otherwise) {
      return json.path(key).isTextual() ? json.path(key).asText() : otherwise;
    }

    private int integer(String key, Integer otherwise) {
      JsonNode value = json.path(key);
      if (value.isMissingNode() || value.isNull()) {
        if (otherwise == null) {
          throw refused(key + " is missing");
        }
        return otherwise;
      }
      if (!value.isInt()) {
        throw refused(key + " is not a whole number");
      }
      return value.asInt();
    }

    private double number(String key, double otherwise) {
      JsonNode value = json.path(key);
      if (value.isMissingNode() || value.isNull()) {
        return otherwise;
      }
      if (!value.isNumber()) {
        throw refused(key + " is not a number");
      }
      return value.asDouble();
    }

    private UserException refused(String reason) {
      return UserException.input(file + ": " + reason + ".");
    }
  }
}
