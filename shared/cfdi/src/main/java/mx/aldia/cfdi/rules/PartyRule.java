package mx.aldia.cfdi.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mx.aldia.cfdi.catalog.Catalog;
import mx.aldia.cfdi.catalog.Persona;
import mx.aldia.cfdi.xml.Element;

/** The global invoice, the issuer and the receiver: CFDI40130 to CFDI40161. */
public enum PartyRule implements Rule {
  GLOBAL_INVOICE_IS_TO_THE_PUBLIC(
      "CFDI40130",
      "InformacionGlobal y el receptor XAXX010101000 «PUBLICO EN GENERAL» van juntos: pon ambos o"
          + " ninguno. Para un cliente sin RFC usa su nombre.",
      "InformacionGlobal and the receiver XAXX010101000 «PUBLICO EN GENERAL» go together: both or"
          + " neither. For a customer without RFC write the customer's name.",
      PartyRule::global),
  PERIODICITY_IS_SATS(
      "CFDI40131",
      "La periodicidad {seen} no existe: 01 diaria, 02 semanal, 03 quincenal, 04 mensual, 05"
          + " bimestral.",
      "There is no periodicity {seen}: 01 daily, 02 weekly, 03 fortnightly, 04 monthly, 05"
          + " bimonthly.",
      (cfdi, report) -> globalKey(cfdi, report, Catalog.PERIODICIDAD, "Periodicidad")),
  BIMONTHLY_IS_FOR_REGIME_621(
      "CFDI40132",
      "La factura global bimestral (05) es solo del régimen 621; usa otra periodicidad.",
      "The bimonthly global invoice (05) is for regime 621 alone; use another periodicity.",
      (cfdi, report) -> {
        var emisor = cfdi.emisor();
        for (var global : cfdi.root().children("InformacionGlobal")) {
          if (emisor.isPresent()
              && global.text("Periodicidad").equals("05")
              && !emisor.get().text("RegimenFiscal").equals("621")) {
            report.attribute(emisor.get(), "RegimenFiscal", "621");
          }
        }
      }),
  MONTHS_ARE_SATS(
      "CFDI40133",
      "El mes {seen} no existe: 01 a 12, o 13 a 18 para bimestres.",
      "There is no month {seen}: 01 to 12, or 13 to 18 for two months.",
      (cfdi, report) -> globalKey(cfdi, report, Catalog.MESES, "Meses")),
  MONTH_IS_ONE_OF_TWELVE(
      "CFDI40134",
      "Con esa periodicidad el mes es de 01 a 12; trae {seen}.",
      "With that periodicity the month is 01 to 12; it says {seen}.",
      (cfdi, report) -> months(cfdi, report, false)),
  TWO_MONTHS_ARE_13_TO_18(
      "CFDI40135",
      "Con periodicidad bimestral los meses son de 13 a 18; trae {seen}.",
      "With bimonthly periodicity the months are 13 to 18; it says {seen}.",
      (cfdi, report) -> months(cfdi, report, true)),
  YEAR_IS_THIS_OR_THE_LAST(
      "CFDI40136",
      "El año de la factura global es el de la fecha o el anterior; trae {seen}.",
      "The global invoice's year is that of its date or the one before; it says {seen}.",
      (cfdi, report) -> {
        var moment = cfdi.moment();
        for (var global : cfdi.root().children("InformacionGlobal")) {
          var year = global.text("Año");
          if (moment != null
              && global.has("Año")
              && !year.equals(String.valueOf(moment.getYear()))
              && !year.equals(String.valueOf(moment.getYear() - 1))) {
            report.attribute(
                global, "Año", "%d, %d".formatted(moment.getYear() - 1, moment.getYear()));
          }
        }
      }),
  RELATION_IS_SATS(
      "CFDI40137",
      "El tipo de relación {seen} no existe: 01 nota de crédito, 03 devolución, 04 sustitución, 07"
          + " anticipo.",
      "There is no relation {seen}: 01 credit note, 03 return, 04 substitution, 07 advance.",
      (cfdi, report) ->
          cfdi.root().children("CfdiRelacionados").stream()
              .filter(r -> cfdi.refuses(Catalog.TIPO_RELACION, r, "TipoRelacion"))
              .forEach(r -> report.attribute(r, "TipoRelacion", "c_TipoRelacion"))),
  ISSUER_NAME_AS_REGISTERED(
      "CFDI40139",
      "Escribe tu nombre como en tu Constancia de Situación Fiscal: en mayúsculas y sin el régimen"
          + " de capital (SA DE CV y similares): {expected}.",
      "Write your name as on your Constancia de Situación Fiscal: in capitals and without the kind"
          + " of company (SA DE CV and the like): {expected}.",
      false,
      (cfdi, report) -> name(cfdi.emisor(), report)),
  ISSUER_REGIME_IS_SATS(
      "CFDI40140",
      "El régimen fiscal {seen} del emisor no existe; está en tu Constancia de Situación Fiscal.",
      "There is no tax regime {seen}; the issuer's is on its Constancia de Situación Fiscal.",
      (cfdi, report) -> regime(cfdi, report, cfdi.emisor(), "RegimenFiscal")),
  ISSUER_REGIME_FITS_THE_PERSON(
      "CFDI40141",
      "El régimen {seen} no es de una persona {expected}, como lo es el RFC del emisor.",
      "Regime {seen} is not for a persona {expected}, which the issuer's RFC is.",
      (cfdi, report) -> regimeFits(cfdi, report, cfdi.emisor(), "RegimenFiscal")),
  OPERATION_NUMBER_HAS_TEN_DIGITS(
      "CFDI40142",
      "FacAtrAdquirente {seen} no es un número de operación de SAT: son 10 dígitos.",
      "FacAtrAdquirente {seen} is no operation number of SAT: it has 10 digits.",
      (cfdi, report) ->
          cfdi.emisor()
              .filter(e -> e.has("FacAtrAdquirente"))
              .filter(e -> !Decimals.isNumber(e.text("FacAtrAdquirente"), 10))
              .ifPresent(e -> report.attribute(e, "FacAtrAdquirente", "10 dígitos"))),
  RECEIVER_NAME_AS_REGISTERED(
      "CFDI40145",
      "Escribe el nombre del cliente como en su Constancia de Situación Fiscal: en mayúsculas y"
          + " sin el régimen de capital (SA DE CV y similares): {expected}.",
      "Write the customer's name as on its Constancia de Situación Fiscal: in capitals and without"
          + " the kind of company (SA DE CV and the like): {expected}.",
      false,
      (cfdi, report) -> name(cfdi.receptor(), report)),
  PUBLIC_IN_GENERAL_HAS_THE_GENERIC_RFC(
      "CFDI40146",
      "«PUBLICO EN GENERAL» va con el RFC XAXX010101000; trae {seen}.",
      "«PUBLICO EN GENERAL» goes with the RFC XAXX010101000; it says {seen}.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(PartyRule::isThePublic)
              .filter(r -> !r.text("Rfc").equals(Cfdi.GENERIC_NATIONAL))
              .ifPresent(r -> report.attribute(r, "Rfc", Cfdi.GENERIC_NATIONAL))),
  RECEIVER_POSTAL_CODE_EXISTS(
      "CFDI40147",
      "El código postal {seen} del cliente no existe; está en su Constancia de Situación Fiscal.",
      "There is no postal code {seen}; the customer's is on its Constancia de Situación Fiscal.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> Decimals.isNumber(r.text("DomicilioFiscalReceptor"), 5))
              .filter(r -> cfdi.refuses(Catalog.CODIGO_POSTAL, r, "DomicilioFiscalReceptor"))
              .ifPresent(r -> report.attribute(r, "DomicilioFiscalReceptor", "c_CodigoPostal"))),
  GENERIC_RECEIVER_LIVES_WHERE_IT_IS_ISSUED(
      "CFDI40149",
      "Con RFC genérico el código postal del receptor es el del lugar de expedición: {expected};"
          + " trae {seen}.",
      "With a generic RFC the receiver's postal code is the place of issue: {expected}; it says"
          + " {seen}.",
      (cfdi, report) -> {
        var place = cfdi.root().text("LugarExpedicion");
        generic(cfdi)
            .filter(r -> !r.text("DomicilioFiscalReceptor").equals(place))
            .ifPresent(r -> report.attribute(r, "DomicilioFiscalReceptor", place));
      }),
  RESIDENCE_IS_A_COUNTRY(
      "CFDI40150",
      "El país {seen} no existe; usa sus tres letras, como USA.",
      "There is no country {seen}; use its three letters, such as USA.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> r.has("ResidenciaFiscal"))
              .filter(r -> !isCountry(r.text("ResidenciaFiscal")))
              .ifPresent(r -> report.attribute(r, "ResidenciaFiscal", "ISO 3166-1 alpha-3"))),
  NATIONAL_RECEIVER_HAS_NO_RESIDENCE_ABROAD(
      "CFDI40151",
      "Un cliente con RFC de México no lleva ResidenciaFiscal; quítala.",
      "A customer with a Mexican RFC has no ResidenciaFiscal; take it out.",
      (cfdi, report) -> onlyForeign(cfdi, report, "ResidenciaFiscal")),
  RESIDENCE_ABROAD_IS_NOT_MEXICO(
      "CFDI40152",
      "La residencia fiscal de un extranjero no es MEX; escribe su país.",
      "A foreigner's tax residence is not MEX; write the country.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> r.text("ResidenciaFiscal").equals("MEX"))
              .ifPresent(r -> report.attribute(r, "ResidenciaFiscal", "≠ MEX"))),
  FOREIGN_TAX_ID_HAS_ITS_COUNTRY(
      "CFDI40153",
      "Con NumRegIdTrib falta el país: escribe la ResidenciaFiscal, como USA.",
      "NumRegIdTrib needs its country: write ResidenciaFiscal, such as USA.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> r.text("Rfc").equals(Cfdi.GENERIC_FOREIGN))
              .filter(r -> r.has("NumRegIdTrib") || cfdi.hasForeignTrade())
              .filter(r -> !r.has("ResidenciaFiscal"))
              .ifPresent(r -> report.attribute(r, "ResidenciaFiscal", "ISO 3166-1 alpha-3"))),
  NATIONAL_RECEIVER_HAS_NO_FOREIGN_TAX_ID(
      "CFDI40154",
      "Un cliente con RFC de México no lleva NumRegIdTrib; quítalo.",
      "A customer with a Mexican RFC has no NumRegIdTrib; take it out.",
      (cfdi, report) -> onlyForeign(cfdi, report, "NumRegIdTrib")),
  EXPORT_RECEIVER_HAS_A_FOREIGN_TAX_ID(
      "CFDI40155",
      "Con el complemento de Comercio Exterior falta el número de identidad fiscal del cliente en"
          + " su país (NumRegIdTrib).",
      "With the foreign trade complement the customer's tax id at home (NumRegIdTrib) is missing.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> r.text("Rfc").equals(Cfdi.GENERIC_FOREIGN))
              .filter(r -> cfdi.hasForeignTrade() && !r.has("NumRegIdTrib"))
              .ifPresent(r -> report.attribute(r, "NumRegIdTrib", "1 - 40"))),
  FOREIGN_TAX_ID_HAS_ITS_COUNTRYS_FORM(
      "CFDI40156",
      "El número de identidad fiscal {seen} no tiene la forma de su país: nueve dígitos.",
      "The tax id {seen} does not have its country's form: nine digits.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> r.has("NumRegIdTrib"))
              .filter(r -> Set.of("USA", "CAN").contains(r.text("ResidenciaFiscal")))
              .filter(r -> !Decimals.isNumber(r.text("NumRegIdTrib"), 9))
              .ifPresent(r -> report.attribute(r, "NumRegIdTrib", "9 dígitos"))),
  RECEIVER_REGIME_IS_SATS(
      "CFDI40157",
      "El régimen fiscal {seen} del cliente no existe; está en su Constancia de Situación Fiscal.",
      "There is no tax regime {seen}; the customer's is on its Constancia de Situación Fiscal.",
      (cfdi, report) -> regime(cfdi, report, cfdi.receptor(), "RegimenFiscalReceptor")),
  RECEIVER_REGIME_FITS_THE_PERSON(
      "CFDI40158",
      "El régimen {seen} no corresponde a una persona {expected}, como lo es el RFC del cliente;"
          + " con RFC genérico es 616.",
      "Regime {seen} does not fit a persona {expected}, which the customer's RFC is; with a"
          + " generic RFC it is 616.",
      (cfdi, report) -> {
        regimeFits(cfdi, report, cfdi.receptor(), "RegimenFiscalReceptor");
        generic(cfdi)
            .filter(r -> cfdi.allows(Catalog.REGIMEN_FISCAL, r.text("RegimenFiscalReceptor")))
            .filter(r -> fits(cfdi, r, "RegimenFiscalReceptor"))
            .filter(r -> !r.text("RegimenFiscalReceptor").equals("616"))
            .ifPresent(r -> report.attribute(r, "RegimenFiscalReceptor", "616"));
      }),
  USE_IS_SATS(
      "CFDI40160",
      "El uso {seen} no existe; el más común es G03 gastos en general.",
      "There is no use {seen}; the most common is G03 general expenses.",
      (cfdi, report) ->
          cfdi.receptor()
              .filter(r -> cfdi.refuses(Catalog.USO_CFDI, r, "UsoCFDI"))
              .ifPresent(r -> report.attribute(r, "UsoCFDI", "c_UsoCFDI"))),
  USE_FITS_THE_RECEIVER(
      "CFDI40161",
      "El uso {seen} no corresponde a la persona y el régimen del cliente; puede ser {expected}.",
      "Use {seen} does not fit the customer's kind and regime; it may be {expected}.",
      PartyRule::use);

