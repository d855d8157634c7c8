package io.shoken.translate;

import static io.shoken.core.Setting.require;

import io.shoken.core.Inline;
import io.shoken.llm.LlmSettings;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.batch.BatchSettings;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.RecipeSettings;

/**
 * The settings of {@code translate}, grouped by the package that uses them. All keys of {@code llm}
 * and {@code recipe} stand in the block {@code translate} itself, such as {@code translate.model}.
 *
 * @param sentenceReuse a sentence is translated once for all texts that have it if at least this
 *     many texts do; 0 translates every text whole
 * @param privacy what becomes of a text that may name a person
 * @param checks what becomes of an answer whose text is faulty
 * @param maxFailedShare the share of the texts asked for, 0 to 1, that may end without a
 *     translation before the run counts as failed
 */
public record TranslateSettings(
    @Inline LlmSettings llm,
    @Inline RecipeSettings recipe,
    int sentenceReuse,
    PrivacySettings privacy,
    CheckSettings checks,
    BatchSettings batch,
    double maxFailedShare) {

  public TranslateSettings {
    require(
        sentenceReuse == 0 || sentenceReuse > 1, "sentence-reuse", sentenceReuse, "0 or 2 or more");
    require(
        maxFailedShare >= 0 && maxFailedShare <= 1, "max-failed-share", maxFailedShare, "0 to 1");
  }
}
