import { stemmer } from "@orama/stemmers/italian";
import { IT_ANSWERS } from "./answers/it.js";
import type { Language } from "./language.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    a ad agli ai al alla alle allo anche ancora c che chi ci cio col come con contro cosa cui d da dagli dai dal
    dall dalla dalle dallo degli di dei del dell della delle dello dopo dove e ed era erano essere fra fu furono gli
    ha hanno i il in io l la le lei li lo loro lui ma mentre mi ne negli nei nel nell nella nelle nello noi non o
    ogni per perche piu prima puo quale quali quando quanta quante quanti quanto quella quelle quelli quello questa
    queste questi questo qui s se sei si sia sono stata state stati stato su sua sue sugli sui sul sull sulla sulle
    suo suoi tra tutta tutte tutti tutto un una uno v vi`);

const GENERIC_WORDS = wordSet(`
    anni anno chiama chiamato citta costa costano data fa modo nome numero paese persona persone succede successo
    tempo`);

const HELPER_WORDS = wordSet(`
    devo deve devono dobbiamo mia mie miei mio nostra nostre nostri nostro posso`);

/** Italian. */
export const IT: Language = {
  code: "it",
  longCode: "ita",
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      all art artt avv ca cap cfr dott dott.ssa dr ed fig geom gen ing on pag pagg prof prof.ssa proff sen sig
      sig.na sig.ra sigg st tel vol`),
    final: wordSet("ecc etc"),
  },
  questions: {
    count: "quant[oaie]",
    time: "quando|in che anno",
    who: "chi",
    why: "perche",
    name: "nome|chiama",
  },
  answers: IT_ANSWERS,
  causes: "perche|causa|motivo",
  numbers: numberWords({
    upToNinety: `
      due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette
      diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta`,
    one: "un uno",
    scales: ["mila", "milione milioni", "miliardo miliardi", "bilione bilioni"],
    vague: "zero cento mille dozzina mezzo meta parecchi molti molte",
  }),
  time: {
    months: months(`
      gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set
      ottobre/ott novembre/nov dicembre/dic`),
    units: "anno|data",
    periods: wordSet("secolo secoli decennio"),
    beforeYear: "in|nel|del|dal",
  },
  negation: {
    words: "non|mai|nessun\\w*|niente|nulla|senza",
    except: "non solo",
  },
  backReferences:
    "questo|questa|questi|queste|quello|cio|esso|essa|essi|tuttavia|inoltre|quindi|percio|ma|in (?:questo|tal) caso",
  referrals: "vedi|vedere|si veda|per ulteriori|per maggiori|maggiori informazioni",
  clauseJoiners: "ma",
  partJoiners: "e|o",
  connectors: "e",
  bareQuestions: "perche",
  documents: {
    placeholderTitles:
      "senza (?:titolo|nome).*|documento|presentazione(?: standard)?(?: di powerpoint)?|diapositiva|cartel|pagina",
    placeholderSheets: "foglio",
    generatedDescriptions: "descrizione generata automaticamente|contenuto generato dall.ia",
    sections: "capitolo|sezione|parte",
    paragraphs: "paragrafo",
    articles: "art|articolo",
  },
  texts: {
    documentSays: (language) => `Il documento dice in ${language}:`,
    page: (number) => `pagina ${number}`,
    slide: (number) => `diapositiva ${number}`,
    row: (number) => `riga ${number}`,
  },
};