  private static final Pattern CAPITAL_REGIME =
      Pattern.compile(
          "[ ,]+(S\\.? ?A\\.? ?P\\.? ?I\\.? DE C\\.? ?V\\.?|S\\.? ?A\\.? ?B\\.? DE C\\.? ?V\\.?"
              + "|S\\.? ?A\\.? DE C\\.? ?V\\.?|S\\.? ?(DE )?R\\.? ?L\\.?( DE C\\.? ?V\\.?)?"
              + "|S\\.? ?C\\.?( DE (R\\.? ?L\\.?|P\\.?)( DE C\\.? ?V\\.?)?)?"
              + "|S\\.? ?A\\.? ?S\\.?( DE C\\.? ?V\\.?)?|S DE CV|S\\.? ?A\\.?|A\\.? ?C\\.?)$");

  @SuppressWarnings("ImmutableEnumChecker") // text and a function without state
  private final Demand demand;

  PartyRule(String code, String spanish, String english, Check check) {
    this.demand = Demand.of(code, spanish, english, check);
  }

  PartyRule(String code, String spanish, String english, boolean blocks, Check check) {
    this.demand = new Demand(code, spanish, english, blocks, check);
  }

  @Override
  public Demand demand() {
    return demand;
  }

  /** The name in capitals without the kind of company: a suggestion, never written by itself. */
  public static String suggestedName(String name) {
    return CAPITAL_REGIME.matcher(name.toUpperCase(Locale.ROOT)).replaceFirst("").strip();
  }

