import { contentWords } from "../../src/text/content-words.js";
import { fold, words } from "../../src/text/words.js";
import type { Pair } from "./pairs.js";

/** A heading of a page with the sections below it. */
export interface OutlineNode {
  /** What stands in the page; empty where nothing of the original is left. */
  heading: string;
  /** The section's text and its original heading; the root and headings that only group have none. */
  pair?: Pair;
  readonly children: OutlineNode[];
}

/** A node while a page's pairs are put in place. */
interface GrowingNode {
  readonly heading: string;
  pair?: Pair;
  readonly children: Map<string, GrowingNode>;
}

/** Puts the sections of one page in place by their heading paths, in the order of the pairs. */
export function outlineOf(pairs: readonly Pair[]): OutlineNode {
  const [first] = pairs;
  const title = first?.title ?? "";
  const top = pairs.every((pair) => pair.path[0] === first?.path[0]) ? first?.path[0] : undefined;
  const root: GrowingNode = { heading: title, children: new Map() };
  for (const pair of pairs) {
    const [outermost] = pair.path;
    const startsAtTitle = outermost !== undefined && (outermost === top || same(outermost, title));
    const above = startsAtTitle ? pair.path.slice(1) : pair.path;
    const isPage = above.length === 0 && (same(pair.q, title) || (top !== undefined && same(pair.q, top)));
    const node = isPage ? root : descend(root, [...above, pair.q]);
    node.pair ??= pair;
  }
  return grown(root);
}

function descend(root: GrowingNode, path: readonly string[]): GrowingNode {
  return path.reduce((node, heading) => {
    const known = node.children.get(key(heading));
    const child: GrowingNode = known ?? { heading, children: new Map() };
    node.children.set(key(heading), child);
    return child;
  }, root);
}

function grown({ heading, pair, children }: GrowingNode): OutlineNode {
  return { heading, ...(pair === undefined ? {} : { pair }), children: [...children.values()].map(grown) };
}

/**
 * Leaves a random part of the content words of every section's own heading, none to all but one: a question that
 * stands in the document as its heading would be found by that alone. A title is a heading of its page where it is
 * one section's own, and where the page has one section only.
 */
export function blurHeadings(root: OutlineNode, random: () => number): void {
  const [only] = root.children;
  if (root.pair !== undefined) {
    root.heading = someWords(root.heading, root.pair.lang, 0, random);
  } else if (root.children.length === 1 && only?.pair !== undefined && holdsWords(root.heading, only.pair)) {
    root.heading = someWords(root.heading, only.pair.lang, 0, random);
  }
  for (const child of root.children) {
    blurBelow(child, random);
  }
  putUnheadedFirst(root);
}

function blurBelow(node: OutlineNode, random: () => number): void {
  if (node.pair !== undefined) {
    // A heading with others below it has to stay one.
    const least = node.children.length > 0 ? 1 : 0;
    node.heading = someWords(node.heading, node.pair.lang, least, random);
  }
  for (const child of node.children) {
    blurBelow(child, random);
  }
  putUnheadedFirst(node);
}

/** A section without a heading would otherwise belong to the one before it. */
function putUnheadedFirst(node: OutlineNode): void {
  const { children } = node;
  const headed = children.filter(({ heading }) => heading !== "");
  children.unshift(...children.splice(0).filter(({ heading }) => heading === ""));
  children.splice(children.length - headed.length, headed.length, ...headed);
}

/** Between `least` and all but one of the content words of a heading, in order. */
function someWords(heading: string, language: string, least: number, random: () => number): string {
  const content = contentWords(heading, language).map(({ text }) => text);
  const kept = Math.max(least, Math.floor(random() * content.length));
  const order = content.map((_, index) => ({ index, key: random() })).sort((a, b) => a.key - b.key);
  const chosen = new Set(order.slice(0, kept).map(({ index }) => index));
  return content.filter((_, index) => chosen.has(index)).join(" ");
}

function holdsWords(title: string, { q, lang }: Pair): boolean {
  const held = new Set(words(title).map(({ text }) => fold(text)));
  return contentWords(q, lang).every(({ text }) => held.has(fold(text)));
}

function same(a: string, b: string): boolean {
  return key(a) === key(b);
}

function key(heading: string): string {
  return words(heading)
    .map(({ text }) => fold(text))
    .join(" ");
}
