/**
 * Blocks that site generators add to Markdown, rewritten as Markdown that says the same: admonitions and tabs of
 * Docusaurus, VitePress, Pandoc (`::: note`) and MkDocs (`!!! note`), definition lists of PHP Markdown Extra, tables of
 * contents and imports. Code blocks stay as they are.
 */
export function withoutBlockDialects(source: string, { mdx }: { readonly mdx: boolean }): string {
  const reader = new BlockReader(mdx);
  for (const line of source.split(/\r?\n/u)) {
    reader.read(line);
  }
  return reader.lines.join("\n");
}

const FENCE = /^[ \t>]*(`{3,}|~{3,})/u;

/** The start or end of a container; a kind alone says nothing. */
const CONTAINER = /^[ \t>]*:{3,}(.*)$/u;

/** A directive that embeds something, such as a video. */
const LEAF_DIRECTIVE = /^[ \t]*::[a-z][\w-]*(?:\[([^\]\n]*)\])?(?:\{[^{}\n]*\})?[ \t]*$/u;

/** An admonition or a tab whose content is indented by four columns. */
const INDENTED = /^([ \t]*)(?:!!!|\?\?\?\+?|===[+!]?)[ \t]+(.*)$/u;

const TABLE_OF_CONTENTS = /^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\})[ \t]*$/iu;

/** An import of MDX on one line. */
const IMPORT = /^import\s+(?:[\w$*{}, ]+\s+from\s+)?["'][^"'\n]+["'];?[ \t]*$/u;

/** An export of MDX, which ends at the next blank line, and an import on several lines. */
const DECLARATION = /^(?:export|import)\s/u;

const DEFINITION = /^ {0,3}:[ \t]{1,3}(?=\S)/u;

/** A term is a line of text: no heading, list, quote or table. */
const TERM = /^ {0,3}[^\s#>|:*+-].*$/u;

class BlockReader {
  readonly lines: string[] = [];
  /** The marker that closes the code block that is open. */
  #fence: string | undefined;
  /** The columns by which the content of open admonitions is indented, innermost last. */
  readonly #indents: number[] = [];
  #isDefinition = false;
  #isDeclaration = false;
  readonly #mdx: boolean;

  constructor(mdx: boolean) {
    this.#mdx = mdx;
  }

  read(original: string): void {
    const line = this.#dedent(original);
    const [, fence] = FENCE.exec(line) ?? [];
    if (this.#fence !== undefined || fence !== undefined) {
      this.#fence = this.#fence === undefined ? fence : closes(line, this.#fence) ? undefined : this.#fence;
      this.#isDefinition = false;
      this.lines.push(line);
      return;
    }
    this.#isDeclaration = line.trim() !== "" && (this.#isDeclaration || (this.#mdx && this.#declares(line)));
    if (this.#isDeclaration) {
      return;
    }
    const indented = INDENTED.exec(line);
    if (indented !== null) {
      const [, indent = "", title = ""] = indented;
      this.#indents.push(width(indent) + (this.#indents.at(-1) ?? 0) + 4);
      this.#addTitle(titleOf(title));
      return;
    }
    const container = CONTAINER.exec(line);
    if (container !== null) {
      this.#addTitle(titleOf(container[1] ?? ""));
      return;
    }
    const leaf = LEAF_DIRECTIVE.exec(line);
    if (leaf !== null || TABLE_OF_CONTENTS.test(line) || IMPORT.test(line)) {
      this.lines.push(leaf?.[1] ?? "");
      return;
    }
    this.#addLine(line);
  }

  #declares(line: string): boolean {
    return DECLARATION.test(line) && (this.lines.at(-1) ?? "").trim() === "";
  }

  /** A line without the indentation of the admonitions around it, which end before a line that isn't indented. */
  #dedent(line: string): string {
    const columns = width(/^[ \t]*/u.exec(line)?.[0] ?? "");
    if (line.trim() !== "") {
      while (this.#indents.length > 0 && columns < (this.#indents.at(-1) ?? 0)) {
        this.#indents.pop();
      }
    }
    const indent = this.#indents.at(-1) ?? 0;
    return indent === 0
      ? line
      : line.trimStart().padStart(line.trimStart().length + Math.max(0, columns - indent));
  }

  #addTitle(title: string): void {
    this.#isDefinition = false;
    this.lines.push("", ...(title === "" ? [] : [`**${title}**`, ""]));
  }

  #addLine(line: string): void {
    const last = this.lines.at(-1) ?? "";
    const said = line.replace(DEFINITION, "");
    if (said !== line && (this.#isDefinition || TERM.test(last))) {
      this.lines[this.lines.length - 1] = this.#isDefinition
        ? `${last}${/\p{P}/u.test(last.charAt(last.length - 1)) ? "" : ";"} ${said}`
        : `${last} : ${said}`;
      this.#isDefinition = true;
    } else if (this.#isDefinition && line.trim() !== "") {
      // Without a blank line, the next term would go on with this definition.
      this.#isDefinition = /^\s/u.test(line);
      if (this.#isDefinition) {
        this.lines[this.lines.length - 1] = `${last} ${line.trim()}`;
      } else {
        this.lines.push("", line);
      }
    } else {
      this.#isDefinition = false;
      this.lines.push(line);
    }
  }
}

function closes(line: string, fence: string): boolean {
  const marker = line.replace(/^[ \t>]*/u, "").trimEnd();
  return marker.startsWith(fence) && marker.replaceAll(fence.charAt(0), "") === "";
}

/** A tab counts as four columns here. */
function width(indent: string): number {
  return indent.replaceAll("\t", "    ").length;
}

/** What is said of a container behind its kind: `note Title`, `note "Title"`, `tip[Title]{.x}`, `{.note title="T"}`. */
function titleOf(said: string): string {
  const [, named] = /\btitle="([^"]*)"/u.exec(said) ?? [];
  const plain = said.replace(/\{[^{}]*\}/gu, "").trim();
  const [, quoted] = /"([^"]*)"[ \t]*$/u.exec(plain) ?? [];
  const [, bracketed] = /\[([^\]]*)\][ \t]*$/u.exec(plain) ?? [];
  return (named ?? quoted ?? bracketed ?? plain.replace(/^[\w-]+[ \t]*/u, "")).replaceAll("*", "").trim();
}
