import type { LoadLimits } from "../../core/ports/loader.js";
import { addHtml } from "../html/html-blocks.js";
import { isRecord, type JsonRecord } from "../json/json-value.js";
import type { TextBuilder } from "../text-builder.js";
import { textOf } from "./multiline.js";

/** The longest output that is kept whole, in characters: logs of training and the like are longer. */
const MAX_OUTPUT = 4000;

/** A table of a data frame may be longer, since its markup counts. */
const MAX_TABLE = 50_000;

/** Colours and the like of a terminal (ECMA-48, control sequences). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with the control character ESC
const TERMINAL_CODES = /\u001B\[[\d;]*[A-Za-z]/gu;

/** What Python shows of an object that has no text, such as `<Figure size 640x480 with 1 Axes>`. */
const NO_TEXT = /^<(?:Figure size |[^\n<>]* (?:object|at 0x))[^\n<>]*>$/u;

/** Such a text is short. */
const NO_TEXT_MAX = 200;

/** What of the outputs isn't in the text. */
export class OutputCounts {
  pictures = 0;
  cut = 0;

  report(builder: TextBuilder): void {
    builder.leaveOut(this.pictures, "picture in outputs", "pictures in outputs");
    builder.leaveOut(this.cut, "end of a long output", "ends of long outputs");
  }
}

/** What outputs are read with. */
interface OutputContext {
  readonly path: string;
  readonly limits: LoadLimits;
  readonly addMarkdown: (markdown: string) => Promise<void>;
}

/** Adds one output of a cell of code in the form that reads best. */
export async function addOutputs(
  builder: TextBuilder,
  output: JsonRecord,
  counts: OutputCounts,
  { path, limits, addMarkdown }: OutputContext,
): Promise<void> {
  if (output["output_type"] === "stream") {
    addText(builder, textOf(output["text"]), counts);
    return;
  }
  if (output["output_type"] === "error" || output["output_type"] === "pyerr") {
    addText(builder, `${textOf(output["ename"])}: ${textOf(output["evalue"])}`, counts);
    return;
  }
  const data = isRecord(output["data"]) ? output["data"] : {};
  if (Object.keys(data).some((type) => type.startsWith("image/"))) {
    counts.pictures += 1;
  }
  const markdown = textOf(data["text/markdown"]);
  const html = textOf(data["text/html"]);
  if (markdown !== "" && markdown.length <= MAX_OUTPUT) {
    await addMarkdown(markdown);
  } else if (/<table\b/iu.test(html) && html.length <= MAX_TABLE) {
    addHtml(builder, html, { path, limits });
  } else {
    // Format 3 has the text beside the type of the output.
    addText(builder, textOf(data["text/plain"] ?? output["text"]), counts);
  }
}

function addText(builder: TextBuilder, text: string, counts: OutputCounts): void {
  const shown = text.replace(TERMINAL_CODES, "").trimEnd();
  if (shown.length <= NO_TEXT_MAX && NO_TEXT.test(shown.trim())) {
    return;
  }
  if (shown.length > MAX_OUTPUT) {
    counts.cut += 1;
    const end = shown.lastIndexOf("\n", MAX_OUTPUT);
    builder.addBlock("code", shown.slice(0, end > 0 ? end : MAX_OUTPUT));
  } else {
    builder.addBlock("code", shown);
  }
}
