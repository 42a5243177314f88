import { stemmer } from "@orama/stemmers/french";
import { FR_ANSWERS } from "./answers/fr.js";
import type { Language } from "./language.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    a afin ai ainsi apres au aucun aucune aussi autre autres aux avait avaient avant avec c car ce ceci cela celle
    celles celui ces cet cette ceux chaque chez comme comment d dans de depuis des donc dont du elle elles en encore
    entre est et etaient etait ete etre eu eux fut furent il ils j je l la laquelle le lequel les lesquelles
    lesquels leur leurs lors lui m mais meme n ne ni nos notre nous on ont ou par parce pas pendant peut peuvent
    plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont
    sous sur t tous tout toute toutes tres tu un une vers vos votre vous y`);

const GENERIC_WORDS = wordSet(`
    annee annees cout coute coutent date fait faut forme genre maniere nom nombre partie pays personne personnes
    appelle sorte temps ville`);

const HELPER_WORDS = wordSet(`
    dois doit doivent devons devez faut ma mes mon nos peux puis vos votre`);

/** French. */
export const FR: Language = {
  code: "fr",
  longCode: "fra",
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      art av bd cf ch chap dr ed env ex fig hab m mgr mlle mlles mm mme mmes p pp prof ref st ste vol`),
    final: wordSet("etc"),
  },
  questions: {
    count: "combien",
    measure: "quelle est la (?:hauteur|longueur|largeur|profondeur|taille|superficie|vitesse|distance)",
    time: "quand|en quelle annee",
    who: "qui",
    why: "pourquoi",
    name: "nom|appelle",
  },
  answers: FR_ANSWERS,
  causes: "parce|cause|afin|raison",
  numbers: numberWords({
    upToNinety: `
      deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
      dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix`,
    one: "un",
    scales: ["mille", "million millions", "milliard milliards", "billion billions"],
    vague: "zero cent cents douzaine demi moitie plusieurs",
  }),
  time: {
    months: months(`
      janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout septembre/sept octobre/oct novembre/nov
      decembre/dec`),
    units: "annee|date",
    periods: wordSet("siecle siecles decennie"),
    beforeYear: "en|de|depuis",
    dayEnding: "er",
  },
  negation: {
    words: "ne|n['’]\\w+|jamais|aucune?|rien|sans",
    except: "ne \\w+ pas seulement",
  },
  backReferences:
    "ce|cet|cette|ces|cela|ceci|il|elle|ils|elles|celui-ci|celle-ci|cependant|toutefois|ainsi|donc|mais|de plus|dans ce cas|en outre",
  referrals: "voir|voir aussi|consultez|pour plus|plus d informations|en savoir plus",
  clauseJoiners: "mais|et",
  partJoiners: "et|ou",
  connectors: "et",
  bareQuestions: "pourquoi",
  documents: {
    placeholderTitles:
      "sans (?:titre|nom).*|document|(?:presentation|diapositive)(?: powerpoint)?|classeur|page",
    placeholderSheets: "feuille|feuil",
    generatedDescriptions: "description generee automatiquement|contenu genere par l.ia",
    sections: "chapitre|section|partie",
    paragraphs: "paragraphe",
    articles: "art|article",
  },
  texts: {
    documentSays: (language) => `Le document dit en ${language} :`,
    page: (number) => `page ${number}`,
    slide: (number) => `diapositive ${number}`,
    row: (number) => `ligne ${number}`,
  },
};
