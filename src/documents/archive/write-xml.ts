import { type ChildNode, isTag, isText, type ParentNode } from "domhandler";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  // A parser would make spaces of them in an attribute.
  ["\t", "&#9;"],
  ["\n", "&#10;"],
  ["\r", "&#13;"],
]);

/** Writes the elements and texts below a node, all that `parseXml` keeps, as XML. */
export function writeXml(parent: ParentNode): string {
  return parent.children.map(writeNode).join("");
}

function writeNode(node: ChildNode): string {
  if (isText(node)) {
    return escaped(node.data, /[&<>]/gu);
  }
  if (!isTag(node)) {
    return "";
  }
  const attributes = Object.entries(node.attribs).map(
    ([name, value]) => ` ${name}="${escaped(value, /[&<>"\t\n\r]/gu)}"`,
  );
  return `<${node.name}${attributes.join("")}>${writeXml(node)}</${node.name}>`;
}

function escaped(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, (character) => ESCAPES.get(character) ?? character);
}
