/** @file Messages of PostgreSQL's protocol 3.0, chapter "Message Formats" of its manual. */

/** What stands in the first eight bytes of a connection instead of a version. */
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/** A message of a client: with a type, or one of those that open a connection. */
export interface ClientMessage {
  readonly type: "start" | "encrypt" | "cancel" | (string & {});
  /** All of it, with type and length. */
  readonly bytes: Buffer;
}

/** Cuts what a client sends into messages. */
export class MessageReader {
  #pieces: Buffer[] = [];
  #size = 0;
  #started = false;

  /** @returns the messages that are complete now */
  read(piece: Buffer): ClientMessage[] {
    this.#pieces.push(piece);
    this.#size += piece.length;
    const messages: ClientMessage[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) {
      messages.push(message);
    }
    return messages;
  }

  #next(): ClientMessage | undefined {
    const head = this.#started ? 1 : 0;
    if (this.#size < head + 4) {
      return undefined;
    }
    // A message of megabytes comes in many pieces, which are put together once.
    if ((this.#pieces[0]?.length ?? 0) < head + 4) {
      this.#pieces = [Buffer.concat(this.#pieces)];
    }
    const length = head + (this.#pieces[0]?.readUInt32BE(head) ?? 0);
    if (this.#size < length) {
      return undefined;
    }
    const all = Buffer.concat(this.#pieces);
    const bytes = all.subarray(0, length);
    this.#pieces = [all.subarray(length)];
    this.#size -= length;
    return { type: this.#typeOf(bytes), bytes };
  }

  #typeOf(bytes: Buffer): ClientMessage["type"] {
    if (this.#started) {
      return String.fromCharCode(bytes[0] ?? 0);
    }
    const code = bytes.readUInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      return "encrypt";
    }
    if (code === CANCEL_REQUEST) {
      return "cancel";
    }
    this.#started = true;
    return "start";
  }
}

/** The parameters of a start message, such as `user`, `options` and `application_name`. */
export function startParameters({ bytes }: ClientMessage): Map<string, string> {
  const words = bytes.toString("utf8", 8).split("\0");
  const parameters = new Map<string, string>();
  for (let at = 0; words[at]; at += 2) {
    parameters.set(words[at] ?? "", words[at + 1] ?? "");
  }
  return parameters;
}

/** A message with zero-terminated texts. */
export function textMessage(type: string, ...texts: readonly string[]): Buffer {
  const body = Buffer.from(texts.map((text) => `${text}\0`).join(""));
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Puts a prefix before the name of the prepared statement in a message, unless it has none. */
export function prefixStatement({ type, bytes }: ClientMessage, prefix: string): Buffer {
  // Bind names a portal first; Describe and Close say by a letter whether they mean a statement.
  const isOfStatement = type === "P" || type === "B" || ("DC".includes(type) && bytes[5] === 0x53);
  if (!isOfStatement) {
    return bytes;
  }
  const start = type === "B" ? bytes.indexOf(0, 5) + 1 : type === "P" ? 5 : 6;
  if (bytes[start] === 0) {
    return bytes;
  }
  const prefixed = Buffer.concat([bytes.subarray(0, start), Buffer.from(prefix), bytes.subarray(start)]);
  prefixed.writeUInt32BE(prefixed.length - 1, 1);
  return prefixed;
}

/** The messages among a server's that tell of a NOTIFY. */
export function notificationsIn(answer: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readUInt32BE(at + 1)) {
    if (answer[at] === 0x41) {
      found.push(answer.subarray(at, at + 1 + answer.readUInt32BE(at + 1)));
    }
  }
  return found;
}
