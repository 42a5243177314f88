import { stemmer } from "@orama/stemmers/spanish";
import { ES_ANSWERS } from "./answers/es.js";
import type { Language } from "./language.js";
import { months, numberWords, wordSet } from "./word-lists.js";

const STOP_WORDS = wordSet(`
    a al algo alguna algunas algunos ante antes asi aunque cada como con cual cuales cuando cuanta cuantas cuanto
    cuantos cuya cuyo de del desde donde dos durante e el ella ellas ellos en entre era eran es esa ese eso esta
    estaba estaban estan estas este esto estos fue fueron ha habia habian hace han hasta hay la las le les lo los
    mas me mi mientras muy nada ni no nos o os otra otras otro otros para pero por porque puede pueden que quien
    quienes se ser si sido sin sobre son su sus tambien te tenia tiene tienen todo todos tras tu u un una unas uno
    unos y ya yo`);

const GENERIC_WORDS = wordSet(`
    ano anos ciudad cuesta cuestan existe existen fecha forma hizo llama llamaba llamado manera nombre numero pais
    parte paso persona personas tiempo tipo`);

const HELPER_WORDS = wordSet(`
    debe deben debemos debo mis nuestra nuestras nuestro nuestros puedo tengo`);

/** Spanish. */
export const ES: Language = {
  code: "es",
  longCode: "spa",
  stem: stemmer,
  stopWords: STOP_WORDS,
  genericWords: GENERIC_WORDS,
  helperWords: HELPER_WORDS,
  abbreviations: {
    inner: wordSet(`
      aprox art av avda cap dn dna dr dra ed ee fig gral ing lic nro num pag pags pp prof profa sr sra sres srta sta
      sto tel ud uds vol`),
    final: wordSet("etc"),
  },
  questions: {
    count: "cuant[oa]s?",
    time: "cuando|en que ano",
    who: "quien(?:es)?",
    why: "por que",
    name: "nombre|llama|llamaba",
  },
  answers: ES_ANSWERS,
  causes: "porque|debido|causa",
  numbers: numberWords({
    upToNinety: `
      dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
      diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa`,
    one: "un uno",
    scales: ["mil", "millon millones", "", "billon billones"],
    vague: "cero cien ciento cientos docena media mitad varios varias muchos muchas",
  }),
  time: {
    months: months(`
      enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/sept octubre/oct
      noviembre/nov diciembre/dic`),
    units: "ano|fecha",
    periods: wordSet("siglo siglos decada"),
    beforeYear: "en|de|desde",
  },
  negation: {
    words: "no|nunca|jamas|nadie|nada|sin|ningun\\w*|tampoco",
    except: "no solo",
  },
  backReferences:
    "este|esta|esto|estos|estas|ese|esa|eso|ello|ellos|ellas|el|ella|sin embargo|ademas|por (?:eso|lo tanto)|entonces|pero|en (?:este|ese) caso",
  referrals: "vease|ver|ver tambien|consulte|mas informacion|para mas informacion",
  clauseJoiners: "pero|sino",
  partJoiners: "y|o|e",
  connectors: "y",
  bareQuestions: "por que",
  documents: {
    placeholderTitles: "sin titulo.*|documento|(?:presentacion|diapositiva)(?: de powerpoint)?|libro|pagina",
    placeholderSheets: "hoja",
    generatedDescriptions: "descripcion generada automaticamente|contenido generado por (?:la )?ia",
    sections: "capitulo|seccion|parte",
    paragraphs: "parrafo",
    articles: "art|articulo",
  },
  texts: {
    documentSays: (language) => `El documento dice en ${language}:`,
    page: (number) => `página ${number}`,
    slide: (number) => `diapositiva ${number}`,
    row: (number) => `fila ${number}`,
  },
};
