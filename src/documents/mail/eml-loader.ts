import PostalMime, { type Address, decodeWords, type Email, type Attachment as MimePart } from "postal-mime";
import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { oneLine } from "../cell-text.js";
import { restoreWindows1252 } from "../encoding/legacy-encodings.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import type { Attachment } from "./attachments.js";
import { addMessage, describeMailbox, type Message } from "./message.js";
import { withKnownEncoding } from "./raw-encoding.js";

/** E-mail messages (RFC 5322, MIME): subject, header, body, and what is attached to them. */
export const EML_LOADER: Loader = {
  format: "eml",
  extensions: [".eml"],
  load(bytes, path, limits, { loadPart } = {}) {
    return readAs(path, "an e-mail message", async () => {
      const builder = new TextBuilder(path, limits.characters);
      if (bytes.length === 0) {
        return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
      }
      const { message, language } = await parseMessage(bytes, path, limits);
      await addMessage(builder, message, { path, limits, loadPart });
      const title = oneLine(message.subject) || titleFromPath(path);
      return { title, ...builder.build(), pages: null, language };
    });
  },
};

/** A message and the language that its header states, ISO 639-1. */
interface ParsedMessage {
  readonly message: Message;
  readonly language: string | null;
}

/** Parses the bytes of one message; FootnoteError `unreadable_document` if they don't begin with a header. */
export async function parseMessage(
  bytes: Uint8Array,
  path: string,
  { nesting }: Pick<LoadLimits, "nesting">,
): Promise<ParsedMessage> {
  if (!beginsWithHeader(bytes)) {
    throw unreadable(path, "isn't an e-mail message, or is damaged; save it again from the mail program");
  }
  const email = await PostalMime.parse(withKnownEncoding(bytes, path), {
    forceRfc822Attachments: true,
    maxNestingDepth: nesting,
  });
  const header = (key: string) => email.headers.find((line) => line.key === key)?.value ?? "";
  const message = {
    subject: restoreWindows1252(email.subject ?? ""),
    fields: fieldsOf(email, header("date")),
    text: restoreWindows1252(email.text ?? ""),
    html: restoreWindows1252(email.html ?? ""),
    rtf: "",
    attachments: email.attachments.map(attachmentOf),
  };
  return { message, language: languageCode(header("content-language")) };
}

/** So much of a file is looked at for a header field. */
const HEADER_BYTES = 4096;

/** A header field at the start, perhaps below the line that mail boxes put above a message (RFC 5322, section 2.2). */
function beginsWithHeader(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, HEADER_BYTES));
  return /^\s*(?:>?From [^\n]*\n)?[\x21-\x39\x3b-\x7e]+[ \t]*:/u.test(
    start.replace(/^\u00EF\u00BB\u00BF/u, ""),
  );
}

/** The date stays as it was written: in the time zone of the writer. */
function fieldsOf({ from, to, cc }: Email, date: string): Message["fields"] {
  return [
    ["From", describeAll(from === undefined ? [] : [from])],
    ["To", describeAll(to ?? [])],
    ["Cc", describeAll(cc ?? [])],
    ["Date", oneLine(date)],
  ];
}

function describeAll(addresses: readonly Address[]): string {
  return addresses.map(describeAddress).join(", ");
}

function describeAddress(address: Address): string {
  if (address.group === undefined) {
    return restoreWindows1252(describeMailbox(address));
  }
  return `${oneLine(address.name)}: ${describeAll(address.group)}`;
}

/** The extensions of parts that come without a file name. */
const EXTENSION_OF_TYPE: Readonly<Record<string, string>> = {
  "message/delivery-status": ".txt",
  "message/rfc822": ".eml",
  "text/calendar": ".ics",
  "text/csv": ".csv",
  "text/html": ".html",
  "text/markdown": ".md",
  "text/plain": ".txt",
  "text/vcard": ".vcf",
};

function attachmentOf(part: MimePart): Attachment {
  const { content, filename, mimeType } = part;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  return { name: nameOf(filename, mimeType), bytes, shownInBody: isShownInBody(part) };
}

function nameOf(filename: string | null, mimeType: string): string {
  const extension = EXTENSION_OF_TYPE[mimeType] ?? "";
  if (filename === null) {
    return extension === ".eml" ? "message.eml" : `${mimeType.replace(/\W+/gu, "-")}${extension}`;
  }
  const name = restoreWindows1252(oneLine(decodeWords(filename))).replace(/[/\\]/gu, "_");
  // Outlook names an attached message by its subject alone.
  return mimeType === "message/rfc822" && !name.toLowerCase().endsWith(".eml") ? `${name}.eml` : name;
}

function isShownInBody({ related, disposition, contentId }: MimePart): boolean {
  return related === true || (disposition === "inline" && contentId !== undefined);
}
