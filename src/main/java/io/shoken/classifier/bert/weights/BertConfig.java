package io.shoken.classifier.bert.weights;

/**
 * The shape of a BERT, as {@code config.json} gives it.
 *
 * @param vocabulary rows of the word table
 * @param hidden width of a position's vector, a multiple of {@code heads}
 * @param intermediate width inside the feed-forward part
 * @param positions the longest sequence, special tokens included
 * @param types rows of the token type table; only type 0 is used
 * @param padId the padding token's id
 * @param initializerRange standard deviation of new weights
 * @param hiddenDropout share of values dropped in training, as the next two
 * @param headDropout before the 18 outputs
 */
public record BertConfig(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int intermediate,
    int positions,
    int types,
    int padId,
    Activation activation,
    double layerNormEps,
    double initializerRange,
    double hiddenDropout,
    double attentionDropout,
    double headDropout) {

  /** No table or matrix of a BERT comes near; a larger figure is a broken or hostile file. */
  private static final int MOST = 10_000_000;

  /**
   * @throws IllegalArgumentException for a shape that no BERT has; the message names the value
   */
  public BertConfig {
    within("vocab_size", vocabulary, 1, MOST);
    within("hidden_size", hidden, 1, 65_536);
    within("num_hidden_layers", layers, 1, 1_000);
    within("num_attention_heads", heads, 1, hidden);
    within("intermediate_size", intermediate, 1, 1_000_000);
    within("max_position_embeddings", positions, 2, 1_000_000);
    within("type_vocab_size", types, 1, 1_000);
    within("pad_token_id", padId, 0, vocabulary - 1);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden_size " + hidden + " is no multiple of num_attention_heads " + heads);
    }
    if (!(layerNormEps > 0 && layerNormEps < 1)) {
      throw new IllegalArgumentException("layer_norm_eps is " + layerNormEps);
    }
    if (!(initializerRange > 0 && initializerRange < 10)) {
      throw new IllegalArgumentException("initializer_range is " + initializerRange);
    }
    share("hidden_dropout_prob", hiddenDropout);
    share("attention_probs_dropout_prob", attentionDropout);
    share("classifier_dropout", headDropout);
  }

  /** A BERT of this size with the settings that BERT came with (dropout 0.1, GELU). */
  public static BertConfig ofSize(int vocabulary, int hidden, int layers, int heads) {
    return new BertConfig(
        vocabulary,
        hidden,
        layers,
        heads,
        4 * hidden,
        512,
        2,
        0,
        Activation.GELU,
        1e-12,
        0.02,
        0.1,
        0.1,
        0.1);
  }

  /** The same shape with another rate for all three dropouts. */
  BertConfig withDropout(double rate) {
    return new BertConfig(
        vocabulary,
        hidden,
        layers,
        heads,
        intermediate,
        positions,
        types,
        padId,
        activation,
        layerNormEps,
        initializerRange,
        rate,
        rate,
        rate);
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