  private static void global(Cfdi cfdi, Report report) {
    var receptor = cfdi.receptor();
    if (receptor.isEmpty()) {
      return;
    }
    boolean toThePublic =
        isThePublic(receptor.get()) && receptor.get().text("Rfc").equals(Cfdi.GENERIC_NATIONAL);
    var global = cfdi.root().child("InformacionGlobal");
    if (global.isPresent() && !toThePublic) {
      report.element(
          receptor.get(),
          receptor.get().text("Rfc") + " " + receptor.get().text("Nombre"),
          Cfdi.GENERIC_NATIONAL + " PUBLICO EN GENERAL");
    } else if (global.isEmpty() && toThePublic && cfdi.type().equals("I")) {
      report.missing(cfdi.root(), "cfdi:InformacionGlobal", "InformacionGlobal");
    }
  }

  private static void globalKey(Cfdi cfdi, Report report, Catalog catalog, String attribute) {
    cfdi.root().children("InformacionGlobal").stream()
        .filter(global -> cfdi.refuses(catalog, global, attribute))
        .forEach(global -> report.attribute(global, attribute, catalog.satName()));
  }

  private static void months(Cfdi cfdi, Report report, boolean bimonthly) {
    for (var global : cfdi.root().children("InformacionGlobal")) {
      var months = global.text("Meses");
      boolean two = months.compareTo("13") >= 0;
      if (global.text("Periodicidad").equals("05") == bimonthly
          && cfdi.allows(Catalog.MESES, months)
          && two != bimonthly) {
        report.attribute(global, "Meses", bimonthly ? "13 - 18" : "01 - 12");
      }
    }
  }

