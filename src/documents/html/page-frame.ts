import type { AnyNode, Element } from "domhandler";
import { isInside, names } from "./elements.js";
import { lineOf } from "./inline-text.js";

/** Roles of what surrounds the content of a page. */
const FRAME_ROLES = names("banner contentinfo navigation search");

/** Inside these, `header`, `footer` and `aside` belong to the part, not to the page (HTML's rule). */
const SECTIONING = names("article aside blockquote dialog details fieldset figure main section td");

/** Notes of ARIA and DPUB-ARIA. */
const NOTE_ROLES = names("note doc-notice doc-tip");

/** Classes of notes and warnings: those of Starlight, Docusaurus, MkDocs, Sphinx, Asciidoctor and WordPress. */
const NOTE =
  /(?:^|[\s_-])(?:admonition|callout|note|notice|tip|hint|caution|warning|danger|important|alert|starlight-aside)(?:$|[\s_-])/iu;

/** What asks for consent to cookies, by the classes and identifiers of common tools. */
const CONSENT =
  /(?:cookie|consent|gdpr|dsgvo)\w*[-_]?(?:banner|bar|box|dialog|hint|layer|manager|message|modal|notice|overlay|pop-?up)|onetrust|cookiebot|usercentrics|klaro|cc-window|iubenda/iu;

/** Whether an element is the page's frame: its header, footer, a side column, or links that lead elsewhere. */
export function isFrame(element: Element): boolean {
  const { name, attribs } = element;
  const role = attribs["role"] ?? "";
  if (FRAME_ROLES.has(role) || isConsent(element)) {
    return true;
  }
  if (name === "aside" || role === "complementary") {
    return !isNote(element) && (!belongsToPart(element) || isMostlyLinks([element]));
  }
  if (name !== "header" && name !== "footer") {
    return false;
  }
  return !belongsToPart(element) || (name === "footer" && isMostlyLinks([element]));
}

/** Whether an element asks for consent to cookies. */
export function isConsent({ name, attribs }: Element): boolean {
  return (
    name !== "html" && name !== "body" && CONSENT.test(`${attribs["id"] ?? ""} ${attribs["class"] ?? ""}`)
  );
}

function isNote({ attribs }: Element): boolean {
  return NOTE_ROLES.has(attribs["role"] ?? "") || NOTE.test(attribs["class"] ?? "");
}

function belongsToPart(element: Element): boolean {
  return isInside(element, ({ name, attribs }) => SECTIONING.has(name) || attribs["role"] === "main");
}

/** Whether an element is a link that leads elsewhere; one that gives an address or a number isn't. */
export function isNavigation({ name, attribs }: Element): boolean {
  return name === "a" && attribs["href"] !== undefined && !/^(?:tel|mailto):/iu.test(attribs["href"]);
}

function isMostlyLinks(nodes: readonly AnyNode[]): boolean {
  const all = textOf(nodes).length;
  return all > 0 && textOf(nodes, isNavigation).length < all / 2;
}

/** The visible text of nodes on one line. */
export function textOf(nodes: readonly AnyNode[], skip?: (element: Element) => boolean): string {
  return nodes
    .map((node) => lineOf(node, skip))
    .filter((text) => text !== "")
    .join(" ");
}
