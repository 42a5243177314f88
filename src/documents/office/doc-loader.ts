import { DocxLoader } from "@langchain/community/document_loaders/fs/docx";
import type { Loader } from "../../core/ports/loader.js";
import { isSoundCompoundFile } from "../archive/compound-file.js";
import { titleFromPath } from "../metadata.js";
import { guessHeader, tableLines } from "../table-text.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";

/** Word 97 to 2003: the text, without its structure, which no kept library reads. */
export const DOC_LOADER: Loader = {
  format: "doc",
  extensions: [".doc"],
  load(bytes, path, limits) {
    return readAs(path, "a Word 97–2003 document", async () => {
      if (!isSoundCompoundFile(bytes)) {
        throw unreadable(path, "isn't a Word 97–2003 document, or is damaged; save it as DOCX");
      }
      const [document] = await new DocxLoader(new Blob([Uint8Array.from(bytes)]), { type: "doc" }).load();
      const builder = new TextBuilder(path, limits.characters);
      addText(builder, document?.pageContent ?? "");
      return { title: titleFromPath(path), ...builder.build(), pages: null, language: null };
    });
  },
};

/** Every line is a paragraph, or a row of a table if it ends in a tab: one stands after every cell. */
function addText(builder: TextBuilder, text: string): void {
  let rows: string[][] = [];
  for (const line of text.split("\n")) {
    if (line.endsWith("\t")) {
      rows.push(line.slice(0, -1).split("\t"));
      continue;
    }
    addTable(builder, rows);
    rows = [];
    builder.addBlock("paragraph", line);
  }
  addTable(builder, rows);
}

function addTable(builder: TextBuilder, rows: readonly (readonly string[])[]): void {
  const header = guessHeader(rows);
  const lines = tableLines(header, header === null ? rows : rows.slice(1));
  builder.addLines(
    "table",
    lines.map((text) => ({ text })),
  );
}
