package io.shoken.translate.batch;

import io.shoken.llm.Price;
import io.shoken.llm.call.BatchFormat;
import io.shoken.llm.call.FailureKind;
import io.shoken.llm.call.FailureKind.Scope;
import io.shoken.llm.call.TokenUsage;
import io.shoken.translate.answer.AnswerJudge;
import io.shoken.translate.answer.CheckSettings;
import io.shoken.translate.answer.Translation;
import io.shoken.translate.answer.Translation.Cost;
import io.shoken.translate.answer.Translation.Failed;
import io.shoken.translate.answer.Translation.Translated;
import io.shoken.translate.answer.TranslationRows;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns results of batches into rows of {@code translations}, judged as answers of live calls are.
 * Results that concern every request, such as a wrong key, make no row: their texts stay pending.
 *
 * @param price at the batch's rate, null where it is not known
 * @param checks as for an answer of the live path, but nothing is asked for again here
 */
record BatchRows(Recipe recipe, Price price, CheckSettings checks)
    implements MapPartitionsFunction<Row, Row> {

  private static final Cost UNPAID = new Cost(TokenUsage.NONE, 1, 0);
  private static final List<String> OF_EXPORT = List.of("provider", "model", "prompt_id");

  @Override
  public Iterator<Row> call(Iterator<Row> results) {
    TranslationRows rows =
        new TranslationRows(recipe, Optional.ofNullable(price), Clock.systemUTC());
    // What was masked cannot be restored here, so an export has no text with something to mask.
    AnswerJudge judge = new AnswerJudge(checks);
    Stream<Row> all = StreamSupport.stream(((Iterable<Row>) () -> results).spliterator(), false);
    return all.flatMap(
            result ->
                translation(result, judge).stream()
                    .map(translation -> rows.of(Source.of(result), translation))
                    .map(row -> underItsExport(row, result)))
        .iterator();
  }

  private static Optional<Translation> translation(Row result, AnswerJudge judge) {
    String detail = result.getAs("detail");
    boolean answered = result.<Integer>getAs("kind") == ResultLine.Kind.ANSWERED.rank;
    return answered ? Optional.of(checked(result, answer(detail), judge)) : refusal(detail);
  }

  private static Translation checked(Row result, Translation answer, AnswerJudge judge) {
    if (!(answer instanceof Translated translated)) {
      return answer;
    }
    return judge.judge(OutgoingText.unguarded(Source.of(result).text(), null), translated);
  }

  private static Translation answer(String body) {
    return BatchFormat.answer(body)
        .map(a -> Translation.of(a, new Cost(a.usage(), 1, 0)))
        .orElseGet(() -> new Failed(FailureKind.INVALID_ANSWER.key(), null, UNPAID));
  }

  private static Optional<Translation> refusal(String kindAndDescription) {
    String[] words = kindAndDescription.split(" ", 2);
    FailureKind kind = FailureKind.valueOf(words[0]);
    return kind.scope() == Scope.JOB || kind == FailureKind.ALLOWANCE
        ? Optional.empty()
        : Optional.of(Translation.unusable(kind, kind.key() + ": " + words[1], null, UNPAID));
  }

  /** The settings may have changed since; the key was made of those of the export. */
  private static Row underItsExport(Row row, Row result) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      String column = TranslationRows.SCHEMA.fieldNames()[i];
      values[i] = OF_EXPORT.contains(column) ? result.getAs(column) : row.get(i);
    }
    return RowFactory.create(values);
  }
}
