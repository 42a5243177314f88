import { alternativesOfAll } from "../languages/find-language.js";
import { fold } from "../text/words.js";

/** What programs write where nobody gave a title: a word for a document, or their own name. */
const PLACEHOLDER = new RegExp(
  `^[\\s(]*(?:(?:powerpoint[- ])?(?:${alternativesOfAll(({ documents }) => documents.placeholderTitles)})|about:blank|microsoft (?:(?:word|powerpoint|excel)\\b|\\w+ - ).*)?[\\s\\d()]*$`,
  "u",
);

/** Whether a title says nothing of its document, since a program put it there. */
export function isPlaceholderTitle(title: string): boolean {
  return PLACEHOLDER.test(fold(title));
}

/** The longest title, in characters; a longer text is a paragraph that somebody marked as one, or an abstract. */
export const LONGEST_TITLE = 200;

/** A file that stands for its folder. */
const FOLDER_PAGE = /^_?(?:index|readme)$/iu;

/**
 * The title of a document that has none of its own: its file name in words, or its folder's for `index` and the like.
 * `beziehungen-kirgisistan_tadschikistan.txt` becomes `Beziehungen kirgisistan tadschikistan`.
 *
 * @param path relative to the documents folder, with `/`
 */
export function titleFromPath(path: string): string {
  const [file = "", folder] = path.split("/").reverse();
  const own = file.replace(/\.[^.]+$/u, "");
  const name = folder !== undefined && FOLDER_PAGE.test(own) ? folder : own;
  const spaced = name.replace(/[-_\s]+/gu, " ").trim();
  return spaced === "" ? name : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The ISO 639-1 code of a language tag, such as `de` for `de-AT`, `de_AT` and `deu`; null if the tag has none. */
export function languageCode(tag: string | null | undefined): string | null {
  const trimmed = tag?.trim() ?? "";
  if (trimmed === "") {
    return null;
  }
  try {
    const { language } = new Intl.Locale(trimmed.replaceAll("_", "-"));
    return language.length === 2 ? language : null;
  } catch {
    return null;
  }
}
