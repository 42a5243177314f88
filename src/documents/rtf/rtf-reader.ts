import { oneLine } from "../cell-text.js";
import { codePageOfCharset, decodeCodePage } from "../encoding/code-pages.js";
import { isPlaceholderTitle } from "../metadata.js";
import { superscript, type TextBuilder } from "../text-builder.js";
import { nestedTooDeep } from "../unreadable.js";
import { CHARACTERS, DESTINATIONS, STARRED, type Target } from "./control-words.js";
import { languageOfLcid } from "./language-ids.js";
import { type RtfToken, rtfTokens } from "./rtf-tokens.js";
import { RtfWriter } from "./rtf-writer.js";

/** The most groups within each other. */
const MAX_GROUPS = 10_000;

/** So much of the text has to be in a language for it to be the document's. */
const MOST = 0.8;

/** What holds up to the end of a group (RTF 1.9.1, "Contents of an RTF File"). */
interface Group {
  target: Target;
  font: number;
  /** How many bytes stand for programs without Unicode behind each `\u`. */
  fallback: number;
  hidden: boolean;
  raised: boolean;
  language: number;
  style: number;
  outline: number | null;
  inTable: boolean;
  listLevel: number;
}

/** A paragraph style of the style sheet. */
interface Style {
  name: string;
  outline: number | null;
}

/** What the file says of itself. */
interface RtfDescription {
  readonly title: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
}

