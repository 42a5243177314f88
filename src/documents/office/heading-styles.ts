import type { Element } from "domhandler";
import { elementAt, elements } from "../archive/xml.js";
import type { OfficePackage } from "./office-package.js";
import { parseOfficeXml } from "./office-xml.js";

/**
 * The level of heading, 1 to 9, of every paragraph style that has one by itself or by the style it is based on:
 * companies' templates have headings with names of their own.
 *
 * @returns from the style's id
 */
export async function headingStyles({
  archive,
  path,
  limits,
}: OfficePackage): Promise<ReadonlyMap<string, number>> {
  if (!archive.has("word/styles.xml")) {
    return new Map();
  }
  const root = elementAt(parseOfficeXml(await archive.read("word/styles.xml"), path, limits), "w:styles");
  const styles = new Map(elements(root, "w:style").map((style) => [style.attribs["w:styleId"] ?? "", style]));
  const levels = new Map<string, number>();
  for (const [id, style] of styles) {
    const level = outlineLevel(style, styles);
    if (level !== undefined) {
      levels.set(id, level);
    }
  }
  return levels;
}

/** Outline levels count from 0 to 8; 9 is body text. */
function outlineLevel(style: Element, styles: ReadonlyMap<string, Element>): number | undefined {
  const seen = new Set<Element>();
  let current: Element | undefined = style;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const level = elementAt(current, "w:pPr", "w:outlineLvl")?.attribs["w:val"];
    if (level !== undefined) {
      return /^[0-8]$/u.test(level) ? Number(level) + 1 : undefined;
    }
    current = styles.get(elementAt(current, "w:basedOn")?.attribs["w:val"] ?? "");
  }
  return undefined;
}
