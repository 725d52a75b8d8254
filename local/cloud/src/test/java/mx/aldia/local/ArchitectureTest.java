package mx.aldia.local;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** Who may know whom: docs/adr and README say why. */
class ArchitectureTest {
  private static final String[] FUNCTIONS = {
    "mx.aldia.authorizer..",
    "mx.aldia.tenants..",
    "mx.aldia.issuance..",
    "mx.aldia.documents..",
    "mx.aldia.delivery..",
    "mx.aldia.stamping..",
    "mx.aldia.payments..",
    "mx.aldia.reminders..",
    "mx.aldia.thanks..",
    "mx.aldia.portal..",
    "mx.aldia.reading..",
    "mx.aldia.relay.."
  };

  private static final String[] LEAVES = {
    "mx.aldia.table..",
    "mx.aldia.channels..",
    "mx.aldia.gateways..",
    "mx.aldia.letters..",
    "mx.aldia.paper..",
    "mx.aldia.edge..",
    "mx.aldia.cfdi.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("mx.aldia");

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void the_domain_is_java_and_nothing_else() {
    holds(
        classes()
            .that()
            .resideInAPackage("mx.aldia.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("mx.aldia.domain..", "java..", "org.jspecify.."));
  }

  @Test
  void cfdi_knows_the_domain_and_the_jdk() {
    holds(
        classes()
            .that()
            .resideInAPackage("mx.aldia.cfdi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "mx.aldia.cfdi..",
                "mx.aldia.domain..",
                "java..",
                "javax..",
                "org.w3c..",
                "org.xml..",
                "org.jspecify.."));
  }

  @Test
  void shared_modules_know_the_domain_and_not_each_other() {
    for (var leaf : LEAVES) {
      for (var other : LEAVES) {
        if (!leaf.equals(other)) {
          holds(
              noClasses()
                  .that()
                  .resideInAPackage(leaf)
                  .should()
                  .dependOnClassesThat(resideInAPackage(other)));
        }
      }
      holds(
          noClasses()
              .that()
              .resideInAPackage(leaf)
              .should()
              .dependOnClassesThat(resideInAnyPackage(FUNCTIONS)));
    }
  }

  @Test
  void certifiers_are_asked_by_who_knows_cfdi_and_json_and_nothing_of_ours_besides() {
    holds(
        classes()
            .that()
            .resideInAPackage("mx.aldia.pacs..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "mx.aldia.pacs..",
                "mx.aldia.cfdi..",
                "mx.aldia.domain..",
                "com.fasterxml.jackson..",
                "java..",
                "javax..",
                "org.w3c..",
                "org.xml..",
                "org.jspecify.."));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(LEAVES)
            .should()
            .dependOnClassesThat(resideInAPackage("mx.aldia.pacs..")));
  }

  @Test
  void no_function_knows_another() {
    for (var function : FUNCTIONS) {
      for (var other : FUNCTIONS) {
        if (!function.equals(other)) {
          holds(
              noClasses()
                  .that()
                  .resideInAPackage(function)
                  .should()
                  .dependOnClassesThat(resideInAPackage(other)));
        }
      }
    }
  }

  @Test
  void a_class_is_named_by_its_business_and_not_by_its_place_in_a_pattern() {
    holds(
        noClasses()
            .that(alwaysTrue())
            .should()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("DTO"));
  }

  @Test
  void nobody_reads_the_wall_clock_by_itself() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage("mx.aldia..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now"));
  }

  @Test
  void functions_and_shared_modules_log_and_do_not_print() {
    var quiet = new String[FUNCTIONS.length + LEAVES.length + 1];
    System.arraycopy(FUNCTIONS, 0, quiet, 0, FUNCTIONS.length);
    System.arraycopy(LEAVES, 0, quiet, FUNCTIONS.length, LEAVES.length);
    quiet[quiet.length - 1] = "mx.aldia.pacs..";
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(quiet)
            .and()
            .doNotHaveFullyQualifiedName("mx.aldia.edge.Log")
            .and()
            .resideOutsideOfPackage("mx.aldia.cfdi.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void no_binary_fraction_comes_near_money() {
    holds(
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("mx.aldia.domain..", "mx.aldia.table..", "mx.aldia.payments..")
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(Float.class));
  }
}