/** Reads an RTF file token by token and adds its text to a document. */
export class RtfReader {
  readonly #path: string;
  readonly #builder: TextBuilder;
  readonly #writer: RtfWriter;
  readonly #groups: Group[] = [];
  #group: Group = {
    target: "text",
    font: 0,
    fallback: 1,
    hidden: false,
    raised: false,
    language: 0,
    style: 0,
    outline: null,
    inTable: false,
    listLevel: 0,
  };
  #codePage = 1252;
  readonly #fonts = new Map<number, number>();
  readonly #styles = new Map<number, Style>();
  /** The font or style whose entry is read. */
  #entry = 0;
  /** Bytes of text that aren't decoded yet: the bytes of a letter may be several tokens. */
  #bytes = "";
  /** How many bytes are to be left out behind `\u`. */
  #skip = 0;
  /** Whether the last token was `\*`: what follows may be ignored by who doesn't know it. */
  #starred = false;
  #title = "";
  #isHeaderRow = false;
  #pictures = 0;
  #comments = 0;
  readonly #lengths = new Map<number, number>();

  constructor(builder: TextBuilder, path: string) {
    this.#builder = builder;
    this.#writer = new RtfWriter(builder);
    this.#path = path;
  }

  /** @param source each character is one byte */
  read(source: string): RtfDescription {
    for (const token of rtfTokens(source)) {
      this.#add(token);
    }
    this.#decode();
    this.#writer.finish();
    this.#builder.leaveOut(this.#pictures, "picture");
    this.#builder.leaveOut(this.#comments, "comment");
    const title = oneLine(this.#title);
    return { title: isPlaceholderTitle(title) ? null : title, language: this.#language() };
  }

  #add(token: RtfToken): void {
    if (token.kind === "text") {
      this.#addBytes(token.bytes);
      return;
    }
    if (this.#skip > 0 && (token.kind === "word" || token.kind === "symbol")) {
      this.#skip -= 1;
      return;
    }
    this.#decode();
    this.#skip = 0;
    const starred = this.#starred;
    this.#starred = false;
    switch (token.kind) {
      case "open":
        this.#open();
        break;
      case "close":
        this.#close();
        break;
      case "symbol":
        this.#addSymbol(token.sign);
        break;
      default:
        this.#addWord(token.name, token.value, starred);
    }
  }

  #open(): void {
    if (this.#groups.push(this.#group) > MAX_GROUPS) {
      throw nestedTooDeep(this.#path, MAX_GROUPS);
    }
    this.#group = { ...this.#group };
  }

  #close(): void {
    const outer = this.#groups.pop();
    if (outer === undefined) {
      return;
    }
    if (this.#group.target === "note" && outer.target !== "note") {
      this.#writer.closeNote();
    }
    this.#group = outer;
  }

  #addBytes(bytes: string): void {
    const left = Math.min(this.#skip, bytes.length);
    this.#skip -= left;
    this.#starred = false;
    this.#bytes += bytes.slice(left);
  }

  /** Adds the bytes so far as text in the encoding of their font. */
  #decode(): void {
    if (this.#bytes !== "") {
      const text = decodeCodePage(this.#bytes, this.#fonts.get(this.#group.font) ?? this.#codePage);
      this.#bytes = "";
      this.#addText(text);
    }
  }

  #addText(text: string): void {
    const { target, hidden, raised, language } = this.#group;
    if (target === "title") {
      this.#title += text;
    } else if (target === "styles") {
      this.#style().name += text;
    } else if (target === "marker") {
      this.#writer.appendMarker(text);
    } else if ((target === "text" || target === "note") && !hidden) {
      this.#writer.append(raised ? superscript(text) : text);
      this.#lengths.set(language, (this.#lengths.get(language) ?? 0) + text.length);
    }
  }

  #addSymbol(sign: string): void {
    if (sign === "*") {
      this.#starred = true;
    } else if (sign === "~") {
      this.#addText(" ");
    } else if (sign === "_") {
      this.#addText("-");
    } else if (sign === "\t") {
      this.#addText("\t");
    }
  }

  #addWord(name: string, value: number | null, starred: boolean): void {
    const target = DESTINATIONS.get(name);
    if (this.#group.target !== "skip") {
      this.#pictures += name === "pict" ? 1 : 0;
      this.#comments += name === "annotation" ? 1 : 0;
    }
    if (name === "ud") {
      // The other half of `\upr`, in Unicode: what it holds for itself is looked for, such as a title.
      this.#group.target = "info";
    } else if (this.#group.target === "skip") {
      return;
    } else if (starred && !STARRED.has(name)) {
      this.#group.target = "skip";
    } else if (target !== undefined) {
      this.#enter(target);
    } else if (this.#group.target === "fonts") {
      this.#addFontWord(name, value ?? 0);
    } else if (this.#group.target === "styles") {
      this.#addStyleWord(name, value ?? 0);
    } else {
      this.#addTextWord(name, value);
    }
  }

  #enter(target: Target): void {
    if (target === "title" && this.#group.target !== "info") {
      return;
    }
    if (target === "note" && this.#group.target !== "note") {
      this.#writer.openNote();
    }
    this.#group.target = target;
  }

  #addFontWord(name: string, value: number): void {
    if (name === "f") {
      this.#entry = value;
    } else if (name === "cpg") {
      this.#fonts.set(this.#entry, value);
    } else if (name === "fcharset") {
      const codePage = codePageOfCharset(value);
      if (codePage !== undefined) {
        this.#fonts.set(this.#entry, codePage);
      }
    }
  }

  #addStyleWord(name: string, value: number): void {
    if (name === "s") {
      this.#entry = value;
    } else if (name === "outlinelevel") {
      this.#style().outline = value;
    }
  }

  #style(): Style {
    const style = this.#styles.get(this.#entry) ?? { name: "", outline: null };
    this.#styles.set(this.#entry, style);
    return style;
  }

  #addTextWord(name: string, value: number | null): void {
    const character = CHARACTERS.get(name);
    const isOn = value !== 0;
    if (character !== undefined) {
      this.#addText(character);
      return;
    }
    switch (name) {
      case "u":
        this.#addText(String.fromCharCode((value ?? 0) & 0xffff));
        this.#skip = this.#group.fallback;
        break;
      case "uc":
        this.#group.fallback = value ?? 1;
        break;
      case "ansicpg":
        this.#codePage = value ?? 1252;
        break;
      case "mac":
        this.#codePage = 10000;
        break;
      case "f":
        this.#group.font = value ?? 0;
        break;
      case "lang":
        this.#group.language = value ?? 0;
        break;
      case "v":
      case "deleted":
        this.#group.hidden = isOn;
        break;
      case "super":
        this.#group.raised = isOn;
        break;
      case "nosupersub":
        this.#group.raised = false;
        break;
      case "plain":
        Object.assign(this.#group, { hidden: false, raised: false });
        break;
      default:
        this.#addParagraphWord(name, value);
    }
  }

  #addParagraphWord(name: string, value: number | null): void {
    switch (name) {
      case "pard":
        Object.assign(this.#group, { style: 0, outline: null, inTable: false, listLevel: 0 });
        break;
      case "s":
        this.#group.style = value ?? 0;
        break;
      case "outlinelevel":
        this.#group.outline = value;
        break;
      case "intbl":
        this.#group.inTable = true;
        break;
      case "ilvl":
        this.#group.listLevel = Math.min(Math.max(value ?? 0, 0), 8);
        break;
      case "par":
      case "sect":
      case "page":
        this.#endParagraph();
        break;
      case "cell":
        this.#writer.endCell();
        break;
      case "row":
        this.#writer.endRow(this.#isHeaderRow);
        break;
      case "trowd":
        this.#isHeaderRow = false;
        break;
      case "trhdr":
        this.#isHeaderRow = true;
        break;
      default:
    }
  }

  #endParagraph(): void {
    const { inTable, listLevel, style, outline } = this.#group;
    const { name, outline: styled } = this.#styles.get(style) ?? { name: "", outline: null };
    const level = outline ?? styled ?? outlineOfName(name);
    const headingLevel = level === null || level > 8 ? null : level + 1;
    this.#writer.endParagraph({ headingLevel, inTable, listLevel });
  }

  /** The language of most of the text. */
  #language(): string | null {
    const all = [...this.#lengths.values()].reduce((sum, length) => sum + length, 0);
    const lengths = new Map<string | null, number>();
    for (const [id, length] of this.#lengths) {
      const language = languageOfLcid(id);
      lengths.set(language, (lengths.get(language) ?? 0) + length);
    }
    return [...lengths].find(([, length]) => length > all * MOST)?.[0] ?? null;
  }
}

/** The outline level that the name of a style tells, 0 is the outermost; Word's names in any of its languages. */
function outlineOfName(name: string): number | null {
  const shown = name.replace(/;.*$/u, "").trim();
  if (/^title$/iu.test(shown)) {
    return 0;
  }
  const level = /^(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])$/iu.exec(shown)?.[1];
  return level === undefined ? null : Number(level) - 1;
}
