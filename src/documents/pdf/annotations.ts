import { oneLine } from "../cell-text.js";
import type { PdfAnnotation, PdfPage } from "./open-pdf.js";

/** More annotations of a page aren't read. */
const MAX_ANNOTATIONS = 2000;
/** Bits of an annotation's flags (ISO 32000-1, table 165): it isn't shown on the screen. */
const INVISIBLE = 1;
const HIDDEN = 2;
const NO_VIEW = 32;

/** Text that lies on top of a page: what was filled into a form, or a note in a box of its own. */
export interface Overlay {
  /** Nothing for a box that is ticked. */
  readonly lines: readonly string[];
  readonly ticked: boolean;
  /** What a field is called, if somebody gave it a name. */
  readonly label: string;
  /** Its corners, in the page's own coordinates. */
  readonly rect: readonly [number, number, number, number];
  /** In points; 0 if the text is as large as its box allows. */
  readonly size: number;
  /** How high the first baseline is above the lower edge, if that is known. */
  readonly baseline: number | undefined;
}

/** What lies on top of a page. */
export interface Annotations {
  readonly overlays: readonly Overlay[];
  /** How many notes and remarks there are, which a reader must open. */
  readonly comments: number;
  /** Whether there are form fields, filled in or not. */
  readonly hasFields: boolean;
  /** Whether some of it couldn't be read. */
  readonly incomplete: boolean;
}

const NO_ANNOTATIONS: Annotations = { overlays: [], comments: 0, hasFields: false, incomplete: false };

/** Reads what was filled into a page's form fields, and other text on top of it. Hidden fields and passwords aren't. */
export async function readAnnotations(page: PdfPage): Promise<Annotations> {
  let all: readonly PdfAnnotation[];
  try {
    all = await page.getAnnotations();
  } catch {
    return { ...NO_ANNOTATIONS, incomplete: true };
  }
  const shown = all
    .slice(0, MAX_ANNOTATIONS)
    .filter(({ annotationFlags }) => (annotationFlags & (INVISIBLE | HIDDEN | NO_VIEW)) === 0);
  return {
    overlays: shown.flatMap(overlay),
    comments: shown.filter(isComment).length,
    hasFields: all.some(({ subtype }) => subtype === "Widget"),
    incomplete: all.length > MAX_ANNOTATIONS,
  };
}

function overlay(annotation: PdfAnnotation): Overlay[] {
  const [left, bottom, right, top] = annotation.rect;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return [];
  }
  const ticked = isTicked(annotation);
  const lines = ticked ? [] : linesOf(annotation).filter((line) => line.trim() !== "");
  if (!ticked && lines.length === 0) {
    return [];
  }
  return [
    {
      lines,
      ticked,
      label: ticked || annotation.fieldType !== undefined ? labelOf(annotation) : "",
      rect: [left, bottom, right, top],
      size: annotation.defaultAppearanceData?.fontSize ?? 0,
      baseline: annotation.textPosition?.[1],
    },
  ];
}

function isTicked({ checkBox, radioButton, fieldValue, exportValue, buttonValue }: PdfAnnotation): boolean {
  if (typeof fieldValue !== "string" || fieldValue === "Off") {
    return false;
  }
  return (
    (checkBox === true && fieldValue === exportValue) || (radioButton === true && fieldValue === buttonValue)
  );
}

function linesOf(annotation: PdfAnnotation): readonly string[] {
  if (annotation.subtype === "FreeText") {
    return annotation.textContent ?? splitLines(annotation.contentsObj?.str ?? "");
  }
  switch (annotation.fieldType) {
    case "Tx":
      return annotation.password === true ? [] : textLines(annotation);
    case "Ch":
      return [choices(annotation).join(", ")];
    default:
      return [];
  }
}

/** A field's value as it is shown: a program may have put it there with a currency or as a date. */
function textLines({ fieldValue, textContent }: PdfAnnotation): readonly string[] {
  const value = typeof fieldValue === "string" ? fieldValue : "";
  const shown = textContent ?? [];
  const isSame = withoutSpaces(shown.join("")) === withoutSpaces(value);
  return shown.length === 0 || isSame ? splitLines(value) : shown;
}

function choices({ fieldValue, options = [] }: PdfAnnotation): string[] {
  const values: readonly unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values
    .filter((value): value is string => typeof value === "string")
    .map((value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value);
}

function splitLines(text: string): string[] {
  return text.split(/\r\n?|\n/u);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, "");
}

/** What is longer isn't a name that somebody gave. */
const MAX_NAME = 100;

/** Names that programs give to fields by themselves, in some languages. */
const MADE_UP =
  /^(?:[a-z]{0,3}|(?:text|check|radio|list|combo|drop|form|undefined|unbenannt|kontroll|kombi|button|group|gruppe|field|feld|champ|campo|veld)[a-zäöü -]*)[\s_.-]*\d*(?:[._-]\d+)*$/iu;

/** What a field is called: its description, or the last part of its name. */
function labelOf({ alternativeText = "", fieldName = "" }: PdfAnnotation): string {
  const described = oneLine(alternativeText);
  if (described !== "") {
    return described.replace(/\s*:$/u, "");
  }
  const last = fieldName.split(".").at(-1) ?? "";
  const name = last
    .slice(0, MAX_NAME)
    .replace(/\[\d+\]$/u, "")
    .trim();
  if (MADE_UP.test(name)) {
    return "";
  }
  return name.replace(/_+/gu, " ").replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ");
}

/** A note that shows its text only when it is opened: everything but links, fields and what is text on the page. */
function isComment({ subtype, contentsObj }: PdfAnnotation): boolean {
  const isOpen = ["FreeText", "Link", "Widget", "Popup"].includes(subtype);
  return !isOpen && (contentsObj?.str ?? "").trim() !== "";
}
