import type { Messages } from "../i18n/messages.js";
import type { ReadDocument } from "../transport/documents-client.js";
import { langOf } from "../view/source-label.js";
import { documentBlocks } from "./blocks.js";
import { DocumentText } from "./document-text.js";

/** A document with what the viewer makes of it once. */
export interface OpenDocument {
  readonly source: ReadDocument;
  readonly text: DocumentText;
  /** Whether the text begins with the title. */
  readonly titled: boolean;
}

/** Makes of a document what is made once. */
export function openDocument(source: ReadDocument, messages: Messages): OpenDocument {
  const blocks = documentBlocks(source.text, source.headings, source.marks);
  const text = new DocumentText(blocks, messages);
  const language = langOf(source.language);
  if (typeof language === "string") text.element.lang = language;
  return { source, text, titled: blocks[0]?.depth === 1 && blocks[0].text === source.title };
}
