import {
  type ChildNode,
  type Document,
  DomHandler,
  type Element,
  isTag,
  isText,
  type ParentNode,
} from "domhandler";
import { type Handler, Parser } from "htmlparser2";
import type { LoadLimits } from "../../core/ports/loader.js";
import { nestedTooDeep, unreadable } from "../unreadable.js";

/**
 * Parses an XML file into a tree no deeper than the limit, so that what walks it may recurse. Entities that a
 * document defines itself stay as they are written: none is expanded.
 *
 * @param path of the document, for messages
 * @throws FootnoteError `unreadable_document` if elements are nested too deeply
 */
export function parseXml(bytes: Uint8Array, path: string, limits: LoadLimits): Document {
  const handler = new DomHandler();
  parse(bytes, path, limits, {
    onparserinit: (parser) => handler.onparserinit(parser),
    onopentag: (name, attributes) => handler.onopentag(name, attributes),
    onclosetag: () => handler.onclosetag(),
    ontext: (text) => handler.ontext(text),
    onend: () => handler.onend(),
  });
  return handler.root;
}

/**
 * Makes sure that a part of an Office Open XML file can be given to a parser that recurses: no deeper than
 * the limit, and without a document type, which the format doesn't allow (ECMA-376 part 2, 8.2) and in which
 * entities would be defined.
 *
 * @throws FootnoteError `unreadable_document` otherwise
 */
export function checkOfficeXml(bytes: Uint8Array, path: string, limits: LoadLimits): void {
  parse(bytes, path, limits, {
    onprocessinginstruction(name) {
      if (name.toLowerCase() === "!doctype") {
        throw unreadable(path, "holds a document type definition; save it again");
      }
    },
  });
}

function parse(bytes: Uint8Array, path: string, limits: LoadLimits, handler: Partial<Handler>): void {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentag(name, attributes, implied) {
        depth += 1;
        if (depth > limits.nesting) {
          throw nestedTooDeep(path, limits.nesting);
        }
        handler.onopentag?.(name, attributes, implied);
      },
      onclosetag(name, implied) {
        depth -= 1;
        handler.onclosetag?.(name, implied);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeXml(bytes));
}

/** An XML file says its encoding in a byte order mark or in its first line; without either it is UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/u.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString("latin1"),
  );
  return new TextDecoder(byteOrderMark(bytes) ?? declared?.[1] ?? "utf-8").decode(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return "utf-16le";
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return "utf-16be";
  }
  return undefined;
}

/** The elements right below a node, of one name (with its prefix) or of any. */
export function elements(parent: ParentNode | undefined, name?: string): Element[] {
  return (parent?.children ?? []).filter(isTag).filter((child) => name === undefined || child.name === name);
}

/**
 * The element that a path of names leads to, the first of each name.
 * @param names with their prefix
 */
export function elementAt(parent: ParentNode | undefined, ...names: readonly string[]): Element | undefined {
  let current: ParentNode | undefined = parent;
  let found: Element | undefined;
  for (const name of names) {
    found = elements(current, name)[0];
    current = found;
  }
  return found;
}

/** All elements of a name (with its prefix) below a node, in document order. */
export function descendants(parent: ParentNode | undefined, name: string): Element[] {
  const found: Element[] = [];
  const open: ChildNode[] = [...(parent?.children ?? [])].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) {
      continue;
    }
    if (node.name === name) {
      found.push(node);
    }
    for (let index = node.children.length - 1; index >= 0; index -= 1) {
      const child = node.children[index];
      if (child !== undefined) {
        open.push(child);
      }
    }
  }
  return found;
}

/** All text below a node, as it stands. */
export function textOf(parent: ParentNode | undefined): string {
  let text = "";
  for (const child of parent?.children ?? []) {
    if (isText(child)) {
      text += child.data;
    } else if (isTag(child)) {
      text += textOf(child);
    }
  }
  return text;
}

/** The name of an element without its prefix, for formats that leave the prefix to the author. */
export function localName({ name }: Element): string {
  return name.slice(name.indexOf(":") + 1);
}
