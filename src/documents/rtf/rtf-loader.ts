import type { Loader } from "../../core/ports/loader.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { RtfReader } from "./rtf-reader.js";

/**
 * Rich Text Format: headings by outline levels and styles, lists, tables and notes. The reader is our own, since no
 * parser of RTF on npm is kept.
 */
export const RTF_LOADER: Loader = {
  format: "rtf",
  extensions: [".rtf"],
  async load(bytes, path, limits) {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    if (!/^(?:\u00EF\u00BB\u00BF)?\s*\{\\rtf/u.test(source)) {
      throw unreadable(
        path,
        "isn't a Rich Text document, or is damaged; open it in a word processor and save it again",
      );
    }
    const builder = new TextBuilder(path, limits.characters);
    const { title, language } = new RtfReader(builder, path).read(source);
    const built = builder.build();
    const heading = built.headings.find(({ level }) => level === 1)?.text;
    return { title: title ?? heading ?? titleFromPath(path), ...built, pages: null, language };
  },
};
