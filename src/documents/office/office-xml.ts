import { type Document, type Element, isTag, type ParentNode } from "domhandler";
import type { LoadLimits } from "../../core/ports/loader.js";
import { parseXml } from "../archive/xml.js";

/** The prefixes that Office itself uses, from the namespaces of ECMA-376's transitional and strict variants. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  [
    ["wordprocessingml/2006/main", "wordprocessingml/main", "w"],
    ["presentationml/2006/main", "presentationml/main", "p"],
    ["spreadsheetml/2006/main", "spreadsheetml/main", ""],
    ["drawingml/2006/main", "drawingml/main", "a"],
    ["drawingml/2006/chart", "drawingml/chart", "c"],
    ["drawingml/2006/diagram", "drawingml/diagram", "dgm"],
    ["drawingml/2006/picture", "drawingml/picture", "pic"],
    ["drawingml/2006/spreadsheetDrawing", "drawingml/spreadsheetDrawing", "xdr"],
    ["drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing", "wp"],
    ["officeDocument/2006/math", "officeDocument/math", "m"],
    ["officeDocument/2006/relationships", "officeDocument/relationships", "r"],
  ].flatMap(([transitional, strict, prefix = ""]): [string, string][] => [
    [`http://schemas.openxmlformats.org/${transitional}`, prefix],
    [`http://purl.oclc.org/ooxml/${strict}`, prefix],
  ]),
);

/**
 * Parses a part of an Office Open XML file. Its elements and attributes get the prefixes that Office itself uses,
 * whichever the program that wrote it has chosen.
 *
 * @param path of the file, for messages
 * @throws FootnoteError `unreadable_document` if elements are nested too deeply
 */
export function parseOfficeXml(bytes: Uint8Array, path: string, limits: LoadLimits): Document {
  const root = parseXml(bytes, path, limits);
  rename(root, undefined);
  return root;
}

/** The namespaces that an element declares by their prefixes, and those of the elements around it. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly around: Scope | undefined;
}

function rename(parent: ParentNode, scope: Scope | undefined): void {
  for (const child of parent.children) {
    if (isTag(child)) {
      const inner = declaredBy(child, scope);
      child.name = renamed(child.name, inner);
      renameAttributes(child, inner);
      rename(child, inner);
    }
  }
}

function declaredBy({ attribs }: Element, around: Scope | undefined): Scope | undefined {
  const declared = Object.entries(attribs).flatMap(([name, uri]): [string, string][] =>
    name === "xmlns" || name.startsWith("xmlns:") ? [[name.slice(6), uri]] : [],
  );
  return declared.length === 0 ? around : { declared: new Map(declared), around };
}

function namespaceOf(prefix: string, scope: Scope | undefined): string {
  for (let around = scope; around !== undefined; around = around.around) {
    const uri = around.declared.get(prefix);
    if (uri !== undefined) {
      return uri;
    }
  }
  return "";
}

/** The namespaces stay declared, for parsers that look at them. */
function renameAttributes(element: Element, scope: Scope | undefined): void {
  for (const [name, value] of Object.entries(element.attribs)) {
    const prefix = PREFIXES.get(value);
    if (prefix !== undefined && prefix !== "" && name.startsWith("xmlns")) {
      element.attribs[`xmlns:${prefix}`] = value;
    } else if (name.includes(":")) {
      const other = renamed(name, scope);
      if (other !== name) {
        delete element.attribs[name];
        element.attribs[other] = value;
      }
    }
  }
}

function renamed(name: string, scope: Scope | undefined): string {
  const colon = name.indexOf(":");
  const local = name.slice(colon + 1);
  const prefix = PREFIXES.get(namespaceOf(name.slice(0, Math.max(colon, 0)), scope));
  if (prefix === undefined) {
    return name;
  }
  return prefix === "" ? local : `${prefix}:${local}`;
}
