package io.contacttriage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.contacttriage.contact.Contact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms stand in a row: contact, text, scoring, routing; each knows only those before it. */
class ArchitectureTest {
  private static final List<String> ROOMS = List.of("contact", "text", "scoring", "routing");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.contacttriage");

  @Test
  void coreIsPlainJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..", "org.apache.kafka..", "ai.onnxruntime..", "ai.djl..")
        .check(CORE);
  }

  @Test
  void aRoomKnowsOnlyTheRoomsBeforeIt() {
    for (int room = 0; room < ROOMS.size() - 1; room++) {
      noClasses()
          .that()
          .resideInAPackage(packageOf(ROOMS.get(room)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packagesOf(ROOMS.subList(room + 1, ROOMS.size())))
          .check(CORE);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.contacttriage.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void theWordsOfAContactEndInTheTextRoom() {
    noClasses()
        .that()
        .resideInAnyPackage(packagesOf(List.of("scoring", "routing")))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Contact.class)
        .check(CORE);
  }

  @Test
  void everyClassHasARoom() {
    classes().should().resideInAnyPackage(packagesOf(ROOMS)).check(CORE);
  }

  private static String packageOf(String room) {
    return "io.contacttriage." + room + "..";
  }

  private static String[] packagesOf(List<String> rooms) {
    return rooms.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
