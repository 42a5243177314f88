import { type Element, isTag, isText, type ParentNode } from "domhandler";
import { descendants, elementAt } from "../archive/xml.js";
import { superscript } from "../text-builder.js";

/**
 * Rewrites in place what can only be told from other parts of the file: deleted text is blanked, raised numbers become
 * Unicode's superscript digits.
 *
 * @param content of the document, or all of it
 * @param styles that the content's own are derived from
 */
export function rewriteText(content: ParentNode | undefined, styles: ParentNode | undefined): void {
  if (content === undefined) {
    return;
  }
  removeDeleted(content);
  const raised = new Set([...raisedStyles(styles), ...raisedStyles(content)]);
  for (const span of descendants(content, "text:span")) {
    const [text, further] = span.children;
    if (raised.has(span.attribs["text:style-name"] ?? "") && text && isText(text) && !further) {
      text.data = superscript(text.data);
    }
  }
}

/** The names of styles of raised text: `super` or a percentage above the line (ODF 1.3 part 3, 20.392). */
function raisedStyles(part: ParentNode | undefined): string[] {
  return descendants(part, "style:style")
    .filter((style) => {
      const position = elementAt(style, "style:text-properties")?.attribs["style:text-position"] ?? "";
      return position.startsWith("super") || Number.parseFloat(position) > 0;
    })
    .map(({ attribs }) => attribs["style:name"] ?? "");
}

/** Blanks deleted text that stands between the marks of its change instead of elsewhere (ODF 1.3 part 3, 5.5). */
function removeDeleted(content: ParentNode): void {
  const deleted = new Set(
    descendants(content, "text:changed-region")
      .filter((region) => elementAt(region, "text:deletion") !== undefined)
      .map(({ attribs }) => attribs["text:id"] ?? attribs["xml:id"] ?? ""),
  );
  const open = new Set<string>();
  const walk = (node: ParentNode): void => {
    for (const child of node.children) {
      if (isText(child)) {
        child.data = open.size > 0 ? "" : child.data;
      } else if (isTag(child)) {
        passMark(child, deleted, open);
        walk(child);
      }
    }
  };
  if (deleted.size > 0) {
    walk(content);
  }
}

/** @param open gets and loses the deletions that begin and end with an element */
function passMark({ name, attribs }: Element, deleted: ReadonlySet<string>, open: Set<string>): void {
  const id = attribs["text:change-id"] ?? "";
  if (name === "text:change-start" && deleted.has(id)) {
    open.add(id);
  } else if (name === "text:change-end") {
    open.delete(id);
  }
}
