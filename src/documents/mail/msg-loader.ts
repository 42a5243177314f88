import { createRequire } from "node:module";
import { decompressRTF } from "@kenjiuno/decompressrtf";
import type { FieldsData } from "@kenjiuno/msgreader";
import type { Loader } from "../../core/ports/loader.js";
import { compoundFileEntries } from "../archive/compound-file.js";
import { oneLine } from "../cell-text.js";
import { labelOfCodePage } from "../encoding/code-pages.js";
import { decodeText } from "../encoding/decode-text.js";
import { titleFromPath } from "../metadata.js";
import { languageOfLcid } from "../rtf/language-ids.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import type { Attachment } from "./attachments.js";
import { addMessage, describeMailbox, type Message } from "./message.js";

/** The default export of a CommonJS module, which Node's `import` and that of other programs give differently. */
const { default: MSG_READER }: typeof import("@kenjiuno/msgreader") = createRequire(import.meta.url)(
  "@kenjiuno/msgreader",
);

/** Messages, appointments and contacts as Outlook saves them (MS-OXMSG). */
export const MSG_LOADER: Loader = {
  format: "msg",
  extensions: [".msg"],
  load(bytes, path, limits, { loadPart } = {}) {
    return readAs(path, "an Outlook message", async () => {
      if (compoundFileEntries(bytes) === undefined) {
        throw unreadable(path, NO_MESSAGE);
      }
      const { message, locale } = parseMessage(bytes, path);
      const builder = new TextBuilder(path, limits.characters);
      await addMessage(builder, message, { path, limits, loadPart });
      const title = oneLine(message.subject) || titleFromPath(path);
      return { title, ...builder.build(), pages: null, language: languageOfLcid(locale) };
    });
  },
};

const NO_MESSAGE = "isn't an Outlook message, or is damaged; save it again from Outlook, or as EML";

/** A message and the Windows language identifier of the program that wrote it, 0 if it isn't known. */
interface ParsedMessage {
  readonly message: Message;
  readonly locale: number;
}

function parseMessage(bytes: Uint8Array, path: string): ParsedMessage {
  const { reader, fields } = openMessage(bytes);
  if (fields.messageClass === undefined) {
    throw unreadable(path, NO_MESSAGE);
  }
  const html = htmlOf(fields, path);
  const attachments = (fields.attachments ?? []).map(
    (attachment): Attachment => ({
      name: attachmentName(attachment),
      bytes: holdsContent(attachment) ? reader.getAttachment(attachment).content : null,
      shownInBody: attachment.attachmentHidden === true || isShown(attachment, html),
    }),
  );
  const message = {
    subject: fields.subject ?? "",
    fields: describe(fields),
    text: fields.body ?? "",
    html,
    rtf: rtfOf(fields),
    attachments,
  };
  return { message, locale: fields.messageLocaleId ?? 0 };
}

/** An attachment may only name a file elsewhere, or be an object of another program. */
function holdsContent({ innerMsgContent, dataId }: FieldsData): boolean {
  return innerMsgContent === true || dataId !== undefined;
}

/** Reads a message; once more if its strings aren't Unicode, now that it has said which encoding they are in. */
function openMessage(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = new MSG_READER(view);
  const fields = reader.getFileData();
  const label = labelOfCodePage(fields.messageCodepage ?? fields.internetCodepage ?? 0);
  if (label === undefined) {
    return { reader, fields };
  }
  const decoding = new MSG_READER(view);
  decoding.parserConfig = { ansiEncoding: label };
  return { reader: decoding, fields: decoding.getFileData() };
}

function htmlOf({ bodyHtml, html, internetCodepage }: FieldsData, path: string): string {
  if (html !== undefined && html.length > 0) {
    return decodeText(html, path, labelOfCodePage(internetCodepage ?? 0));
  }
  return bodyHtml ?? "";
}

const RTF_HEADER_BYTES = 16;

function rtfOf({ body, html, bodyHtml, compressedRtf }: FieldsData): string {
  if (compressedRtf === undefined || body !== undefined || html !== undefined || bodyHtml !== undefined) {
    return "";
  }
  // The parser reads as many bytes as the header says (MS-OXRTFCP, section 2.1.3.1.1), whether they are there or not.
  const { byteLength, byteOffset, buffer } = compressedRtf;
  if (byteLength < RTF_HEADER_BYTES || new DataView(buffer, byteOffset).getUint32(0, true) + 4 > byteLength) {
    return "";
  }
  return Buffer.from(decompressRTF(Array.from(compressedRtf))).toString("latin1");
}

function attachmentName({ fileName, fileNameShort, name, innerMsgContent }: FieldsData): string {
  const shown = oneLine(fileName ?? fileNameShort ?? name ?? "").replace(/[/\\]/gu, "_") || "attachment";
  return innerMsgContent === true && !shown.toLowerCase().endsWith(".msg") ? `${shown}.msg` : shown;
}

/** Whether the body shows the attachment by its identifier. */
function isShown({ pidContentId }: FieldsData, html: string): boolean {
  return pidContentId !== undefined && pidContentId !== "" && html.includes(`cid:${pidContentId}`);
}

/** What is worth reading besides the body; of an appointment when and where, of a contact how to reach it. */
function describe(fields: FieldsData): Message["fields"] {
  return [
    ["From", senderOf(fields)],
    ["To", recipientsOf(fields, "to")],
    ["Cc", recipientsOf(fields, "cc")],
    ["Date", dateOf(fields)],
    ["Start", fields.apptStartWhole ?? ""],
    ["End", fields.apptEndWhole ?? ""],
    ["Location", oneLine(fields.apptLocation ?? "")],
    ["Company", oneLine(fields.companyName ?? "")],
    ["Business telephone", oneLine(fields.businessTelephoneNumber ?? "")],
    ["Mobile telephone", oneLine(fields.mobileTelephoneNumber ?? "")],
    ["Home telephone", oneLine(fields.homeTelephoneNumber ?? "")],
    ["Address", oneLine(fields.postalAddress ?? fields.workAddress ?? "")],
  ];
}

/** The date as the writer's program wrote it, with its time zone, or else in that of Greenwich. */
function dateOf({ headers, clientSubmitTime, messageDeliveryTime }: FieldsData): string {
  const written = /^Date:[ \t]*(\S[^\r\n]*)/imu.exec(headers ?? "")?.[1];
  return written ?? clientSubmitTime ?? messageDeliveryTime ?? "";
}

function senderOf(fields: FieldsData): string {
  const { senderName, senderSmtpAddress, sentRepresentingSmtpAddress, senderEmail } = fields;
  const address = firstAddress(senderSmtpAddress, sentRepresentingSmtpAddress, senderEmail);
  return describeMailbox({ name: senderName ?? "", address });
}

function recipientsOf({ recipients }: FieldsData, type: "to" | "cc"): string {
  return (recipients ?? [])
    .filter(({ recipType }) => recipType === type)
    .map(({ name, smtpAddress, email }) =>
      describeMailbox({ name: name ?? "", address: firstAddress(smtpAddress, email) }),
    )
    .join(", ");
}

/** Addresses of Exchange (`/o=First/ou=…`) mean nothing to a reader. */
function firstAddress(...addresses: readonly (string | undefined)[]): string {
  return addresses.find((address) => address?.includes("@")) ?? "";
}
