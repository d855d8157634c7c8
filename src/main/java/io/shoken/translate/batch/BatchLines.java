package io.shoken.translate.batch;

import io.shoken.llm.call.BatchFormat;
import io.shoken.translate.request.Conversation;
import io.shoken.translate.request.OutgoingText;
import io.shoken.translate.request.PrivacyFilter;
import io.shoken.translate.request.PrivacySettings;
import io.shoken.translate.request.Recipe;
import io.shoken.translate.request.Source;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns texts into lines of a batch's file: the requests that live calls would make, under their
 * keys. A text with something to mask or refuse is left to live calls.
 */
record BatchLines(Recipe recipe, PrivacySettings privacy)
    implements MapPartitionsFunction<Row, Row> {

  static final StructType SCHEMA =
      new StructType()
          .add("translation_key", DataTypes.StringType)
          .add("source_hash", DataTypes.StringType)
          .add("section", DataTypes.StringType)
          .add("line", DataTypes.StringType)
          .add("input_tokens", DataTypes.IntegerType)
          .add("source_tokens", DataTypes.IntegerType)
          .add("parameters", DataTypes.StringType);

  @Override
  public Iterator<Row> call(Iterator<Row> texts) {
    Stream<Row> rows = StreamSupport.stream(((Iterable<Row>) () -> texts).spliterator(), false);
    PrivacyFilter filter = new PrivacyFilter(privacy);
    return rows.map(Source::of).flatMap(source -> line(source, filter).stream()).iterator();
  }

  private Optional<Row> line(Source source, PrivacyFilter filter) {
    OutgoingText outgoing = filter.apply(source.text(), source.context());
    return outgoing.isUnchanged()
        ? Optional.of(line(source, recipe.conversation(source, outgoing)))
        : Optional.empty();
  }

  private static Row line(Source source, Conversation conversation) {
    return RowFactory.create(
        source.translationKey(),
        source.hash(),
        source.section(),
        BatchFormat.requestLine(source.translationKey(), conversation.request()),
        conversation.promptTokens(),
        conversation.textTokens(),
        source.parameters());
  }
}
