import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { addDocument } from "../add-document.js";
import { decodeText } from "../encoding/decode-text.js";
import { isList, isRecord, type Json, type JsonRecord, stringOf } from "../json/json-value.js";
import { MARKDOWN_LOADER } from "../markdown/markdown-loader.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { unreadable } from "../unreadable.js";
import { textOf } from "./multiline.js";
import { addOutputs, OutputCounts } from "./outputs.js";

/** Jupyter notebooks (nbformat 3 and 4): prose, code and what the code printed. */
export const NOTEBOOK_LOADER: Loader = {
  format: "notebook",
  extensions: [".ipynb"],
  async load(bytes, path, limits) {
    const builder = new TextBuilder(path, limits.characters);
    const notebook = parse(decodeText(bytes, path), path);
    const counts = new OutputCounts();
    for (const cell of cellsOf(notebook)) {
      await addCell(builder, cell, counts, path, limits);
    }
    counts.report(builder);
    const built = builder.build();
    const metadata = isRecord(notebook["metadata"]) ? notebook["metadata"] : {};
    const heading = built.headings.find(({ level }) => level === 1)?.text;
    const title = stringOf(metadata["title"]) ?? heading ?? titleFromPath(path);
    return { title, ...built, pages: null, language: null };
  },
};

function parse(text: string, path: string): JsonRecord {
  if (text.trim() === "") {
    return {};
  }
  try {
    const notebook: Json = JSON.parse(text);
    if (isRecord(notebook) && (notebook["cells"] !== undefined || notebook["worksheets"] !== undefined)) {
      return notebook;
    }
  } catch {
    // The same message for what is no JSON and what is another kind of it.
  }
  throw unreadable(path, "isn't a Jupyter notebook, or is damaged; open it in Jupyter and save it again");
}

/** The cells; in format 3 they are in worksheets. */
function cellsOf(notebook: JsonRecord): JsonRecord[] {
  const sheets = recordsIn(notebook["worksheets"]).flatMap(({ cells }) => recordsIn(cells));
  return [...recordsIn(notebook["cells"]), ...sheets];
}

function recordsIn(value: Json | undefined): JsonRecord[] {
  return value !== undefined && isList(value) ? value.filter(isRecord) : [];
}

async function addCell(
  builder: TextBuilder,
  cell: JsonRecord,
  counts: OutputCounts,
  path: string,
  limits: LoadLimits,
): Promise<void> {
  // Format 3 calls the source of code its input.
  const source = textOf(cell["source"] ?? cell["input"]);
  switch (cell["cell_type"]) {
    case "markdown":
      await addMarkdown(builder, source, path, limits);
      break;
    case "heading":
      builder.addHeading(source, typeof cell["level"] === "number" ? cell["level"] : 1);
      break;
    case "code":
      builder.addBlock("code", source);
      for (const output of recordsIn(cell["outputs"])) {
        await addOutputs(builder, output, counts, {
          path,
          limits,
          addMarkdown: (markdown) => addMarkdown(builder, markdown, path, limits),
        });
      }
      break;
    default:
      builder.addBlock("paragraph", source);
  }
}

async function addMarkdown(
  builder: TextBuilder,
  source: string,
  path: string,
  limits: LoadLimits,
): Promise<void> {
  const document = await MARKDOWN_LOADER.load(new TextEncoder().encode(source), path, limits);
  addDocument(builder, document, 0);
}
