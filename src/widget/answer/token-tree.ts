import { parse, postprocess, preprocess } from "micromark";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Span } from "../../core/document.js";
import { DISABLED_CONSTRUCTS } from "./disabled-constructs.js";

/** A construct of Markdown, by micromark's name for it, with what stands within it. */
export interface Token extends Span {
  readonly type: string;
  readonly children: readonly Token[];
}

const OPTIONS = { extensions: [gfmTable(), { disable: { null: DISABLED_CONSTRUCTS } }] };

interface OpenToken {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: OpenToken[];
}

/** Reads Markdown; offsets are UTF-16 code units of the text. */
export function tokenTree(text: string): readonly Token[] {
  const roots: OpenToken[] = [];
  const open = [roots];
  // micromark removes a byte order mark, which would shift every offset by one.
  const written = text.replace(/^\u{FEFF}/u, " ");
  for (const [step, { type, start, end }] of postprocess(
    parse(OPTIONS)
      .document()
      .write(preprocess()(written, undefined, true)),
  )) {
    if (step === "exit") {
      open.pop();
      continue;
    }
    const token = { type, start: start.offset, end: end.offset, children: [] };
    open.at(-1)?.push(token);
    open.push(token.children);
  }
  return roots;
}
