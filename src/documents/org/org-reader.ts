import { tableLines } from "../table-text.js";
import type { TextBuilder } from "../text-builder.js";
import { inlineOrg } from "./org-inline.js";
import { beginsItem, OrgList } from "./org-list.js";

/** What the keywords of a file say. */
interface OrgKeywords {
  readonly title: string;
  readonly language: string;
}

const HEADING = /^(\*{1,50})\s+(.*)$/u;
const BLOCK = /^\s*#\+begin_(\S+)/iu;
const KEYWORD = /^\s*#\+([\w-]+)(?:\[[^\]]*\])?:\s*(.*)$/u;
const DRAWER = /^\s*:([\w-]+):\s*$/u;
const PLANNING = /^\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<[]/u;
const TAGS = /\s+:([\p{L}\p{N}_@#%:]+):\s*$/u;

/** Blocks whose lines are kept as they are. */
const CODE = new Set(["src", "example"]);

/** Blocks in another markup; the latter names are those of old versions. */
const EXPORTS = new Set(["export", "html", "latex"]);

/** Drawers of the program's own. */
const HIDDEN_DRAWERS = new Set(["properties", "logbook"]);

/** So far is the end of a drawer looked for. */
const DRAWER_MAX = 2000;

/** Reads an Org file line by line and adds what a reader sees of it (Org Syntax). */
export class OrgReader {
  readonly #builder: TextBuilder;
  readonly #lines: readonly string[];
  #at = 0;
  readonly #paragraph: string[] = [];
  readonly #list = new OrgList();
  readonly #states = new Set(["TODO", "DONE"]);
  #title = "";
  #language = "";
  #pictures = 0;
  #includes = 0;
  #exports = 0;

  constructor(builder: TextBuilder, source: string) {
    this.#builder = builder;
    this.#lines = source.split(/\r\n|[\r\n]/u);
  }

  read(): OrgKeywords {
    while (this.#at < this.#lines.length) {
      this.#readLine(this.#lines[this.#at] ?? "");
    }
    this.#endText();
    this.#builder.leaveOut(this.#pictures, "picture without a description", "pictures without a description");
    this.#builder.leaveOut(this.#includes, "included file");
    this.#builder.leaveOut(this.#exports, "raw part in another markup", "raw parts in another markup");
    return { title: this.#title, language: this.#language };
  }

  #readLine(line: string): void {
    const [, stars, title = ""] = HEADING.exec(line) ?? [];
    if (stars !== undefined) {
      this.#readHeading(stars.length, title);
      return;
    }
    const block = BLOCK.exec(line)?.[1]?.toLowerCase();
    const drawer = DRAWER.exec(line)?.[1]?.toLowerCase();
    if (block !== undefined) {
      this.#readBlock(block);
    } else if (drawer !== undefined) {
      this.#readDrawer(drawer);
    } else if (/^\s*(?:#(?:\s|$)|#\+)/u.test(line)) {
      this.#readKeyword(line);
    } else if (/^\s*\|/u.test(line)) {
      this.#readTable();
    } else if (/^\s*:(?:\s|$)/u.test(line)) {
      this.#readFixedWidth();
    } else {
      this.#readText(line);
    }
  }

  #readText(line: string): void {
    this.#at += 1;
    if (this.#paragraph.length === 0 && beginsItem(line)) {
      this.#list.add(line, this.#inline);
    } else if (this.#list.add(line, this.#inline)) {
      return;
    } else if (/^\s*-{5,}\s*$/u.test(line) || line.trim() === "") {
      this.#endText();
    } else if (beginsItem(line)) {
      // A list needs no blank line above it.
      this.#endText();
      this.#list.add(line, this.#inline);
    } else {
      this.#builder.addBlock("list", this.#list.take());
      this.#paragraph.push(withoutEdges(line));
    }
  }

  readonly #inline = (source: string): string => {
    const { text, pictures } = inlineOrg(source);
    this.#pictures += pictures;
    return text;
  };

  #endText(): void {
    this.#builder.addBlock("paragraph", this.#inline(this.#paragraph.splice(0).join(" ")));
    this.#builder.addBlock("list", this.#list.take());
  }

  #readHeading(level: number, source: string): void {
    this.#endText();
    this.#at += 1;
    if (/^COMMENT(?:\s|$)/u.test(source)) {
      this.#skipSection(level);
      return;
    }
    const tags = TAGS.exec(source)?.[1]?.split(":") ?? [];
    const [first = ""] = source.split(/\s/u, 1);
    const state = this.#states.has(first) ? first : "";
    const title = source
      .replace(TAGS, "")
      .slice(state.length)
      .replace(/^\s*\[#\w\]/u, "");
    this.#builder.addHeading(this.#inline(title), level);
    const lines = [
      state === "" ? "" : `Status: ${state}`,
      tags.length === 0 ? "" : `Tags: ${tags.join(", ")}`,
      ...this.#readPlanning(),
    ];
    this.#builder.addLines(
      "list",
      lines.map((text) => ({ text })),
    );
  }

  /** The line below a heading that says when something is to be done: `SCHEDULED: <2026-11-27 Fri>`. */
  #readPlanning(): string[] {
    const line = this.#lines[this.#at] ?? "";
    if (!PLANNING.test(line)) {
      return [];
    }
    this.#at += 1;
    return Array.from(line.matchAll(/([A-Z]+):\s*[<[]([^<>[\]]*)[>\]]/gu), ([, name = "", time = ""]) => {
      return `${name.charAt(0)}${name.slice(1).toLowerCase()}: ${time}`;
    });
  }

  #skipSection(level: number): void {
    while (this.#at < this.#lines.length) {
      const stars = HEADING.exec(this.#lines[this.#at] ?? "")?.[1];
      if (stars !== undefined && stars.length <= level) {
        return;
      }
      this.#at += 1;
    }
  }

  /** Blocks of text, such as quotes, only lose their first and last line. */
  #readBlock(name: string): void {
    this.#endText();
    this.#at += 1;
    if (!CODE.has(name) && !EXPORTS.has(name) && name !== "comment") {
      return;
    }
    const end = new RegExp(`^\\s*#\\+end_${name}\\s*$`, "iu");
    const content: string[] = [];
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#lines[this.#at] ?? "";
      if (end.test(line)) {
        this.#at += 1;
        break;
      }
      // A comma protects what would be a heading or a keyword.
      content.push(line.replace(/^(\s*),(?=,*(?:\*|#\+))/u, "$1"));
    }
    if (CODE.has(name)) {
      this.#builder.addBlock("code", withoutIndent(content).join("\n"));
    } else if (EXPORTS.has(name)) {
      this.#exports += 1;
    }
  }

  #readDrawer(name: string): void {
    this.#endText();
    const end = HIDDEN_DRAWERS.has(name) ? this.#endOfDrawer() : undefined;
    this.#at = end ?? this.#at + 1;
  }

  #endOfDrawer(): number | undefined {
    const last = Math.min(this.#lines.length, this.#at + DRAWER_MAX);
    for (let at = this.#at + 1; at < last; at += 1) {
      const line = this.#lines[at] ?? "";
      if (/^\s*:end:\s*$/iu.test(line)) {
        return at + 1;
      }
      if (HEADING.test(line)) {
        return undefined;
      }
    }
    return undefined;
  }

  /** Keywords, and comments, which are the same without a name. */
  #readKeyword(line: string): void {
    this.#at += 1;
    this.#endText();
    const [, key = "", value = ""] = KEYWORD.exec(line) ?? [];
    switch (key.toLowerCase()) {
      case "title":
        this.#title = this.#title === "" ? this.#inline(value) : this.#title;
        break;
      case "language":
        this.#language = value.trim();
        break;
      case "caption":
        this.#builder.addBlock("paragraph", this.#inline(value));
        break;
      case "include":
        this.#includes += 1;
        break;
      case "todo":
      case "seq_todo":
      case "typ_todo":
        for (const state of value.split(/[\s|]+/u)) {
          this.#states.add(state.replace(/\(.*$/u, ""));
        }
        break;
      default:
    }
  }

  #readTable(): void {
    this.#endText();
    const rows: string[][] = [];
    let header: string[] | null = null;
    for (; /^\s*\|/u.test(this.#lines[this.#at] ?? ""); this.#at += 1) {
      const line = (this.#lines[this.#at] ?? "").trim();
      if (/^\|-/u.test(line)) {
        header ??= rows.length === 1 ? (rows.pop() ?? null) : null;
        continue;
      }
      const cells = line.replace(/^\||\|$/gu, "").split("|");
      // Some rows only say how wide columns are.
      if (!cells.every((cell) => /^\s*(?:<[lrc]?\d*>)?\s*$/u.test(cell))) {
        rows.push(cells.map(this.#inline));
      }
    }
    this.#builder.addBlock("table", tableLines(header, rows).join("\n"));
  }

  #readFixedWidth(): void {
    this.#endText();
    const content: string[] = [];
    for (; /^\s*:(?:\s|$)/u.test(this.#lines[this.#at] ?? ""); this.#at += 1) {
      content.push((this.#lines[this.#at] ?? "").replace(/^\s*: ?/u, ""));
    }
    this.#builder.addBlock("code", content.join("\n"));
  }
}

/** A line of a paragraph without the name of a footnote in front of it and the sign of a line break behind it. */
function withoutEdges(line: string): string {
  return line
    .trim()
    .replace(/^\[fn:[\w-]{1,60}\]\s*/u, "")
    .replace(/\\\\$/u, "");
}

function withoutIndent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/u));
  const indent = indents.reduce((least, own) => Math.min(least, own), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(indent));
}
