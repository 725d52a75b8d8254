package mx.aldia.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

final class TemplateReadingTest {
  @Test
  void a_short_intrinsic_reads_as_its_long_form() {
    var root =
        Template.parse(
                """
                a: !Ref Table
                b: !GetAtt Table.Arn
                c: !Sub "x-${Table}"
                d: [!GetAtt [Table, StreamArn]]
                e: !Not [!Equals [!Ref X, ""]]
                """)
            .root();

    assertThat(root.get("a").value()).isEqualTo(Map.of("Ref", "Table"));
    assertThat(root.get("b").value()).isEqualTo(Map.of("Fn::GetAtt", List.of("Table", "Arn")));
    assertThat(root.get("c").value()).isEqualTo(Map.of("Fn::Sub", "x-${Table}"));
    assertThat(root.get("d").elements().getFirst().value())
        .isEqualTo(Map.of("Fn::GetAtt", List.of("Table", "StreamArn")));
    assertThat(root.get("e").value())
        .isEqualTo(
            Map.of("Fn::Not", List.of(Map.of("Fn::Equals", List.of(Map.of("Ref", "X"), "")))));
  }

  @Test
  void what_is_missing_is_named_by_its_path() {
    var root = Template.parse("Resources: {Table: {Type: T}}").root();

    assertThat(root.get("Resources").get("Bus").get("Properties").exists()).isFalse();
    assertThatThrownBy(() -> root.get("Resources").get("Bus").get("Type").text())
        .hasMessageContaining("/Resources/Bus/Type");
  }

  @Test
  void the_table_has_three_indexes_of_keys_only_and_a_stream() {
    var request =
        new TableDefinition(Template.of(Path.of(System.getProperty("aldia.root", "../.."))))
            .request("t");

    assertThat(request.globalSecondaryIndexes())
        .extracting(GlobalSecondaryIndex::indexName)
        .containsExactly("byOwner", "byDue", "byMonth");
    assertThat(request.globalSecondaryIndexes())
        .allSatisfy(
            index ->
                assertThat(index.projection().projectionType())
                    .isEqualTo(ProjectionType.KEYS_ONLY));
    assertThat(request.streamSpecification().streamViewTypeAsString())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(request.attributeDefinitions()).hasSize(8);
  }
}
