import { alternativesOfAll } from "../../languages/find-language.js";
import { fold } from "../../text/words.js";
import { oneLine } from "../cell-text.js";
import type { TextBuilder } from "../text-builder.js";

/** Counts what an office file holds beside its text, to say it once for each kind. */
export class LeftOut {
  readonly #counts = new Map<string, { readonly plural: string; count: number }>();
  readonly #notes = new Set<string>();

  /** @param singular and `plural` as in `1 comment`, `2 comments` */
  add(singular: string, plural = `${singular}s`, count = 1): void {
    const counted = this.#counts.get(singular);
    if (counted === undefined) {
      this.#counts.set(singular, { plural, count });
    } else {
      counted.count += count;
    }
  }

  /** What isn't counted, such as `hidden text`. */
  note(what: string): void {
    this.#notes.add(what);
  }

  addPictures(count: number): void {
    this.add("picture without a description", "pictures without a description", count);
  }

  addChart(): void {
    this.add("chart without values", "charts without values");
  }

  /** An object that another program made. @param program as in `Excel.Sheet.12`; may be empty */
  addObject(program: string): void {
    const name = objectName(program);
    this.add(`embedded object (${name})`, `embedded objects (${name})`);
  }

  /** Tells a document what was counted. */
  report(builder: TextBuilder): void {
    for (const [singular, { plural, count }] of this.#counts) {
      builder.leaveOut(count, singular, plural);
    }
    for (const what of this.#notes) {
      builder.notice(`${what}: not read`);
    }
  }
}

/** Says of a document that it has no text, if it has none. */
export function reportEmpty(builder: TextBuilder): void {
  if (builder.length === 0) {
    builder.notice("no text");
  }
}

const OBJECTS: readonly (readonly [program: RegExp, name: string])[] = [
  [/^Excel\.Chart/u, "Excel chart"],
  [/^Excel\./u, "Excel worksheet"],
  [/^Word\./u, "Word document"],
  [/^PowerPoint\./u, "PowerPoint presentation"],
  [/^(?:Equation|MathType)/u, "equation"],
  [/^(?:AcroExch|Acrobat|FoxitReader)/u, "PDF"],
  [/^Visio\./u, "Visio drawing"],
  [/^(?:MSGraph|opendocument\.Chart)/u, "chart"],
];

function objectName(program: string): string {
  return OBJECTS.find(([pattern]) => pattern.test(program))?.[1] ?? "file";
}

const GENERATED = new RegExp(
  alternativesOfAll(({ documents }) => documents.generatedDescriptions),
  "u",
);

/** A file's name, or an address. */
const FILE = /^\S+\.\w{3,4}$|^(?:https?|file):\S*$/u;

/**
 * What the author says of a picture, or an empty text: a file's name, a word or two (`Logo`) and what a program made
 * up say nothing that a reader would quote.
 */
export function pictureDescription(text: string | undefined): string {
  const description = oneLine(text ?? "");
  const words = description.split(/\s/u).length;
  const isSentence = words >= 3 || /\p{scx=Han}{6}|\p{scx=Hiragana}/u.test(description);
  return isSentence && !FILE.test(description) && !GENERATED.test(fold(description)) ? description : "";
}
