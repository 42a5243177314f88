import type { Element } from "domhandler";
import { elementAt, elements, textOf } from "../archive/xml.js";
import { type Formula, row, symbols, withMark } from "./formula.js";

/** Reads an equation of Microsoft Office, such as `m:oMath` (ECMA-376 part 1, 22.1). */
export function readOmml(parent: Element | undefined): Formula {
  const parts: Formula[] = [];
  /** Runs beside each other in one style: Office splits a word into several for reasons of its own. */
  let run: { text: string; readonly style: string } | undefined;
  for (const child of elements(parent)) {
    if (child.name !== "m:r" || isPlain(child)) {
      parts.push(...symbolsOf(run), ...[readElement(child) ?? []].flat());
      run = undefined;
      continue;
    }
    const style = elementAt(child, "m:rPr", "m:sty")?.attribs["m:val"] ?? "";
    if (run?.style !== style) {
      parts.push(...symbolsOf(run));
      run = { text: "", style };
    }
    run.text += runText(child);
  }
  return row([...parts, ...symbolsOf(run)]);
}

function symbolsOf(run: { readonly text: string } | undefined): Formula[] {
  return run === undefined ? [] : [symbols(run.text)];
}

/** Whether a run is ordinary text, not part of the formula. */
function isPlain(run: Element): boolean {
  return isOn(elementAt(run, "m:rPr", "m:nor"));
}

/** Whether a property without a value, or with one, is set (ECMA-376 part 1, 22.9.2.7). */
function isOn(property: Element | undefined): boolean {
  return property !== undefined && !/^(?:0|off|false)$/u.test(property.attribs["m:val"] ?? "1");
}

/** `&` marks where equations below each other are aligned. */
function runText(run: Element): string {
  return elements(run)
    .map((child) => (/^[amw]:t$/u.test(child.name) ? textOf(child) : child.name === "w:br" ? " " : ""))
    .join("")
    .replaceAll("&", "");
}

function readElement(element: Element): Formula | undefined {
  const part = (name: string): Formula => readOmml(elementAt(element, name));
  switch (element.name) {
    case "m:r":
      return { kind: "words", text: runText(element) };
    case "m:f":
      return readFraction(element, part("m:num"), part("m:den"));
    case "m:sSub":
      return { kind: "script", base: part("m:e"), sub: part("m:sub"), sup: undefined };
    case "m:sSup":
      return { kind: "script", base: part("m:e"), sub: undefined, sup: part("m:sup") };
    case "m:sSubSup":
      return { kind: "script", base: part("m:e"), sub: part("m:sub"), sup: part("m:sup") };
    case "m:sPre":
      return row([{ kind: "script", base: row([]), sub: part("m:sub"), sup: part("m:sup") }, part("m:e")]);
    case "m:limLow":
      return withMark(part("m:e"), limitText(element), { sub: part("m:lim"), sup: undefined });
    case "m:limUpp":
      return withMark(part("m:e"), limitText(element), { sub: undefined, sup: part("m:lim") });
    case "m:rad":
      return { kind: "root", radicand: part("m:e"), degree: part("m:deg") };
    case "m:nary":
      return readNary(element, part);
    case "m:func":
      return row([part("m:fName"), part("m:e")]);
    case "m:d":
      return readDelimiter(element);
    case "m:m":
      return { kind: "table", rows: elements(element, "m:mr").map(readCells) };
    case "m:eqArr":
      return { kind: "table", rows: readCells(element).map((equation) => [equation]) };
    case "m:acc":
      return { kind: "accent", base: part("m:e"), mark: character(element, "m:accPr", "m:chr") ?? "\u0302" };
    case "m:bar": {
      const isAbove = elementAt(element, "m:barPr", "m:pos")?.attribs["m:val"] === "top";
      return { kind: "accent", base: part("m:e"), mark: isAbove ? "\u0305" : "\u0332" };
    }
    case "w:del":
    case "w:moveFrom":
      return undefined;
    default:
      return element.name.endsWith("Pr") ? undefined : readOmml(element);
  }
}

function limitText(element: Element): string {
  return textOf(elementAt(element, "m:lim"));
}

function readFraction(element: Element, above: Formula, below: Formula): Formula {
  const hasNoBar = elementAt(element, "m:fPr", "m:type")?.attribs["m:val"] === "noBar";
  return hasNoBar ? { kind: "table", rows: [[above], [below]] } : { kind: "fraction", above, below };
}

/** A sum, product or integral; an integral is what one without a sign of its own is. */
function readNary(element: Element, part: (name: string) => Formula): Formula {
  const base = symbols(character(element, "m:naryPr", "m:chr") ?? "\u222b");
  return row([{ kind: "script", base, sub: part("m:sub"), sup: part("m:sup") }, part("m:e")]);
}

function readDelimiter(element: Element): Formula {
  return {
    kind: "fence",
    open: character(element, "m:dPr", "m:begChr") ?? "(",
    close: character(element, "m:dPr", "m:endChr") ?? ")",
    separator: character(element, "m:dPr", "m:sepChr") ?? "|",
    parts: readCells(element),
  };
}

function readCells(parent: Element): Formula[] {
  return elements(parent, "m:e").map(readOmml);
}

/** The character that a property sets, perhaps none (an empty text), or undefined for the default. */
function character(element: Element, ...names: readonly string[]): string | undefined {
  const property = elementAt(element, ...names);
  return property === undefined ? undefined : (property.attribs["m:val"] ?? "");
}
