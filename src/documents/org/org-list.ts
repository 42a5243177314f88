/** A line that begins an item of a list: `- text`, `+ text`, ` * text`, `1. text`, `2) text`. */
const ITEM = /^(\s*)([-+]|\d{1,9}[.)]|(?<=\s)\*)(?:\s+(.*)|$)/u;

/** Deeper items stand no further in, or lists within lists without end would grow with the square of their depth. */
const MAX_INDENT = 20;

/** Lines of a list with each item on its own, indented by two spaces a level. */
export class OrgList {
  readonly #lines: string[] = [];
  /** The columns of the items that are open, outermost first. */
  #columns: number[] = [];
  #afterBlank = false;

  /** @returns whether the line belongs to the list */
  add(line: string, inline: (source: string) => string): boolean {
    const [whole, space = "", marker = "", text = ""] = ITEM.exec(line) ?? [];
    if (whole !== undefined) {
      this.#columns = [...this.#columns.filter((column) => column < space.length), space.length];
      // A list may begin with another number: `1. [@4] text`.
      const [counter = "", number] = /^\[@(\d{1,9})\]\s*/u.exec(text) ?? [];
      const bullet = /\d/u.test(marker) ? marker.replace(/\d+/u, (own) => number ?? own) : "-";
      this.#lines.push(
        `${this.#indent(1)}${bullet} ${itemText(text.slice(counter.length), inline)}`.trimEnd(),
      );
    } else if (line.trim() === "") {
      // Two blank lines end a list.
      if (this.#afterBlank) {
        return false;
      }
      this.#afterBlank = this.#columns.length > 0;
      return this.#afterBlank;
    } else if (!this.#addContinuation(line, inline)) {
      return false;
    }
    this.#afterBlank = false;
    return true;
  }

  #addContinuation(line: string, inline: (source: string) => string): boolean {
    const column = line.search(/\S/u);
    const [outermost] = this.#columns;
    if (outermost === undefined || column <= outermost) {
      return false;
    }
    this.#columns = this.#columns.filter((open) => open < column);
    const last = this.#lines.pop();
    const text = inline(line.trim());
    if (last !== undefined && !this.#afterBlank) {
      this.#lines.push(`${last} ${text}`);
    } else {
      this.#lines.push(...(last === undefined ? [] : [last]), `${this.#indent(0)}${text}`);
    }
    return true;
  }

  #indent(less: number): string {
    return "  ".repeat(Math.min(this.#columns.length - less, MAX_INDENT));
  }

  /** The lines so far; the list is empty afterwards. */
  take(): string {
    this.#columns = [];
    this.#afterBlank = false;
    return this.#lines.splice(0).join("\n");
  }
}

/** Whether a line begins an item. */
export function beginsItem(line: string): boolean {
  return ITEM.test(line);
}

/** `term :: what it is` is a description. */
function itemText(text: string, inline: (source: string) => string): string {
  const [, term, description] = /^(.{1,300}?)\s+::(?:\s+(.*))?$/u.exec(text) ?? [];
  return term === undefined ? inline(text) : `${inline(term)}: ${inline(description ?? "")}`;
}
