import { FootnoteError } from "../core/errors.js";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** A text with `{{placeholders}}`. */
export interface Template<Name extends string> {
  /** Fills every placeholder; the values are taken as they are. */
  render(values: Readonly<Record<Name, string>>): string;
}

/**
 * Checks a template: each placeholder has to be one of `names`, and each name has to be used.
 *
 * @param file the file's name, for error messages
 * @throws FootnoteError `invalid_prompt` that names file and placeholder
 */
export function parseTemplate<Name extends string>(
  source: string,
  file: string,
  names: readonly Name[],
): Template<Name> {
  const used = new Set(Array.from(source.matchAll(PLACEHOLDER), (match) => match[1] ?? ""));
  const known =
    names.length === 0 ? "it takes none" : `it takes ${names.map((name) => `{{${name}}}`).join(", ")}`;
  for (const name of used) {
    if (!names.some((other) => other === name)) {
      throw new FootnoteError("invalid_prompt", `${file}: the placeholder {{${name}}} is unknown; ${known}`);
    }
  }
  for (const name of names) {
    if (!used.has(name)) {
      throw new FootnoteError("invalid_prompt", `${file}: the placeholder {{${name}}} is missing`);
    }
  }
  const text = source.trim();
  if (text === "") throw new FootnoteError("invalid_prompt", `${file}: the file is empty`);
  return {
    render: (values) => text.replace(PLACEHOLDER, (_, name: Name) => values[name]),
  };
}
