import { isFunctionWord } from "./stop-words.js";
import { fold, type Word, words } from "./words.js";

/**
 * Words of a question that name the kind of answer or only carry the sentence ("in which *year*", "what is X
 * *called*", "what *happened*"): a passage that answers often doesn't hold them. Folded.
 */
const FRAME_WORDS = new Set(
  `anzahl art arten begriff bekannt bezeichnung datum dienen dient diente ding firma form gehoren gehort gehorte genannt geschah
  geschehen geschieht gilt grund gruppe heissen heisst hiess jahr jahre jahren jahres land lange lautet machen
  macht machte mensch name namen nannte nennen nennt organisation ort passiert passierte person personen stadt
  tat taten teil tun tut typ unternehmen versuchen versucht versuchte viel viele wann weise will wollen wollte
  wollten zahl zeit
  amount area became become call called cities city company consider considered countries country date gave give
  given group happen happened happens kind known made make makes name named names number organization part
  people percentage person place reason something state take taken term thing time took tried tries try type
  types use used uses want wanted wants way word year years
  ano anos ciudad cuesta cuestan existe existen fecha forma hizo llama llamaba llamado manera nombre numero pais parte
  paso persona personas tiempo tipo
  annee annees cout coute coutent date fait faut forme genre maniere nom nombre partie pays personne personnes
  appelle sorte temps ville
  anni anno chiama chiamato citta costa costano data fa modo nome numero paese persona persone succede successo tempo
  aantal datum heet heten jaar jaren keer kost kosten manier mensen naam soort tijd`.split(/\s+/),
);

/** A word of a question that an answer should hold in some form. */
export interface ContentWord extends Word {
  /** Capitalised inside the sentence: a noun in German, a name in most languages. */
  readonly isNamed: boolean;
}

/**
 * The words of a question that carry its content, each once, in order.
 * @param language ISO 639-1 code of the question's language, or `und`
 */
export function contentWords(question: string, language: string): ContentWord[] {
  const seen = new Set<string>();
  return words(question).flatMap((word, i) => {
    const folded = fold(word.text);
    if (isFunctionWord(folded, language) || FRAME_WORDS.has(folded) || seen.has(folded)) {
      return [];
    }
    seen.add(folded);
    return [{ ...word, isNamed: i > 0 && /^\p{Lu}/u.test(word.text) }];
  });
}
