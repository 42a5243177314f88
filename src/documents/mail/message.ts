import type { LoadLimits, LoadPart } from "../../core/ports/loader.js";
import { oneLine } from "../cell-text.js";
import { addHtml } from "../html/html-blocks.js";
import { lineOf } from "../html/inline-text.js";
import { parseHtml } from "../html/parse-html.js";
import { RtfReader } from "../rtf/rtf-reader.js";
import type { TextBuilder } from "../text-builder.js";
import { type Attachment, addAttachments } from "./attachments.js";
import { addPlainBody } from "./plain-body.js";

/** A person or a list that a message is from or to. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One message, whatever file it came in. */
export interface Message {
  /** Empty if it has none. */
  readonly subject: string;
  /** What is worth reading of its header, such as `From` and `Ada (ada@example.org)`; empty values are left out. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The body as plain text, empty if there is none. */
  readonly text: string;
  /** The body as HTML, empty if there is none. */
  readonly html: string;
  /** The body as RTF, each character one byte, empty if there is none; read where there is no other body. */
  readonly rtf: string;
  readonly attachments: readonly Attachment[];
}

/** Of the file that holds the messages. */
export interface MessageContext {
  readonly path: string;
  readonly limits: LoadLimits;
  readonly loadPart: LoadPart | undefined;
}

/** Adds a message: its subject as a heading, who wrote it to whom and when, its body and what is attached to it. */
export async function addMessage(
  builder: TextBuilder,
  message: Message,
  context: MessageContext,
): Promise<void> {
  builder.addHeading(oneLine(message.subject), 1);
  const lines = message.fields.map(([name, value]) => ({ text: value === "" ? "" : `${name}: ${value}` }));
  builder.addLines("list", lines);
  addBody(builder, message, context);
  await addAttachments(builder, message.attachments, context);
}

/** `Ada Lovelace (ada@example.org)`, or what there is of it. */
export function describeMailbox({ name, address }: Mailbox): string {
  const shown = oneLine(name);
  if (shown === "" || shown === address) {
    return address;
  }
  return address === "" ? shown : `${shown} (${address})`;
}

/** A plain text that says so much less than the HTML beside it only asks to open the message elsewhere. */
const STUB_SHARE = 1 / 3;

function addBody(builder: TextBuilder, { text, html, rtf }: Message, { path, limits }: MessageContext): void {
  if (text === "" && html === "" && rtf !== "") {
    new RtfReader(builder, path).read(rtf);
    return;
  }
  if (html !== "") {
    const shown = lineOf(parseHtml(html, path, limits));
    if (oneLine(text).length < shown.length * STUB_SHARE) {
      addHtml(builder, html, { path, limits, baseLevel: 1 });
      return;
    }
  }
  addPlainBody(builder, text);
}
