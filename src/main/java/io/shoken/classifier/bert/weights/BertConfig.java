package io.shoken.classifier.bert.weights;

/**
 * The shape of a BERT, as {@code config.json} gives it.
 *
 * @param initializerRange standard deviation of new weights
 */
public record BertConfig(
    Tables tables,
    Encoder encoder,
    Activation activation,
    double layerNormEps,
    double initializerRange,
    Dropout dropout) {

  /**
   * The tables that token ids, positions and types look up.
   *
   * @param vocabulary rows of the word table
   * @param positions the longest sequence, special tokens included
   * @param types rows of the token type table; only type 0 is used
   * @param padId the padding token's id
   */
  public record Tables(int vocabulary, int positions, int types, int padId) {}

  /**
   * The layers.
   *
   * @param hidden width of a position's vector, a multiple of {@code heads}
   * @param intermediate width inside the feed-forward part
   */
  public record Encoder(int hidden, int layers, int heads, int intermediate) {}

  /**
   * Shares of values dropped in training.
   *
   * @param head before the 18 outputs
   */
  public record Dropout(double hidden, double attention, double head) {
    public static Dropout of(double rate) {
      return new Dropout(rate, rate, rate);
    }
  }

  /** No table or matrix of a BERT comes near; a larger figure is a broken or hostile file. */
  private static final int MOST = 10_000_000;

  /**
   * @throws IllegalArgumentException for a shape that no BERT has; the message names the value
   */
  public BertConfig {
    within("vocab_size", tables.vocabulary, 1, MOST);
    within("hidden_size", encoder.hidden, 1, 65_536);
    within("num_hidden_layers", encoder.layers, 1, 1_000);
    within("num_attention_heads", encoder.heads, 1, encoder.hidden);
    within("intermediate_size", encoder.intermediate, 1, 1_000_000);
    within("max_position_embeddings", tables.positions, 2, 1_000_000);
    within("type_vocab_size", tables.types, 1, 1_000);
    within("pad_token_id", tables.padId, 0, tables.vocabulary - 1);
    if (encoder.hidden % encoder.heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size "
              + encoder.hidden
              + " is no multiple of num_attention_heads "
              + encoder.heads);
    }
    if (!(layerNormEps > 0 && layerNormEps < 1)) {
      throw new IllegalArgumentException("layer_norm_eps is " + layerNormEps);
    }
    if (!(initializerRange > 0 && initializerRange < 10)) {
      throw new IllegalArgumentException("initializer_range is " + initializerRange);
    }
    share("hidden_dropout_prob", dropout.hidden);
    share("attention_probs_dropout_prob", dropout.attention);
    share("classifier_dropout", dropout.head);
  }

  /** A BERT of this size with the settings that BERT came with (dropout 0.1, GELU). */
  public static BertConfig ofSize(int vocabulary, int hidden, int layers, int heads) {
    return new BertConfig(
        new Tables(vocabulary, 512, 2, 0),
        new Encoder(hidden, layers, heads, 4 * hidden),
        Activation.GELU,
        1e-12,
        0.02,
        Dropout.of(0.1));
  }

  public int vocabulary() {
    return tables.vocabulary;
  }

  public int positions() {
    return tables.positions;
  }

  public int types() {
    return tables.types;
  }

  public int padId() {
    return tables.padId;
  }

  public int hidden() {
    return encoder.hidden;
  }

  public int layers() {
    return encoder.layers;
  }

  public int heads() {
    return encoder.heads;
  }

  public int intermediate() {
    return encoder.intermediate;
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", not within " + least + ".." + most);
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", not within 0..1");
    }
  }
}
