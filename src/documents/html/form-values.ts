import { type AnyNode, type Element, hasChildren, isTag, isText } from "domhandler";
import { oneLine } from "../cell-text.js";

/** Types of `input` whose value a reader sees. */
const SHOWN_TYPES: ReadonlySet<string> = new Set(
  "date datetime-local email month number tel text time url week".split(" "),
);

/** Forms that are there to find or enter something, and say nothing themselves. */
const TOOL = /search|such|login|log-in|sign-?in|password/iu;

/** Whether an element is a form, or a part of one, whose labels say what is asked. */
export function asksForValues({ name, attribs }: Element): boolean {
  if (name !== "form" && name !== "fieldset") {
    return false;
  }
  const described = ["role", "id", "class", "action"].map((key) => attribs[key] ?? "").join(" ");
  return !TOOL.test(described);
}

/** Whether an element is a form control that may show a value. */
export function isControl({ name }: Element): boolean {
  return name === "input" || name === "select" || name === "textarea";
}

/** What a form control shows before a reader changes it: a text, the options chosen, or `[x]`; empty for none. */
export function controlValue(element: Element): string {
  const { name, attribs } = element;
  if (name === "select") {
    return chosenOptions(element).join(", ");
  }
  if (name === "textarea") {
    return textOf(element).trim();
  }
  const type = (attribs["type"] ?? "text").toLowerCase();
  if (type === "checkbox" || type === "radio") {
    return attribs["checked"] === undefined ? "" : CHECKED;
  }
  return SHOWN_TYPES.has(type) ? (attribs["value"] ?? "").trim() : "";
}

/** Stands for a box that is ticked, as in Markdown. */
export const CHECKED = "[x]";

/** HTML allows options in groups, and no deeper. */
function chosenOptions(select: Element): string[] {
  const options = select.children.filter(isTag).flatMap((child) => [child, ...child.children.filter(isTag)]);
  return options
    .filter(({ name, attribs }) => name === "option" && attribs["selected"] !== undefined)
    .map((option) => oneLine(textOf(option)))
    .filter((text) => text !== "");
}

function textOf(node: AnyNode): string {
  if (isText(node)) {
    return node.data;
  }
  return hasChildren(node) ? node.children.map(textOf).join("") : "";
}
