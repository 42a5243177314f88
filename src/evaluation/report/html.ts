/** Text that is markup already. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = string | number | Html | readonly Html[];

/**
 * Markup from a template. Every value is escaped for text and for quoted attributes, unless it is markup itself;
 * a list of markup is joined.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = strings.map((string, i) => (i < values.length ? string + render(values[i] ?? "") : string));
  return new Html(parts.join(""));
}

function render(value: Value): string {
  if (value instanceof Html) {
    return value.markup;
  }
  if (typeof value === "string" || typeof value === "number") {
    return escapeHtml(String(value));
  }
  return value.map(({ markup }) => markup).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
