package mx.aldia.local;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.Mac;
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

  /** What runs in AWS. */
  private static final String[] SHIPPED =
      Stream.of(
              Stream.of(FUNCTIONS),
              Stream.of(LEAVES),
              Stream.of(
                  "mx.aldia.domain..",
                  "mx.aldia.json..",
                  "mx.aldia.sending..",
                  "mx.aldia.sheets..",
                  "mx.aldia.pacs.."))
          .flatMap(it -> it)
          .toArray(String[]::new);

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
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(SHIPPED)
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

  @Test
  void chance_is_drawn_from_the_one_generator_that_a_snapshot_does_not_repeat() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(SHIPPED)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Random.class.getName())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(SplittableRandom.class.getName())
            .orShould()
            .callMethod(Math.class, "random"));
    holds(
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(SHIPPED)
            .should()
            .haveRawType(assignableTo(RandomGenerator.class))
            .orShould()
            .haveRawType(UUID.class));
  }

  /**
   * A comparison that ends at the first difference tells by its time how much was guessed. Whoever
   * makes a signature or a hash therefore compares by {@code MessageDigest.isEqual}; what else it
   * compares is no secret, and is named here.
   */
  @Test
  void what_is_secret_is_compared_in_constant_time() {
    holds(
        classes()
            .that()
            .resideInAnyPackage(SHIPPED)
            .and(workWithSecrets())
            .should(
                endNoComparisonEarlyBut(
                    Map.of(
                        "StripeSignature.parse", "the names t and v1 of the header's parts",
                        "RecogniseCaller.recognise", "the mode that a key says of itself",
                        "Links.find", "what a link is for, as the table has it"))));
    for (var judge : List.of("StripeSignature", "Cursors", "RecogniseCaller")) {
      holds(
          classes()
              .that()
              .haveSimpleName(judge)
              .should(call("MessageDigest.isEqual", it -> it.getName().equals("isEqual"))));
    }
  }

  private static DescribedPredicate<JavaClass> workWithSecrets() {
    return DescribedPredicate.describe(
        "make signatures or hashes",
        it ->
            it.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .anyMatch(
                    to -> to.isEquivalentTo(Mac.class) || to.isEquivalentTo(MessageDigest.class)));
  }

  private static ArchCondition<JavaClass> endNoComparisonEarlyBut(Map<String, String> looked) {
    var early = Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "compare");
    var of = Set.of("java.lang.String", "java.util.Arrays", "java.util.Objects");
    return new ArchCondition<>("compare in constant time") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var call : type.getMethodCallsFromSelf()) {
          var place = type.getSimpleName() + "." + call.getOrigin().getName();
          if (early.contains(call.getName())
              && of.contains(call.getTargetOwner().getFullName())
              && !looked.containsKey(place)) {
            events.add(SimpleConditionEvent.violated(call, place + ": " + call.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> call(String what, Predicate<JavaMethodCall> wanted) {
    return new ArchCondition<>("call " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getMethodCallsFromSelf().stream().noneMatch(wanted)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
        }
      }
    };
  }
}
