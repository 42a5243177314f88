import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** The kinds of answers in Dutch. */
export const NL_ANSWERS: AnswerWords = {
  asked: {
    money:
      "hoeveel (?:kost|kosten|geld|euro|betaal\\w*|moet ik betalen)|wat kost|wat kosten|hoe duur|prijs|tarief|tarieven|kosten|gratis",
    percentage: "procent|percentage|welk deel|rente|aandeel",
    date: "wanneer|welke datum|welke dag|welk jaar|hoe laat|deadline|openingstijden|termijn|uiterlijk",
    duration: "hoe ?lang|hoeveel (?:tijd|dagen|weken|maanden|jaren|jaar|uur|minuten)|duur|termijn|looptijd",
    frequency: "hoe vaak|hoe dikwijls|hoeveel keer|frequentie",
    count: "hoeveel|aantal|maximaal|minimaal|maximum|minimum|hoogstens|ten minste",
    measure:
      "hoe (?:lang|hoog|groot|ver|oud|zwaar|snel|diep|breed|dik|warm)|grootte|lengte|breedte|hoogte|gewicht|afstand|snelheid",
    person: "wie|verantwoordelijk\\w*|welke (?:persoon|afdeling|instantie)|contactpersoon",
    place:
      "waar|waarheen|adres|locatie|in welke? (?:map|directory|bestand|stad|land|ruimte|straat|gebouw)|hoofdstad",
    definition:
      "wat (?:is|zijn) (?:een)?|wat betekent|wat betekenen|wat houdt|definitie|betekenis|wat wordt bedoeld|waar staat",
    steps:
      "hoe (?!lang|vaak|hoog|groot|ver|oud|zwaar|snel|diep|breed|duur|laat)\\w+ (?:ik|je|we|men|u)|handleiding|stappen|procedure|wat moet ik doen",
    list: "welke|lijst|overzicht|voorbeelden|soorten|voorwaarden",
    yesNo:
      "^(?:mag|mogen|moet|moeten|kan|kunnen|is|zijn|was|heeft|hebben|heb|wordt|worden|bestaat|geldt|krijg|ben|zal)|toegestaan|verboten|verplicht",
    reason: "waarom|waardoor|reden|oorzaak|waartoe",
    contact: "telefoon|telefoonnummer|nummer|e ?mail ?adres|contact\\w*|website|bereik\\w*|bij wie|aan wie",
    comparison: "verschil|verschillen|vergelijk\\w*|beter|liever|in plaats van|tegenover|versus|vs",
  },
  definitionWords: wordSet("betekent betekenen betekenis definitie bedoeld houdt staat afkorting"),
  given: {
    currency: "€|euro|eur|cent|dollar|usd",
    free: "gratis|kosteloos|kosteloze|vrijgesteld\\w*|geen kosten",
    percent: "%|procent",
    fraction: "helft|derde|kwart|meerderheid",
    deadline:
      "uiterlijk|binnen|voor het einde|tot en met|vanaf|termijn|deadline|met ingang|onmiddellijk|op ieder moment",
    day: "(?:maan|dins|woens|donder|vrij|zater|zon)dag\\w*|feestdag\\w*|weekend|middag|middernacht|ochtend|avond",
    clock: "uur|u",
    timeUnit: "seconden?|minuten|minuut|uur|uren|dagen|dag|weken|week|maanden?|kwartaal|kwartalen|jaar|jaren",
    one: "een|enkele|meerdere|half|halve|anderhalf",
    endless: "onbepaald\\w*|onbeperkt\\w*|permanent\\w*",
    frequency:
      "(?:dagelijks|wekelijks|maandelijks|jaarlijks)\\w*|(?:elke|ieder|iedere|elk) \\w+|per (?:dag|week|maand|jaar|uur)|\\w+ keer|eenmaal|tweemaal|om de \\w+|regelmatig|altijd|nooit",
    unit: "meter|kilometer|centimeter|millimeter|gram|kilogram|kilo|liter|graden|pagina['’]?s?|tekens|pixels|ton|hectare",
    personTitle: "dhr\\.?|mevr\\.?|heer|mevrouw|dr\\.?|prof\\.?",
    office:
      "burgemeester\\w*|minister\\w*|ministerie|directeur\\w*|voorzitter\\w*|verantwoordelijke\\w*|bestuur|afdeling|raad|commissie|rechtbank|werkgever\\w*|werknemer\\w*|eigenaar\\w*|aanvrager\\w*|leden|lid|personen|persoon|gemeente|beheerder\\w*",
    placeNoun:
      "\\w*straat|\\w*plein|gebouw|kamer|verdieping|stad|adres|map|directory|bestand|menu|plaats|locatie|kantoor",
    located: "bevind\\w*|gelegen|ligt|liggen|gevestigd|beschikbaar|te vinden|staat in|naast|onder",
    defines:
      "(?:is|zijn|was) (?:een|de|het)|betekent|betekenen|verstaan|noemt men|heet|staat voor|houdt in|wordt bedoeld|omvat",
    instruction:
      "klik\\w*|selecteer\\w*|kies|open|voer|typ|druk|ga naar|volg|gebruik|download|installeer|stuur|vul|u moet|je moet|daarna|vervolgens|eerst|stap",
    permission:
      "toegestaan\\w*|verboten|verplicht\\w*|vereist\\w*|noodzakelijk|geoorloofd|(?:mag|mogen|kan|kunnen|moet|moeten) (?:\\w+ ){0,3}(?:niet|geen|alleen)|recht|vrijgesteld|gerechtigd|toestemming",
    modal: "mag|mogen|moet|moeten|kan|kunnen|zou|niet|geen|alleen|tenzij",
    yesOrNo: "ja|nee|helaas|natuurlijk|in principe",
    reason: "omdat|doordat|wegens|vanwege|daarom|dus|zodat|reden|redenen|oorzaak|opdat|want|aangezien",
    contact: "telefoon\\w*|tel\\.?|e-?mail|contact\\w*|website|fax|adres|postbus",
    contrast:
      "terwijl|daarentegen|echter|in tegenstelling|maar|verschil\\w*|in plaats|meer dan|minder dan|vergeleken|zowel",
  },
};
