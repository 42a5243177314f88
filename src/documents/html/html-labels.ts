import { type Element, isTag, isText } from "domhandler";
import { descendants, isInvisible, names } from "./elements.js";
import { controlValue, isControl } from "./form-values.js";
import { lineOf } from "./inline-text.js";

/** Longer paragraphs in bold say something themselves. */
const LONGEST_LABEL = 120;

/**
 * Whether a paragraph is a question or a label in bold, or an option of a manual as `groff` writes it, and so belongs to
 * the paragraph that follows.
 */
export function isLabel(element: Element): boolean {
  const inner = element.children.filter((child) => !isText(child) || child.data.trim() !== "");
  const [first] = inner;
  if (element.name !== "p" || first === undefined || !isTag(first) || !BOLD.has(first.name)) {
    return false;
  }
  const text = lineOf(element);
  const isKind =
    inner.length === 1 ? !/[.!;…]["”“»)\]]*$|:\s/u.test(text) : /^-{1,2}[\p{L}\p{N}]/u.test(text);
  const isAlone = !Array.from(descendants(element)).some(({ name }) => name === "br" || name === "img");
  return isKind && isAlone && text.length <= LONGEST_LABEL && nextElement(element)?.name === "p";
}

const BOLD = names("b strong");

function nextElement({ next }: Element): Element | undefined {
  let node = next;
  while (node !== null && !isTag(node)) {
    if (isText(node) && node.data.trim() !== "") {
      return undefined;
    }
    node = node.next;
  }
  return node ?? undefined;
}

/** What the next element behind a label shows if it is a form control, else nothing. */
export function valueBehind(label: Element): string {
  const control = nextElement(label);
  return control !== undefined && isControl(control) && !isInvisible(control) ? controlValue(control) : "";
}
