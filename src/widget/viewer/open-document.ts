import type { Mark } from "../../core/document.js";
import type { Messages } from "../i18n/messages.js";
import type { ReadDocument } from "../transport/documents-client.js";
import { langOf } from "../view/source-label.js";
import { documentBlocks } from "./blocks.js";
import { DocumentText } from "./document-text.js";
import { firstIndex } from "./first-index.js";
import { type OutlineEntry, outlineOf } from "./outline.js";
import { sheetsOf } from "./sheet-field.js";

/** A document with what the viewer derives from it once. */
export interface OpenDocument {
  readonly source: ReadDocument;
  readonly text: DocumentText;
  readonly outline: readonly OutlineEntry[];
  /** The headings' indices among the blocks, ascending. */
  readonly headings: readonly number[];
  /** By ascending start. */
  readonly sheets: readonly Mark[];
  /** Whether the text begins with the title. */
  readonly titled: boolean;
}

/** Prepares a document for the viewer: its blocks, outline and pages. */
export function openDocument(source: ReadDocument, messages: Messages): OpenDocument {
  const blocks = documentBlocks(source.text, source.headings, source.marks);
  const text = new DocumentText(blocks, messages);
  const language = langOf(source.language);
  if (typeof language === "string") {
    text.element.lang = language;
  }
  return {
    source,
    text,
    outline: outlineOf(blocks),
    headings: [...blocks.keys()].filter((index) => blocks[index]?.depth !== 0),
    sheets: sheetsOf(source.marks),
    titled: blocks[0]?.depth === 1 && blocks[0].text === source.title,
  };
}

/** The index of the heading that a block is under, or that it is; null above the first. */
export function headingOf({ headings }: OpenDocument, block: number): number | null {
  return headings[firstIndex(headings, (index) => index > block) - 1] ?? null;
}

/** The number of the page or slide that a block is on; 1 before the first. */
export function sheetOf({ sheets, text }: OpenDocument, block: number): number {
  const start = text.blocks[block]?.start ?? 0;
  return sheets[firstIndex(sheets, (sheet) => sheet.start > start) - 1]?.value ?? 1;
}
