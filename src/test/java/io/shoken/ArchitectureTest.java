package io.shoken;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's walls: dependencies point one way, and each library has its place. */
@AnalyzeClasses(packages = "io.shoken", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "..report..",
    "..csv..",
    "..japanese..",
    "..score..",
    "..check..",
    "..privacy..",
    "..evidence..",
    "..bert..",
    "..finetune..",
    "..compose..",
    "..sandbox.."
  };

  @ArchTest
  static final ArchRule theLogicKnowsNoSpark =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheModelPackageKnowsDjl =
      noClasses()
          .that()
          .resideOutsideOfPackage("..bert..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule onlyTranslateKnowsTheApiClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("..translate..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.openai..");

  @ArchTest
  static final ArchRule nobodyDependsOnTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("..app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..app..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.shoken.(*)..").should().beFreeOfCycles();
}
