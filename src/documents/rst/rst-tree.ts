/** A part of a reStructuredText document, with its inline markup already gone. */
export type RstNode =
  | { readonly type: "heading"; readonly level: number; readonly text: string }
  | { readonly type: "paragraph" | "code"; readonly text: string }
  | { readonly type: "list"; readonly items: readonly ListItem[] }
  | { readonly type: "definitions"; readonly items: readonly Definition[] }
  | {
      readonly type: "table";
      readonly header: readonly string[] | null;
      readonly rows: readonly (readonly string[])[];
    }
  /** A quote, or a note with a label such as `Warning`. */
  | { readonly type: "group"; readonly label: string; readonly children: readonly RstNode[] };

/** An item of a list with its bullet or number. */
export interface ListItem {
  readonly marker: string;
  readonly children: readonly RstNode[];
}

/** A term, a field's name, an option or a signature, and what is said of it. */
export interface Definition {
  readonly term: string;
  readonly children: readonly RstNode[];
}
