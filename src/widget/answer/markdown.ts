import type { Span } from "../../core/document.js";
import { allowedUrl, decodeCharacter, findCharacterReferences } from "./markdown-text.js";
import { type Token, tokenTree } from "./token-tree.js";

/** A piece of a line. Spans are UTF-16 offsets of the answer's text; what is to be shown of it are its `text` spans. */
export type Inline =
  | (Span & { readonly kind: "text" })
  | (Span & { readonly kind: "character"; readonly value: string })
  | (Span & { readonly kind: "code"; readonly content: Span })
  | (Span & { readonly kind: "strong" | "emphasis"; readonly children: readonly Inline[] })
  | (Span & { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] });

/** A block of an answer. */
export type Block =
  | (Span & { readonly kind: "paragraph" | "heading"; readonly content: readonly Inline[] })
  | (Span & { readonly kind: "list"; readonly first: number | null; readonly items: readonly ListItem[] })
  | (Span & { readonly kind: "quote"; readonly blocks: readonly Block[] })
  | (Span & { readonly kind: "code"; readonly lines: readonly Span[] })
  | (Span & { readonly kind: "table"; readonly head: TableRow; readonly rows: readonly TableRow[] })
  | (Span & { readonly kind: "rule" });

type ListItem = readonly Block[];
type TableRow = readonly (readonly Inline[])[];

/**
 * Longer texts are shown without parsing, in UTF-16 code units: no real answer is that long, but one that was made to
 * keep the parser busy may be.
 */
const LONGEST = 20_000;

/**
 * Reads an answer as Markdown: paragraphs, headings, lists, tables, quotes, code, emphasis, and links to allowed
 * addresses. Everything else is text. An incomplete answer, as it arrives, can be read too.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const whole = { start: 0, end: text.length };
  if (text.length > LONGEST) {
    return [{ kind: "paragraph", ...whole, content: [{ kind: "text", ...whole }] }];
  }
  return new Reader(text).blocks(tokenTree(text));
}

/** Syntax that isn't shown, within lines. */
const HIDDEN =
  /Sequence$|Marker$|Prefix$|Indent$|^(?:whitespace|linePrefix|lineSuffix|hardBreakTrailing|hardBreakEscape)$/;

/** Turns the parser's tokens into blocks. */
class Reader {
  constructor(private readonly text: string) {}