  private static boolean isThePublic(Element receptor) {
    return receptor.text("Nombre").equals("PUBLICO EN GENERAL");
  }

  private static void name(Optional<Element> party, Report report) {
    party
        .filter(p -> !p.text("Nombre").equals(suggestedName(p.text("Nombre"))))
        .ifPresent(p -> report.attribute(p, "Nombre", suggestedName(p.text("Nombre"))));
  }

  private static void regime(Cfdi cfdi, Report report, Optional<Element> party, String attribute) {
    party
        .filter(p -> cfdi.refuses(Catalog.REGIMEN_FISCAL, p, attribute))
        .ifPresent(p -> report.attribute(p, attribute, "c_RegimenFiscal"));
  }

  private static void regimeFits(
      Cfdi cfdi, Report report, Optional<Element> party, String attribute) {
    party
        .filter(p -> p.has("Rfc") && !fits(cfdi, p, attribute))
        .ifPresent(
            p ->
                report.attribute(
                    p, attribute, Persona.of(p.text("Rfc")).name().toLowerCase(Locale.ROOT)));
  }

  private static boolean fits(Cfdi cfdi, Element party, String attribute) {
    return cfdi.catalogs().regimeFits(party.text(attribute), Persona.of(party.text("Rfc")));
  }

  private static Optional<Element> generic(Cfdi cfdi) {
    return cfdi.receptor().filter(r -> Cfdi.isGeneric(r.text("Rfc")));
  }

