package io.shoken.classifier.bert.engine;

import io.shoken.domain.Finding;
import java.util.List;

/** Moves values between a model's own order of outputs and the order of {@link Finding}. */
public final class Outputs {
  private final int[] places;

  /**
   * @param order what each output of the model means, every finding once
   */
  public Outputs(List<Finding> order) {
    List<Finding> fileOrder = List.of(Finding.values());
    places = order.stream().mapToInt(fileOrder::indexOf).toArray();
  }

  public float[] toFindings(float[] outputs) {
    float[] findings = new float[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      findings[places[i]] = outputs[i];
    }
    return findings;
  }

  public float[] fromFindings(float[] findings) {
    float[] outputs = new float[findings.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = findings[places[i]];
    }
    return outputs;
  }
}