  blocks(tokens: readonly Token[]): readonly Block[] {
    return tokens.flatMap((token) => this.#block(token));
  }

  #block(token: Token): readonly Block[] {
    const { start, end, children } = token;
    switch (token.type) {
      case "content":
        return this.blocks(children);
      case "paragraph":
        return [{ kind: "paragraph", start, end, content: this.#line(children) }];
      case "atxHeading":
        return [
          {
            kind: "heading",
            start,
            end,
            content: this.#line(find(children, "atxHeadingText")?.children ?? []),
          },
        ];
      case "listUnordered":
        return [{ kind: "list", start, end, first: null, items: this.#items(children) }];
      case "listOrdered":
        return [
          { kind: "list", start, end, first: this.#firstNumber(children), items: this.#items(children) },
        ];
      case "blockQuote":
        return [{ kind: "quote", start, end, blocks: this.blocks(children) }];
      case "codeFenced":
        return [{ kind: "code", start, end, lines: codeLines(children) }];
      case "table":
        return [this.#table(token)];
      case "thematicBreak":
        return [{ kind: "rule", start, end }];
      default:
        return [];
    }
  }

  /** Items follow each other without a token around them; each begins with its prefix. */
  #items(tokens: readonly Token[]): readonly ListItem[] {
    const items: Token[][] = [];
    for (const token of tokens) {
      if (token.type === "listItemPrefix") {
        items.push([]);
      } else {
        items.at(-1)?.push(token);
      }
    }
    return items.map((item) => this.blocks(item));
  }

  #firstNumber(tokens: readonly Token[]): number {
    const value = find(find(tokens, "listItemPrefix")?.children ?? [], "listItemValue");
    return value === undefined ? 1 : Number(this.text.slice(value.start, value.end));
  }

  #table({ start, end, children }: Token): Block {
    const [head = [], ...rows] = children
      .filter(({ type }) => type === "tableHead" || type === "tableBody")
      .flatMap((part) => part.children.filter(({ type }) => type === "tableRow"))
      .map((row) => this.#row(row));
    return { kind: "table", start, end, head, rows };
  }

  #row({ children }: Token): TableRow {
    const cells = children.filter(({ type }) => type === "tableHeader" || type === "tableData");
    return cells.map((cell) => this.#line(find(cell.children, "tableContent")?.children ?? []));
  }

  #line(tokens: readonly Token[]): readonly Inline[] {
    return joined(tokens.flatMap((token) => (HIDDEN.test(token.type) ? [] : this.#inline(token))));
  }

  #inline(token: Token): readonly Inline[] {
    const { start, end, children } = token;
    switch (token.type) {
      case "strong":
        return [
          { kind: "strong", start, end, children: this.#line(find(children, "strongText")?.children ?? []) },
        ];
      case "emphasis":
        return [
          {
            kind: "emphasis",
            start,
            end,
            children: this.#line(find(children, "emphasisText")?.children ?? []),
          },
        ];
      case "codeText":
        return [{ kind: "code", start, end, content: codeContent(token) }];
      case "link":
        return this.#link(token);
      case "autolink":
        return this.#autolink(token);
      case "characterEscape":
        return [{ kind: "text", start: start + 1, end }];
      default:
        return this.#text(token);
    }
  }

  #text({ start, end }: Span): readonly Inline[] {
    const content: Inline[] = [];
    let from = start;
    for (const reference of findCharacterReferences(this.text, { start, end })) {
      if (reference.start > from) {
        content.push({ kind: "text", start: from, end: reference.start });
      }
      const written = this.text.slice(reference.start, reference.end);
      content.push({ kind: "character", ...reference, value: decodeCharacter(written) });
      from = reference.end;
    }
    if (end > from) {
      content.push({ kind: "text", start: from, end });
    }
    return content;
  }

  /** Without an allowed address everything stands as it was written. */
  #link({ start, end, children }: Token): readonly Inline[] {
    const label = find(find(children, "label")?.children ?? [], "labelText");
    const destination = find(find(children, "resource")?.children ?? [], "resourceDestination");
    const url = destination && allowedUrl(this.text.slice(destination.start, destination.end));
    if (!label || !url) {
      return [{ kind: "text", start, end }];
    }
    return [{ kind: "link", start, end, url, children: this.#line(label.children) }];
  }

  #autolink({ start, end, children }: Token): readonly Inline[] {
    const address = find(children, "autolinkProtocol");
    const url = address && allowedUrl(this.text.slice(address.start, address.end));
    if (!address || !url) {
      return [{ kind: "text", start, end }];
    }
    return [{ kind: "link", start, end, url, children: [{ kind: "text", ...spanOf(address) }] }];
  }
}

/** Joins neighbouring texts, which the parser keeps apart. */
function joined(content: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = [];
  for (const inline of content) {
    const before = result.at(-1);
    if (inline.kind === "text" && before?.kind === "text" && before.end === inline.start) {
      result[result.length - 1] = { kind: "text", start: before.start, end: inline.end };
    } else {
      result.push(inline);
    }
  }
  return result;
}

function find(tokens: readonly Token[], type: string): Token | undefined {
  return tokens.find((token) => token.type === type);
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** From the first character within the back ticks to the last. */
function codeContent({ start, end, children }: Token): Span {
  const shown = children.filter(({ type }) => type === "codeTextData");
  return { start: shown[0]?.start ?? start, end: shown.at(-1)?.end ?? end };
}

/** The lines between the fences, each with its line break. */
function codeLines(tokens: readonly Token[]): readonly Span[] {
  const between = tokens.filter(({ type }) => type === "codeFlowValue" || type === "lineEnding");
  const first = between.findIndex(({ type }) => type === "codeFlowValue");
  const last = between.findLastIndex(({ type }) => type === "codeFlowValue");
  return first === -1 ? [] : between.slice(first, last + 1).map(spanOf);
}
