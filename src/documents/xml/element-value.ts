import type { Element } from "domhandler";
import { elements, localName, textOf } from "../archive/xml.js";
import type { Json } from "../json/json-value.js";

/**
 * An element of data as JSON: its attributes and the elements in it are fields, several of one name a list. An element
 * of text is that text; if it has attributes, the text is its `value`.
 */
export function valueOfElement(element: Element): Json {
  const fields = new Map<string, Json[]>();
  for (const [name, value] of Object.entries(element.attribs)) {
    if (!/^(?:xmlns|xsi|xml)(?::|$)/u.test(name)) {
      addField(fields, name.slice(name.indexOf(":") + 1), value);
    }
  }
  const inner = elements(element);
  for (const child of inner) {
    addField(fields, localName(child), valueOfElement(child));
  }
  const text = inner.length === 0 ? textOf(element).trim() : "";
  if (fields.size === 0) {
    return text;
  }
  if (text !== "") {
    addField(fields, "value", text);
  }
  return Object.fromEntries(
    Array.from(fields, ([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

function addField(fields: Map<string, Json[]>, name: string, value: Json): void {
  const values = fields.get(name);
  if (values === undefined) {
    fields.set(name, [value]);
  } else {
    values.push(value);
  }
}
