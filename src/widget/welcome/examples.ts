import type { DocumentSummary } from "../../core/document.js";
import { preferredLanguage, type UiLanguage } from "../i18n/language.js";

/** A question to start with. */
interface ExampleQuestion {
  readonly text: string;
  /** ISO 639-1. */
  readonly language: UiLanguage;
}

/** The document that Footnote comes with. */
const SHIPPED_DOCUMENT = "Beziehungen_zwischen_Kirgisistan_und_Tadschikistan.txt";

const MEDIATION: ExampleQuestion = { language: "de", text: "Wann wollte Kirgisistan vermitteln?" };
const CASUALTIES: ExampleQuestion = {
  language: "en",
  text: "How many people died in the armed clashes of September 2022?",
};

const SHIPPED_EXAMPLES: Readonly<Record<UiLanguage, readonly ExampleQuestion[]>> = {
  de: [MEDIATION, { language: "de", text: "Welche Straße nutzen Schmuggler?" }, CASUALTIES],
  en: [CASUALTIES, { language: "en", text: "What is the road M41 used for?" }, MEDIATION],
};

/**
 * Questions worth trying. There are some only while nothing but the shipped document is there: about other
 * documents we can't know what they answer.
 */
export function exampleQuestions(
  documents: readonly Pick<DocumentSummary, "path">[],
  locale: string,
): readonly ExampleQuestion[] {
  const shippedOnly = documents.length === 1 && documents[0]?.path === SHIPPED_DOCUMENT;
  return shippedOnly ? SHIPPED_EXAMPLES[preferredLanguage([locale])] : [];
}
