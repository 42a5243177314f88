import type { LoadLimits } from "../../core/ports/loader.js";
import type { Archive } from "../archive/archive.js";
import { elementAt, parseXml, textOf } from "../archive/xml.js";
import { oneLine } from "../cell-text.js";
import { isPlaceholderTitle, languageCode } from "../metadata.js";

/** The metadata of a file. */
export interface Properties {
  /** Null if the file has no title, or one that its program put there. */
  readonly title: string | null;
  /** ISO 639-1; null if the file doesn't say. */
  readonly language: string | null;
}

const NONE: Properties = { title: null, language: null };

const FILE_NAME = /\.(?:do[ct][xm]?|fod[pst]|o[dt][pst]|p[op][pt][xm]?|pps[xm]?|rtf|xl[st][bxm]?)$/iu;

/** The properties of an Office Open XML file, in docProps/core.xml (ECMA-376 part 2, 11). */
export async function officeProperties(
  archive: Archive,
  path: string,
  limits: LoadLimits,
): Promise<Properties> {
  if (!archive.has("docProps/core.xml")) {
    return NONE;
  }
  const root = elementAt(
    parseXml(await archive.read("docProps/core.xml"), path, limits),
    "cp:coreProperties",
  );
  return {
    title: usableTitle(textOf(elementAt(root, "dc:title"))),
    language: languageCode(textOf(elementAt(root, "dc:language"))),
  };
}

/** A title as its author wrote it, on one line; null if there is none worth showing. */
export function usableTitle(text: string): string | null {
  const title = oneLine(text);
  return isPlaceholderTitle(title) || FILE_NAME.test(title) ? null : title;
}
