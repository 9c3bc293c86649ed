package io.contacttriage.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.contacttriage");

  @Test
  void onlyTheDoorsSeeKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.contacttriage.job.doors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheJobSeesFlink() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.contacttriage.job..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheScoringModuleSeesOnnx() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.contacttriage.scoring.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheNativeTokenizerSeesItsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.contacttriage.scoring.tokenizer..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(PRODUCT);
  }
}
