package io.shoken.predict;

import io.shoken.classifier.reading.Verdicts;
import io.shoken.core.UserException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * For {@code spark.sql.extensions}: gives every session of an application the function {@code
 * shoken_findings(text)}, which reads with the folder that {@code spark.shoken.model} names.
 */
public final class FindingExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String MODEL = "spark.shoken.model";

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    Function1<Seq<Expression>, Expression> builder = FindingExtensions::expression;
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(FindingFunction.NAME),
            new ExpressionInfo(FindingExtensions.class.getName(), FindingFunction.NAME),
            builder));
    return BoxedUnit.UNIT;
  }

  private static Expression expression(Seq<Expression> arguments) {
    if (arguments.size() != 1) {
      throw UserException.usage(
          FindingFunction.NAME + " takes one text, not " + arguments.size() + " arguments");
    }
    SparkSession spark = SparkSession.active();
    String folder = spark.conf().get(MODEL, "");
    if (folder.isEmpty()) {
      throw UserException.usage(
          FindingFunction.NAME
              + " needs the option "
              + MODEL
              + ", the folder of a BERT classifier");
    }
    return new ScalaUDF(
        new OfString(FindingFunction.of(spark, folder)),
        Verdicts.type(),
        arguments,
        ScalaUDF.$lessinit$greater$default$4(),
        Option.empty(),
        Option.apply(FindingFunction.NAME),
        true,
        false);
  }

  private static final class OfString extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FindingFunction.Call call;

    OfString(FindingFunction.Call call) {
      this.call = call;
    }

    @Override
    public List<Row> apply(Object text) {
      return call.call((String) text);
    }
  }
}
