import { stemmer } from "@orama/stemmers/german";
import { DE_ANSWERS } from "./answers/de.js";
import type { Conversation, Language } from "./language.js";
import { DE_SYNONYMS } from "./synonyms/de.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    aber alle allem allen aller alles als also am an auch auf aus bei beim bis da dabei damit dann das dass dem den
    denn der des dessen deren die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
    einer eines er es etwa fur gab gibt hat hatte hatten haben habe hier ich ihm ihn ihr ihre ihrem ihren ihrer im
    in ins ist ja jede jedem jeden jeder jedes kann konnen konnte man mit nach nicht noch nur ob oder sein seine
    seinem seinen seiner seit sich sie sind so sowie uber um und uns unter vom von vor war waren warum was welche
    welchem welchen welcher welches wenn wer wem wen wessen werden wie wieso wird wo wobei weshalb wodurch wofur
    woher wohin womit woran worauf worden worin worum wovon wozu wurde wurden zu zum zur`);

const GENERIC_WORDS = wordSet(`
    anzahl art arten begriff bekannt bezeichnung datum dienen dient diente ding firma form gehoren gehort gehorte
    genannt geschah geschehen geschieht gilt grund gruppe heissen heisst hiess jahr jahre jahren jahres land lange
    lautet machen macht machte mensch name namen nannte nennen nennt organisation ort passiert passierte person
    personen stadt tat taten teil tun tut typ unternehmen versuchen versucht versuchte viel viele wann weise will
    wollen wollte wollten zahl zeit`);

const HELPER_WORDS = wordSet(`
    darf dein deine deinem deinen deiner durfen durfte mein meine meinem meinen meiner meines mochte
    mochten muss mussen musst musste mussten soll sollen sollte sollten unser unsere unserem unseren
    unserer`);

/** What somebody is told who asks about the assistant. */
const ABOUT =
  "Ich bin Footnote und beantworte Fragen aus den Dokumenten, die hier hinterlegt sind. Hinter jedem Satz steht eine Fußnote mit der Stelle, auf der er beruht. Was nicht in den Dokumenten steht, beantworte ich nicht.";

const CONVERSATION: Conversation = {
  about: "(?:was|wie) (?:ist|war|sieht|steht) (?:es |das )?(?:mit|um|bei)",
  newTopic:
    "(?:(?:nun|jetzt) )?(?:(?:zu )?(?:noch )?(?:et)?was (?:ganz )?andere[sm]|(?:zu )?(?:ein(?:em)? |das )?(?:ganz )?(?:andere[sn]?|neue[sn]?) (?:thema|frage)|(?:eine )?(?:andere|neue) frage|themenwechsel)",
  bareEndings: "genau|denn|nicht|das",
  questionWords:
    "w(?:er|em|en|essen|as|ann|o|ohin|oher|omit|ozu|ie|arum|eshalb|ieso|elche[mnrs]?)|in welche[mnrs]?",
  questionVerbs:
    "ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|kann|konnen|konnten?|darf|durfen|muss|mussen|mussten?|soll|sollen|sollten?|will|wollen|wollten?|gibt|gab|gehoren?|stimmt",
  prepositions: "im|in|am|an|auf|aus|bei|fur|mit|nach|seit|bis|von|vom|vor|ab|gegen|zwischen",
  beforeDate: "im|in|am|seit|ab|vom|von|bis|anfang|mitte|ende|dem|jahr|jahre|fruhjahr|sommer|herbst|winter",
  pronouns: {
    all: "er|sie|es|ihn|ihm|ihr|ihnen|sein|seine[mnrs]?|ihre[mnrs]?|deren|dessen|dort|dorthin|dabei|davon|dafur|dagegen|daruber|darin|daran|damit|damals|diese[mnrs]?|jene[mnrs]?|das|letztere[mnrs]?|erstere[mnrs]?",
    replaceable: "er|sie|es|ihn|ihm|ihnen",
    there: "dort",
    expletive:
      /\b(?:gibt|gab|geht|kam|handelt|ist|war|regnet)\s+es\b|\bes\s+(?:gibt|gab|geht|ist|war|kam)\b|\bdas\s+(?=[\p{Lu}]|\p{Ll}+e[nrs]?\s+\p{Lu})/giu,
  },
  smallTalk: {
    greeting: {
      said: "(?:hallo|hi|hey|moin(?: moin)?|servus|gruss gott|gruezi|guten (?:morgen|tag|abend))(?: (?:footnote|zusammen|du|ihr))?",
      reply: "Hallo! Welche Frage an die Dokumente darf es sein?",
    },
    thanks: {
      said: "(?:(?:vielen|herzlichen|besten|lieben) dank|dank(?:e|eschon)?(?: dir| ihnen)?(?: schon| sehr| vielmals)?|das hilft(?: mir)?(?: sehr| weiter)?|super|toll|prima|alles klar|verstanden)(?: danke)?",
      reply: "Gern geschehen.",
    },
    farewell: {
      said: "tschuss|tschau|auf wiedersehen|bis (?:bald|spater|dann)|schonen (?:tag|abend)(?: noch)?",
      reply: "Auf Wiedersehen!",
    },
    assistant: {
      said: "(?:wer|was) (?:bist du|sind sie)(?: eigentlich)?|wie heisst du|wie heissen sie|bist du (?:ein )?(?:mensch|roboter|bot|ki|computer)|was ist footnote|wer hat dich (?:gemacht|gebaut|programmiert)",
      reply: ABOUT,
    },
    abilities: {
      said: "(?:was|wobei) (?:kannst|konnen) (?:du|sie)(?: alles| fur mich)?(?: tun| machen| helfen)?|wie (?:funktionierst du|funktioniert das|geht das)(?: hier)?|hilfe|was kann ich (?:dich |hier |sie )?(?:alles )?fragen|wo(?:her|raus) (?:weisst du das|nimmst du (?:das|deine antworten))",
      reply: `${ABOUT} Am besten geht es mit ganzen Fragen; Rückfragen wie „Und im Jahr danach?“ verstehe ich auch.`,
    },
    mood: {
      said: "wie geht(?:s| es)(?: dir| ihnen)?(?: heute)?",
      reply: "Danke, alles läuft. Welche Frage an die Dokumente darf es sein?",
    },
  },
  greetings: "(?:hallo|hi|hey|moin|servus|guten (?:morgen|tag|abend))(?: (?:footnote|zusammen))?",
};

/** German. */
export const DE: Language = {
  code: "de",
  longCode: "deu",
  isExpectedEverywhere: true,
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      abb abs anm art aufl bd bes bzgl bzw ca dipl dr evtl fa fam frl gem ggf gr hg hl hr hrsg inkl int jh kap lat
      max min mind mio mrd nr pos prof sog sr st std str tab tel tsd ung urspr verf vgl vol wg ziff zit`),
    final: wordSet("al chr co etc inc jr jun ltd s sen u usw z"),
  },
  hasOrdinalDot: true,
  capitalisedNouns: {
    determiner:
      /^(?:de[rmns]|das|die|eine?[mnrs]?|ins|im|am|zu[mr]|vom|beim|jede[mnrs]?|diese[mnrs]?|alle[nrs]?|sein\w*|ihre\w*)$/u,
    adjective: /(?:e[mnrs]?|^\d.*)$/u,
    noun: /(?:e|en|er|ung|heit|keit|schaft|tion|tat|tum|nis|ling|ismus)$/u,
  },
  compounds: {
    links: ["", "s", "es", "n", "en"],
    endings: wordSet("heit istan keit lich liche lichen schaft ungen barkeit igkeit"),
  },
  synonyms: DE_SYNONYMS,
  questions: {
    count: "wie ?viele?|wie oft",
    measure: "wie (?:lang|lange|hoch|gross|weit|alt|schwer|schnell|tief|breit|teuer)",
    time: "wann|in welchem jahr|welches jahr",
    who: "wer|wem|wen|wessen|welcher? (?:person|mann|frau|kunstler|autor|spieler|konig|kaiser)",
    why: "warum|weshalb|wieso|wodurch",
    name: "name|genannt|heisst|hiess|heissen|bezeichnet|begriff|bezeichnung|namens",
  },
  answers: DE_ANSWERS,
  causes: "weil|da|wegen|aufgrund|grund|damit|um",
  numbers: numberWords({
    upToNinety: `
      zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn
      achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig`,
    one: "eins",
    scales: ["tausend", "million millionen mio", "milliarde milliarden mrd", "billion billionen"],
    vague:
      "null eins dutzend dutzende hundert hunderte tausende halb halfte einmal zweimal dreimal mehrere viele",
    compound: { one: "ein", and: "und", hundred: "hundert", thousand: "tausend", countsBeginnings: true },
  }),
  time: {
    months: months(`
      januar/jan februar/feb marz april/apr mai juni juli august/aug september/sept oktober/okt november/nov
      dezember/dez`),
    capitalisesMonths: true,
    units: "jahr|datum",
    periods: wordSet("jahrhundert jahrhunderte jahrhunderts jahrzehnt"),
    beforeYear: "in|im|seit",
    decadeEnding: "er",
  },
  negation: {
    words: "nicht|kein\\w*|nie|niemals|niemand\\w*|nichts|nirgends|ohne|weder",
    except: "nicht (?:nur|zuletzt|allein)",
  },
  backReferences:
    "dies|diese[rmns]?|das|dessen|deren|er|es|dabei|dafur|dagegen|daher|damit|dann|daraus|darin|darauf|daruber|davon|dazu|dadurch|denn|deshalb|deswegen|dort|hierbei|hierfur|hierzu|hiervon|ausserdem|allerdings|jedoch|aber|auch|ebenso|gleiches|andernfalls|ansonsten|sonst|in (?:diesem|solchen|diesen|beiden) (?:fall|fallen)|und|letztere[rs]?|solche",
  referrals:
    "siehe|vgl|vergleiche|mehr (?:dazu|infos|informationen|details|uber|zum?)|weitere (?:informationen|infos|details|hinweise)|naheres|einzelheiten|lies|informationen (?:dazu|zu)",
  clauseJoiners: "und|aber|sondern|oder",
  partJoiners: "und|oder|bzw|beziehungsweise|sowie|bis|noch",
  connectors: "und|aber|oder|dann|auch",
  bareQuestions:
    "warum|wieso|weshalb|wann|wo|wer|wie|wohin|woher|wozu|wie viele|wie lange|wie oft|seit wann|bis wann|inwiefern|genauer|mehr",
  conversation: CONVERSATION,
  documents: {
    placeholderTitles:
      "unbenannt.*|ohne titel.*|(?:neues )?dokument|prasentation|mappe|folie|titel|kein folientitel|leere seite|neue seite|seite|druckauftrag",
    placeholderSheets: "tabelle",
    generatedDescriptions: "automatisch generierte beschreibung|ki[- ]generierte inhalte",
    sections: "kapitel|abschnitt|teil",
    paragraphs: "paragraph|paragraf|paragraphen|paragrafen",
    articles: "art|artikel",
  },
  texts: {
    documentSays: (language) => `Im Dokument steht auf ${language}:`,
    page: (number) => `Seite ${number}`,
    slide: (number) => `Folie ${number}`,
    row: (number) => `Zeile ${number}`,
  },
};
