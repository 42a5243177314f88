import type { Loader } from "../../core/ports/loader.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs } from "../unreadable.js";
import { parseMessage } from "./eml-loader.js";
import { addMessage } from "./message.js";

/** Mail boxes in one file (RFC 4155), as Thunderbird and Google Takeout write them: one section for each message. */
export const MBOX_LOADER: Loader = {
  format: "mbox",
  extensions: [".mbox"],
  load(bytes, path, limits, { loadPart } = {}) {
    return readAs(path, "a mail box", async () => {
      const builder = new TextBuilder(path, limits.characters);
      for (const bytesOfMessage of messagesOf(bytes)) {
        const { message } = await parseMessage(bytesOfMessage, path, limits);
        const subject = message.subject || "(no subject)";
        await addMessage(builder, { ...message, subject }, { path, limits, loadPart });
      }
      return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
    });
  },
};

/** The line above each message: after a blank line, or at the start. */
const SEPARATOR = /(?<=^|\n\r?\n)(?=From [^\n]*\d\d:\d\d)/u;

/** A line of a message that would look like the start of another one. */
const ESCAPED = /^>(?=>*From )/gmu;

function* messagesOf(bytes: Uint8Array): Generator<Uint8Array> {
  // Each byte is one character, so that nothing is decoded before its encoding is known.
  for (const message of Buffer.from(bytes).toString("latin1").split(SEPARATOR)) {
    if (message.trim() !== "") {
      yield Buffer.from(message.replace(ESCAPED, ""), "latin1");
    }
  }
}