  private static void onlyForeign(Cfdi cfdi, Report report, String attribute) {
    cfdi.receptor()
        .filter(r -> r.has(attribute) && !r.text("Rfc").equals(Cfdi.GENERIC_FOREIGN))
        .ifPresent(r -> report.excess(r, attribute));
  }

  private static boolean isCountry(String code) {
    return code.equals("ZZZ")
        || Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).contains(code);
  }

  private static void use(Cfdi cfdi, Report report) {
    var receptor = cfdi.receptor();
    if (receptor.isEmpty()
        || !receptor.get().has("UsoCFDI")
        || !cfdi.allows(Catalog.USO_CFDI, receptor.get().text("UsoCFDI"))) {
      return;
    }
    var use = receptor.get().text("UsoCFDI");
    var rfc = receptor.get().text("Rfc");
    var regime = receptor.get().text("RegimenFiscalReceptor");
    var persona = Persona.of(rfc);
    if (cfdi.type().equals("P")) {
      if (!use.equals("CP01")) {
        report.attribute(receptor.get(), "UsoCFDI", "CP01");
      }
    } else if (Cfdi.isGeneric(rfc)) {
      // A credit note on a global invoice keeps its use; everything else to nobody has no effect.
      if (!use.equals("S01") && !(cfdi.type().equals("E") && use.equals("G02"))) {
        report.attribute(receptor.get(), "UsoCFDI", "S01");
      }
    } else if (cfdi.allows(Catalog.REGIMEN_FISCAL, regime)
        && !cfdi.catalogs().useFits(use, regime, persona)) {
      var uses = cfdi.catalogs().usesFor(regime, persona);
      report.attribute(receptor.get(), "UsoCFDI", String.join(", ", uses));
    }
  }
}
