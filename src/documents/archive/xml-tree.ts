import { type ChildNode, type Element, isTag, isText, type ParentNode } from "domhandler";

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
