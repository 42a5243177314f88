import { stemmer } from "@orama/stemmers/dutch";
import { NL_ANSWERS } from "./answers/nl.js";
import type { Language } from "./language.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    aan al alle alleen als andere ben bij daar dan dat de deze die dit doch doen door dus een elk elke en er geen
    had hadden heb hebben heeft hem het hier hij hoe hoeveel hun ik in is ja je kan kon konden kunnen maar me meer
    men met mij mijn na naar niet nog nu of om omdat onder ons ook op over s sinds te tegen toch toen tot tussen u
    uit uw van veel voor waar waarom waarop waaruit waarvan wanneer want waren was wat welk welke werd werden wie
    wij wil word worden wordt ze zelf zich zij zijn zo zonder zou`);

const GENERIC_WORDS = wordSet(`
    aantal datum heet heten jaar jaren keer kost kosten manier mensen naam soort tijd`);

const HELPER_WORDS = wordSet(`
    mag moet moeten mogen ons onze`);

/** Dutch. */
export const NL: Language = {
  code: "nl",
  longCode: "nld",
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      afb art ba bijv blz bv ca dhr dr drs enz excl fam fig gebr geb hfst incl ing ir jhr jl max mej mevr mgr min mr
      mw nl nr ong pag prof resp st tel vgl zg zgn`),
    final: wordSet("al etc"),
  },
  questions: {
    count: "hoeveel|hoe vaak",
    measure: "hoe (?:lang|hoog|groot|ver|oud|zwaar|snel|diep|breed|duur)",
    time: "wanneer|in welk jaar",
    who: "wie (?:is|was|waren|heeft|geeft)",
    why: "waarom|waardoor",
    name: "naam|heet|heten",
  },
  answers: NL_ANSWERS,
  causes: "omdat|doordat|wegens|vanwege",
  numbers: numberWords({
    upToNinety: `
      twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
      negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig`,
    one: "een",
    scales: ["duizend", "miljoen", "miljard", "biljoen"],
    vague: "nul honderd honderden duizenden dozijn half helft meerdere vele",
    compound: { one: "een", and: "en", hundred: "honderd", thousand: "duizend" },
  }),
  time: {
    months: months(`
      januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt
      november/nov december/dec`),
    units: "jaar|datum",
    periods: wordSet("eeuw eeuwen decennium"),
    beforeYear: "in|uit|sinds",
  },
  negation: {
    words: "niet|geen|nooit|niemand|niets|nergens|zonder",
    except: "niet (?:alleen|slechts)",
  },
  backReferences:
    "dit|deze|dat|die|hij|zij|ze|het|daarbij|daarvoor|daarom|daarmee|echter|ook|maar|en|dus|dan|in dat geval",
  referrals: "zie|zie ook|raadpleeg|meer informatie|voor meer",
  clauseJoiners: "maar|en",
  partJoiners: "en|of",
  connectors: "en",
  bareQuestions: "waarom",
  documents: {
    placeholderTitles: "naamloos.*|document|dia|map|pagina",
    placeholderSheets: "blad",
    generatedDescriptions: "automatisch gegenereerde beschrijving|door ai gegenereerde inhoud",
    sections: "hoofdstuk|sectie|deel",
    paragraphs: "paragraaf",
    articles: "art|artikel",
  },
  texts: {
    documentSays: (language) => `Het document zegt in het ${language}:`,
    page: (number) => `pagina ${number}`,
    slide: (number) => `dia ${number}`,
    row: (number) => `rij ${number}`,
  },
};
