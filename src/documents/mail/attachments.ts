import { createHash } from "node:crypto";
import type { LoadedDocument } from "../../core/document.js";
import { FootnoteError } from "../../core/errors.js";
import { addDocument } from "../add-document.js";
import { oneLine } from "../cell-text.js";
import type { TextBuilder } from "../text-builder.js";
import type { MessageContext } from "./message.js";

/** A file that a message holds. */
export interface Attachment {
  /** Its file name; its extension tells its format. */
  readonly name: string;
  /** Null if the message only names it. */
  readonly bytes: Uint8Array | null;
  /** Whether it is shown within the message's body, such as the logo in a signature. */
  readonly shownInBody: boolean;
}

/** The most attachments that are read of one message. */
const MAX_ATTACHMENTS = 50;

/** The most of those that aren't read which are named. */
const MAX_NAMED = 5;

const PICTURE = /\.(?:avif|bmp|emz|emf|gif|heic|ico|jpe?g|png|svg|tiff?|webp|wmf|wmz)$/iu;

/** Adds the attachments that can be read, each below a heading that names it, and notes those that can't. */
export async function addAttachments(
  builder: TextBuilder,
  attachments: readonly Attachment[],
  context: MessageContext,
): Promise<void> {
  const pictures = attachments.filter(isPictureInBody);
  const files = withoutRepeated(attachments.filter((attachment) => !isPictureInBody(attachment)));
  const left: string[] = [];
  for (const [i, attachment] of files.entries()) {
    const document = i < MAX_ATTACHMENTS ? await load(attachment, files.length, context) : undefined;
    const name = oneLine(attachment.name);
    if (document === undefined) {
      left.push(name);
      continue;
    }
    builder.addHeading(`Attachment: ${name}`, 2);
    addDocument(builder, document, 2);
    for (const notice of document.notices) {
      builder.notice(`attachment ${name}: ${notice}`);
    }
  }
  for (const name of left.slice(0, MAX_NAMED)) {
    builder.notice(`attachment ${name}: not read`);
  }
  builder.leaveOut(Math.max(left.length - MAX_NAMED, 0), "more attachment");
  builder.leaveOut(pictures.length, "picture within the message", "pictures within the message");
}

/** What proves who wrote a message (S/MIME, OpenPGP) holds no text. */
const SIGNATURE = /^(?:smime\.p7s|signature\.asc|application-pgp-signature|application-pkcs7-signature)$/iu;

/** Invitations hold the same calendar twice, as a form of the body and as a file. */
function withoutRepeated(attachments: readonly Attachment[]): Attachment[] {
  const known = new Set<string>();
  return attachments.filter(({ name, bytes }) => {
    const hash = bytes === null ? "" : createHash("sha256").update(bytes).digest("hex");
    const isRepeated = hash !== "" && known.has(hash);
    known.add(hash);
    return !isRepeated && !SIGNATURE.test(name);
  });
}

function isPictureInBody({ name, shownInBody }: Attachment): boolean {
  return shownInBody && PICTURE.test(name);
}

/**
 * All attachments together may unpack to no more than the file itself might.
 * @returns undefined if it can't be read: the message itself is still worth it
 */
async function load(
  { name, bytes }: Attachment,
  count: number,
  { path, limits, loadPart }: MessageContext,
): Promise<LoadedDocument | undefined> {
  if (bytes === null) {
    return undefined;
  }
  const share = Math.floor(limits.unpackedBytes / Math.min(count, MAX_ATTACHMENTS));
  try {
    return await loadPart?.(bytes, `${path} › ${name}`, { ...limits, unpackedBytes: share });
  } catch (error) {
    if (FootnoteError.is(error)) {
      return undefined;
    }
    throw error;
  }
}
