package mx.aldia.cfdi.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlTest {
  private static final String NBSP = "\u00a0";

  @Test
  void white_space_collapses_and_a_no_break_space_stays() {
    assertThat(WhiteSpace.collapse(" a \t\r\n b ")).isEqualTo("a b");
    assertThat(WhiteSpace.collapse("a" + NBSP + NBSP + "b" + NBSP))
        .isEqualTo("a" + NBSP + NBSP + "b" + NBSP);
    assertThat(WhiteSpace.collapse("   ")).isEmpty();
    assertThat(WhiteSpace.collapse("a b")).isEqualTo("a b");
  }

  @Test
  void a_document_type_is_refused_whatever_it_says() {
    assertThatThrownBy(
            () -> read("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a b=\"&x;\"/>"))
        .isInstanceOf(MalformedXml.class);
    assertThatThrownBy(() -> read("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>"))
        .isInstanceOf(MalformedXml.class);
  }

  @Test
  void what_is_no_xml_is_said_with_its_place() {
    assertThatThrownBy(() -> read("<a>\n<b>\n</a>"))
        .isInstanceOf(MalformedXml.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> read("")).isInstanceOf(MalformedXml.class);
  }

  @Test
  void depth_has_a_bound() {
    var deep = "<a>".repeat(100) + "</a>".repeat(100);

    assertThatThrownBy(() -> read(deep)).isInstanceOf(MalformedXml.class);
  }

  @Test
  void the_encoding_is_the_one_the_document_names() {
    var latin =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a n=\"España\"/>".getBytes(ISO_8859_1);

    assertThat(ReadXml.read(latin).text("n")).isEqualTo("España");
    assertThat(new String(XmlText.of(latin).bytes(), UTF_8))
        .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a n=\"España\"/>");
    assertThat(XmlText.of("<a n=\"ñ\"/>".getBytes(UTF_16)).bytes())
        .isEqualTo("<a n=\"ñ\"/>".getBytes(UTF_8));
    assertThat(XmlText.of("\ufeff<a/>".getBytes(UTF_8)).bytes()).isEqualTo("<a/>".getBytes(UTF_8));
  }

  @Test
  void attributes_of_the_root_change_and_no_other_character() {
    var text =
        """
        <?xml version='1.0'?><!-- <a Sello="no"> -->
        <x:a  one = 'A &gt; "B"'
          Sello=""\tlast="z > y"  ><b Sello="keep"/></x:a>
        """;

    assertThat(changed(text, Map.of("Sello", "S+/=")))
        .isEqualTo(text.replace("Sello=\"\"", "Sello=\"S+/=\""));
    assertThat(changed(text, Map.of("New", "1")))
        .isEqualTo(text.replace("y\"  >", "y\" New=\"1\"  >"));
    assertThat(changed("<a/>", Map.of("New", "1"))).isEqualTo("<a New=\"1\"/>");
  }

  @Test
  void a_complement_is_put_where_sat_wants_it() {
    assertThat(complemented("<c:A><c:B/></c:A>"))
        .isEqualTo("<c:A><c:B/><c:Complemento><t/></c:Complemento></c:A>");
    assertThat(complemented("<c:A><c:Complemento><x><c:Complemento/></x></c:Complemento></c:A>"))
        .isEqualTo("<c:A><c:Complemento><x><c:Complemento/></x><t/></c:Complemento></c:A>");
    assertThat(complemented("<c:A><c:Complemento/></c:A>"))
        .isEqualTo("<c:A><c:Complemento><t/></c:Complemento></c:A>");
    assertThat(complemented("<c:A><c:B x='>'/><!--</c:A>--><c:Addenda><y/></c:Addenda></c:A>"))
        .isEqualTo(
            "<c:A><c:B x='>'/><!--</c:A>--><c:Complemento><t/></c:Complemento>"
                + "<c:Addenda><y/></c:Addenda></c:A>");
  }

  @Test
  void what_is_written_is_read_back() {
    var written =
        Element.cfdi("A")
            .with("xmlns:cfdi", Namespaces.CFDI)
            .with("n", "<&\"'>\n\té" + NBSP)
            .build();

    assertThat(ReadXml.read(WriteXml.bytes(written)).attributes()).isEqualTo(written.attributes());
    assertThatThrownBy(() -> WriteXml.text(Element.cfdi("A").with("n", "\u0001").build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Element read(String xml) {
    return ReadXml.read(xml.getBytes(UTF_8));
  }

  private static String changed(String xml, Map<String, String> values) {
    return XmlText.of(xml.getBytes(UTF_8)).withRootAttributes(values).toString();
  }

  private static String complemented(String xml) {
    return XmlText.of(xml.getBytes(UTF_8)).withComplemento("c:", "<t/>").toString();
  }
}
