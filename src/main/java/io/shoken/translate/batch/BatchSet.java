package io.shoken.translate.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.shoken.translate.request.Recipe;
import java.util.List;

/**
 * What one export wrote: {@code <warehouse>/batches/<id>/set.json}, the last of its files.
 *
 * @param id made of the time
 * @param provider of the recipe, as are the next three: the values of the columns
 * @param byText as {@link Recipe#byText}; null in exports that are older than it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchSet(
    String id,
    String provider,
    String model,
    String promptId,
    String parameters,
    String byText,
    List<Part> parts) {

  /**
   * One file of requests, which becomes one batch.
   *
   * @param name such as {@code part-00001}
   * @param bytes of the file
   * @param inputTokens of all its prompts, as counted here
   * @param sourceTokens of the texts alone
   */
  public record Part(String name, int requests, long bytes, long inputTokens, long sourceTokens) {}

  /** Where a part's files begin, below the folder of batches. */
  public String address(Part part) {
    return id + "/" + part.name();
  }

  boolean isOf(Recipe recipe) {
    return provider.equals(recipe.provider())
        && model.equals(recipe.model())
        && promptId.equals(recipe.promptId())
        && parameters.equals(recipe.parameters())
        && (byText == null ? "" : byText).equals(recipe.byText());
  }
}
