package io.contacttriage.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.contacttriage", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule ONLY_THE_DOORS_SEE_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.contacttriage.job.doors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

  @ArchTest
  static final ArchRule ONLY_THE_JOB_SEES_FLINK =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.contacttriage.job..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule THE_CORE_SEES_NO_ONNX =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.contacttriage.contact..", "io.contacttriage.text..", "io.contacttriage.routing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule THE_ROOMS_SEE_NO_ONNX =
      noClasses()
          .that()
          .resideInAPackage("io.contacttriage.job..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");
}
