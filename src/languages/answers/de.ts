import type { AnswerWords } from "../language.js";
import { wordSet } from "../word-lists.js";

/** What is paid, as the last part of a word: `Hundesteuer`. */
const PAID =
  "\\w*(?:steuern?|gebuhr(?:en)?|beitrag|beitrage|entgelte?|preise?|kosten|geld|gelder|lohn|gehalt|honorar|miete|strafen?|zuschuss|zuschusse|entschadigung|vergutung|pramie|pauschale|kaution|zulage|zuschlag|rente|provision|eintritt)";

/** The kinds of answers in German. */
export const DE_ANSWERS: AnswerWords = {
  asked: {
    money: `was kostet|was kosten|kostet|wie teuer|wie ?viel (?:geld|euro|kostet|kosten)|wie ?viel (?:\\w+ ){0,4}(?:verdien\\w+|zahl\\w+|bezahl\\w+|bekomm\\w+|bekam|erhalt\\w*|ausgegeben|kost\\w+)|(?:wie hoch|hohe|welche|was fur) (?:\\w+ ){0,4}${PAID}|^${PAID}|^(?!w|kann|darf|muss|ist)(?:\\w+ ){0,4}${PAID}(?: hohe)?$|was (?:muss|soll) ich (?:\\w+ ){0,3}(?:be)?zahlen|umsonst|kostenlos|gratis`,
    percentage:
      "prozent\\w*|anteil|quote|\\w*(?:zins|steuer|hebe|beitrags|mehrwertsteuer)satz|mehrheit|welche[rn]? anteil|rabatt",
    date: "wann|datum|\\w*termine?|\\w*fristen?|stichtag|(?:an )?welche[mnrs]? (?:tag|tagen|jahr|jahren|datum|monat|\\w*tag|\\w*tagen)|wie ?viel uhr|\\w*offnungszeit(?:en)?|uhrzeit|geoffnet|sprechzeiten",
    duration:
      "wie lange?|wie schnell|dauer|dauert|dauern|\\w*fristen?|wie ?viel zeit|wie ?viele (?:sekunden|minuten|stunden|tage|wochen|monate|jahre)|\\w*laufzeit|\\w*dauer|\\w*(?:ruhe|probe|warte|schon|eltern)zeit",
    frequency: "wie oft|wie haufig|wie ?viele? male?|in welchen abstanden|turnus|haufigkeit",
    count:
      "wie ?viele?[nrm]?|anzahl|zahl der|hochstens|hochstzahl|mindestens|maximal\\w*|minimal\\w*|obergrenze|untergrenze|grenzwert",
    measure:
      "wie (?:hoch|gross|weit|alt|schwer|schnell|tief|breit|lang|dick|warm|heiss|kalt|laut|stark)|grosse|lange|breite|hohe|gewicht|flache|temperatur|entfernung|geschwindigkeit|menge|volumen",
    person:
      "wer|wem|wen|wessen|ansprechpartner\\w*|zustandig\\w*|verantwortlich\\w*|welche[mnrs]? (?:amt|behorde|stelle|person|abteilung|gericht|minister\\w*)",
    place:
      "wo|wohin|woher|\\w*adresse|anschrift|standort|hauptstadt|(?:in|an|auf|unter|zu) welche[mnrs]? (?:\\w+ )?(?:ort|stelle|adresse|\\w*ordner|\\w*verzeichnis|\\w*datei|stadt|land|raum|zimmer|gebaude|strasse|etage|stock|pfad|menu)",
    definition:
      "^was (?:ist|sind|war) (?:eigentlich |genau )?(?:ein|eine|einen)?(?! ?(?:der|die|das|mein\\w*|dein\\w*|ihr\\w*) )(?: ?\\w+){1,4}|was (?:bedeutet|bedeuten|heisst|bezeichnet|meint)|was (?:\\w+ ){1,5}(?:bedeutet|bedeuten|heisst)|was versteht man|wofur steht|bedeutung|definition|begriff|abkurzung",
    steps:
      "wie (?!oft|lange|viel|hoch)\\w+ (?:ich|man|wir|du|sie)|wie (?:geht|funktioniert|wird|werden)|anleitung|schritte|vorgehen|was (?:muss|soll|sollte|kann|mache|tue?) (?:ich|man|wir)(?: \\w+){0,4} (?:tun|machen|beachten)|was tun|was mache ich|^(?!w)(?:\\w+ ){1,4}(?:einrichten|installieren|erstellen|anlegen|andern|loschen|hinzufugen|beantragen|anmelden|abmelden|kundigen|entfernen|aktivieren|deaktivieren|konfigurieren|starten|herunterladen|drucken|zurucksetzen|einstellen)$",
    list: "welche|welchen|was (?:alles|fur)|was (?:darf|kann|muss|soll|gehort|gehoren|zahlt|zahlen|umfasst|brauche|braucht|benotige|benotigt)|liste|aufzahlung|ubersicht|beispiele?|arten von|voraussetzungen|unterlagen|wo uberall|wer alles",
    yesNo:
      "^(?:darf|durfen|muss|mussen|kann|konnen|soll|sollte|sollen|ist|sind|war|waren|hat|haben|habe|wird|werden|gibt|gilt|gelten|brauche|brauchen|braucht|bekomme|bekommt|bin|stimmt|stimmen|zahlt|konnte|wurde)|^(?!wer|wie|wo|was|wann|wem|wen|welche|heute|seite)\\w+(?:e|t|en) (?:ich|man|wir|es|mich|mir|uns|du|sie|die|das|der|den|ein|eine|einen|mein\\w*)|erlaubt|verboten|zulassig|gestattet|pflicht|verpflichtet|notwendig|notig",
    reason: "warum|weshalb|wieso|wodurch|weswegen|wozu|\\w*grund|grunde|ursachen?|wie kommt es",
    contact:
      "telefon|\\w*nummer|\\w*mail ?adresse|kontakt\\w*|hotline|erreich\\w*|(?:welche|link|url) (?:\\w+ ){0,3}(?:homepage|webseite|website|seite|url)|ansprechpartner\\w*|anschrift|an wen|bei wem",
    comparison:
      "unterschiede?|unterscheide\\w*|unterscheidet|vergleich\\w*|verglichen|besser|lieber|gegenuber|vs|versus|im gegensatz|(?:alter|neuer|grosser|kleiner|schneller|teurer|billiger|hoher|langer|kurzer) (?:als|oder)",
  },
  definitionWords: wordSet(
    "bedeutet bedeuten bedeutung bezeichnet definition definiert abkurzung begriff begriffs steht stehen eigentlich genau versteht verstehen meint meinen erklare",
  ),
  given: {
    currency: "€|euro|eur|cent|ct|dollar|usd|us-dollar|franken|chf|dm|mark|pfund|\\$",
    free: "kostenlos\\w*|kostenfrei\\w*|unentgeltlich\\w*|gebuhrenfrei\\w*|gratis|umsonst|beitragsfrei\\w*|steuerfrei\\w*|von der \\w+ befreit|keine (?:gebuhr\\w*|kosten)",
    percent: "%|prozent\\w*|v\\. ?h\\.?|vom hundert|‰|promille",
    fraction: "halfte|halb\\w*|drittel\\w*|viertel\\w*|funftel\\w*|zehntel\\w*|mehrheit",
    deadline:
      "spatestens|fruhestens|innerhalb|binnen|bis zum|bis zur|ab dem|vor ablauf|nach ablauf|frist\\w*|stichtag|fallig\\w*|unverzuglich|sofort|jederzeit|in kraft",
    day: "(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|feiertag|werktag|wochenende)\\w*|mittags|abends|nachts|vormittags|nachmittags|ostern|weihnachten|jahresende|monatsende",
    clock: "uhr",
    timeUnit:
      "sekunden?|minuten?|stunden?|tage?n?s?|\\w+tage?n?s?|wochen?|monate?n?s?|quartale?s?|jahre?n?s?|jahrzehnte?n?|halbjahr\\w*|sek|min|std",
    one: "eine?[mnrs]?|halbe[nrs]?|anderthalb|mehrere",
    endless: "unbefristet\\w*|unbegrenzt\\w*|dauerhaft|auf lebenszeit|zeitlich nicht",
    frequency:
      "(?:\\w*)(?:taglich|wochentlich|monatlich|jahrlich|stundlich)\\w*|jede[nrsm]? (?:tag|woche|monat|quartal|jahr|\\w*tag)|jedes mal|alle \\w+ (?:tage|wochen|monate|jahre|stunden|minuten)|\\w+mal(?:s|ig)?|(?:pro|je|im|in der) (?:tag|woche|monat|quartal|jahr|kalenderjahr|stunde)|regelmassig\\w*|immer|nie|selten|haufig",
    unit: "meter[ns]?|kilometer[ns]?|zentimeter|millimeter|quadratmeter[ns]?|kubikmeter[ns]?|qm|liter|gramm|kilogramm|kilo|tonnen?|grad|watt|volt|ampere|zeichen|buchstaben|seiten?|pixel|zoll|punkte?|stuck|prozent",
    personTitle: "herrn?|frau|dr|prof",
    office:
      "\\w*(?:amt|amtes|behorden?|ministeri\\w+|meister(?:in)?|vorstand\\w*|vorsitzende\\w*|beauftragte\\w*|leiter(?:in|s)?|leitung|verwaltung|gericht\\w*|ausschuss\\w*|rat|rates|inhaber\\w*|halter\\w*|eigentumer\\w*|antragsteller\\w*|arbeitgeber\\w*|arbeitnehmer\\w*|schuldner\\w*|gesellschaft|kommission|stelle|abteilung|direktor\\w*|geschaftsfuhrer\\w*|prasident\\w*|mitglied\\w*|administrator\\w*|polizei|verein|person|personen|berechtigte\\w*)",
    placeNoun:
      "strasse|\\w+strasse|str\\.|platz|gebaude|raum|zimmer|stock|stockwerk|etage|erdgeschoss|keller|haus|rathaus|ort|adresse|anschrift|postfach|ordner|verzeichnis|menu|registerkarte|pfad|datei|standort",
    located:
      "befinde[nt]|liegt|liegen|sitz|ansassig|gelegen|erreichbar|steht in|stehen in|unter|nordlich|sudlich|ostlich|westlich",
    defines:
      "(?:ist|sind|war|waren) (?:\\w+,? ){0,2}?(?:ein|eine|einer|der|die|das|jede[rs]?|alle)|bezeichnet|bezeichnen|bedeutet|bedeuten|heisst|nennt man|versteht man|verstehen|gilt als|gelten als|gilt,|gelten|im sinne|steht fur|abkurzung|begriff|sogenannte\\w*|umfasst|sind",
    instruction:
      "(?:klick\\w*|wahl\\w*|offn\\w*|geh\\w*|gib|geben|druck\\w*|tipp\\w*|schreib\\w*|send\\w*|fuhr\\w*|start\\w*|full\\w*|lad\\w*|meld\\w*|reich\\w*|beantrag\\w*|verwend\\w*|nutz\\w*|stell\\w*|setz\\w*|prufe?n?|trag\\w*|installier\\w*|wend\\w*) (?:sie|du|dich|euch|auf|den|die|das|dem|der|ein\\w*|dein\\w*)|klicke?n?|zuerst|anschliessend|danach|schritt|folgendermassen|wie folgt|ist (?:zu|schriftlich)|anzumelden|zu beantragen|einzureichen|anzuzeigen",
    permission:
      "erlaubt\\w*|verboten\\w*|untersagt\\w*|zulassig\\w*|unzulassig\\w*|gestattet|verpflichtet|genehmigung\\w*|genehmigungspflicht\\w*|erforderlich|notwendig|berechtigt|befreit|ausgenommen|muss|mussen|\\w+pflicht|ausgeschlossen|(?:darf|durfen|muss|mussen|kann|konnen) (?:\\w+ ){0,4}(?:nicht|nur|kein\\w*)|nicht (?:\\w+ ){0,3}(?:darf|durfen|muss|mussen)|anspruch|pflicht|\\w+pflichtig|freiwillig",
    modal: "darf|durfen|soll|sollen|sollte|kann|konnen|nicht|kein\\w*|hat \\w+ zu|haben \\w+ zu|nur",
    yesOrNo: "ja|nein|leider|naturlich|grundsatzlich|selbstverstandlich|doch",
    reason:
      "weil|wegen|aufgrund|auf grund|deshalb|daher|deswegen|\\w*grund|grunde|ursachen?|damit|um zu|denn|dadurch|infolge|verursacht",
    contact:
      "telefon\\w*|tel\\.?|fon|fax|telefax|mobil|e-?mail|mail|kontakt\\w*|hotline|rufnummer|sprechzeiten|internet|website|webseite|anschrift|postfach",
    contrast:
      "dagegen|hingegen|wahrend|gegensatz|unterschied\\w*|unterscheide\\w*|sondern|jedoch|statt|anstatt|anders|andererseits|verglichen|vergleich\\w*|im gegenteil|mehr als|weniger als|\\w+er als|sowohl",
  },
};
