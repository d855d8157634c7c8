package io.shoken;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** Holds the floors and rooms that {@code docs/concepts.md} draws. */
@AnalyzeClasses(packages = "io.shoken", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** From the ground up: a floor imports itself and what is below it. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("core", "domain", "console", "warehouse"),
          List.of("text", "quality", "classifier", "llm", "sandbox", "compose"),
          List.of(
              "ingest",
              "translate",
              "review",
              "score",
              "tokenize",
              "train",
              "predict",
              "label",
              "evaluate",
              "publish",
              "page"),
          List.of("app"));

  private static final List<String> STEPS = FLOORS.get(2);

  /** The inside of a step, with the step that it belongs to. */
  private static final List<List<String>> INSIDES =
      List.of(
          List.of("ingest.csv", "ingest"),
          List.of("translate.request", "translate"),
          List.of("translate.answer", "translate"),
          List.of("translate.pending", "translate"),
          List.of("translate.batch", "translate"),
          List.of("review.workbench", "review"),
          List.of("review.file", "review"),
          List.of("review.sample", "review"),
          List.of("review.agreement", "review"));

  private static final String[] PURE = {
    "io.shoken.core..",
    "io.shoken.domain..",
    "io.shoken.console..",
    "io.shoken.text..",
    "io.shoken.quality..",
    "io.shoken.classifier.evidence..",
    "io.shoken.classifier.split..",
    "io.shoken.classifier.statistics..",
    "io.shoken.classifier.bert..",
    "io.shoken.compose..",
    "io.shoken.sandbox.."
  };

  @ArchTest
  static final ArchRule everyClassIsInARoom =
      classes()
          .should()
          .resideInAnyPackage(
              FLOORS.stream().flatMap(List::stream).map(r -> room(r)).toArray(String[]::new));

  @ArchTest static final ArchRule floorsOnlyLookDown = floorsOnlyLookDown();

  @ArchTest
  static final ArchRule noStepImportsAStep =
      CompositeArchRule.of(
          STEPS.stream()
              .<ArchRule>map(
                  step ->
                      noClasses()
                          .that()
                          .resideInAPackage(room(step))
                          .should()
                          .dependOnClassesThat(
                              resideInAnyPackage(
                                  STEPS.stream()
                                      .filter(other -> !other.equals(step))
                                      .map(ArchitectureTest::room)
                                      .toArray(String[]::new)))
                          .allowEmptyShould(true))
              .toList());

  @ArchTest
  static final ArchRule theInsideOfAStepIsItsOwn =
      CompositeArchRule.of(
          INSIDES.stream()
              .<ArchRule>map(
                  inside ->
                      noClasses()
                          .that()
                          .resideOutsideOfPackage(room(inside.get(1)))
                          .should()
                          .dependOnClassesThat(resideInAPackage(room(inside.get(0))))
                          .allowEmptyShould(true))
              .toList());

  @ArchTest
  static final ArchRule pureRoomsKnowNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule onlyBertKnowsDjl =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.shoken.classifier.bert..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyLlmKnowsTheApiClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.shoken.llm..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.openai..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.shoken.(**)").should().beFreeOfCycles();

  private static String room(String name) {
    return "io.shoken." + name + "..";
  }

  private static ArchRule floorsOnlyLookDown() {
    List<ArchRule> rules = new ArrayList<>();
    for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
      String[] here = FLOORS.get(floor).stream().map(r -> room(r)).toArray(String[]::new);
      String[] above =
          FLOORS.subList(floor + 1, FLOORS.size()).stream()
              .flatMap(List::stream)
              .map(ArchitectureTest::room)
              .toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAnyPackage(here)
              .should()
              .dependOnClassesThat(resideInAnyPackage(above)));
    }
    return CompositeArchRule.of(rules);
  }
}
