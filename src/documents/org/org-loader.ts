import type { Loader } from "../../core/ports/loader.js";
import { decodeText } from "../encoding/decode-text.js";
import { languageCode, titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { OrgReader } from "./org-reader.js";

/**
 * Org mode: headings with their states, tags and times, lists, tables and code. The reader is our own: the kept parser
 * on npm, `uniorg-parse`, is under the GPL.
 */
export const ORG_LOADER: Loader = {
  format: "org",
  extensions: [".org"],
  async load(bytes, path, limits) {
    const builder = new TextBuilder(path, limits.characters);
    const { title, language } = new OrgReader(builder, decodeText(bytes, path)).read();
    const built = builder.build();
    const [first] = built.headings;
    const only = built.headings.filter(({ level }) => level === 1).length === 1 ? first?.text : undefined;
    return {
      title: title || only || titleFromPath(path),
      ...built,
      pages: null,
      language: languageCode(language),
    };
  },
};
