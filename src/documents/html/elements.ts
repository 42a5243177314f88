import { type AnyNode, type Element, hasChildren, isTag, isText } from "domhandler";
import { asksForValues, controlValue, isControl } from "./form-values.js";

/** Elements that stand on lines of their own. */
const BLOCKS = names(`address article aside blockquote body caption center dd details dialog dir div dl dt
  fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre
  search section summary table tbody td tfoot th thead tr ul`);

/** Elements that a reader of the text doesn't see or can't use. */
const INVISIBLE =
  names(`annotation annotation-xml applet audio base canvas datalist embed head iframe link map
  meta meter nav noframes noscript object optgroup option param progress rp script source style svg title track
  video`);

/** A tab or a part to be unfolded is hidden only until a reader asks for it; `collapse` and the like are Bootstrap's. */
const PANEL =
  /(?:^|[\s_-])(?:accordion|collapse|collapsible|tab-?pane|tab-?panel|tab-?content)(?:$|[\s_-])/iu;

/** Of ARIA and EPUB. */
const NOTE_LINK_TYPES = names("doc-noteref doc-backlink noteref backlink");

/** Of pandoc and MediaWiki. */
const NOTE_LINK_CLASSES = names("footnote-ref footnote-back mw-cite-backlink mw-editsection");

/** Of MediaWiki where it is raised; Sphinx gives it to all links. */
const RAISED_LINK_CLASS = "reference";

/** A set of the names between white space. */
export function names(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u));
}

/** Whether an element stands on lines of its own. */
export function isBlock(element: Element): boolean {
  return BLOCKS.has(element.name);
}

/** The level of `h1` to `h6`, or undefined. */
export function headingLevel(element: Element): number | undefined {
  return /^h[1-6]$/u.test(element.name) ? Number(element.name.charAt(1)) : undefined;
}

/** A sign that leads to a note or back from it: it stands in the middle of a sentence and isn't part of it. */
function isNoteLink({ name, attribs }: Element): boolean {
  if (name !== "a" && name !== "sup" && name !== "span") {
    return false;
  }
  const types = `${attribs["role"] ?? ""} ${attribs["epub:type"] ?? ""}`.split(/\s+/u);
  if (types.some((type) => NOTE_LINK_TYPES.has(type))) {
    return true;
  }
  const classes = (attribs["class"] ?? "").split(/\s+/u);
  return classes.some(
    (style) => NOTE_LINK_CLASSES.has(style) || (name === "sup" && style === RAISED_LINK_CLASS),
  );
}

/** Whether an element's text is not for readers: scripts, empty form controls, navigation and what is hidden. */
export function isInvisible(element: Element): boolean {
  const { name, attribs } = element;
  if (INVISIBLE.has(name) || isNoteLink(element)) {
    return true;
  }
  if (isHidden(element) && attribs["role"] !== "tabpanel" && !PANEL.test(attribs["class"] ?? "")) {
    return true;
  }
  switch (name) {
    case "label":
      return !isInside(element, asksForValues);
    case "template":
      // The content of a custom element, which a browser shows in its place.
      return attribs["shadowrootmode"] === undefined;
    case "button":
      return !isInside(element, opensSection);
    default:
      return isControl(element) && controlValue(element) === "";
  }
}

function isHidden({ attribs }: Element): boolean {
  return (
    attribs["aria-hidden"] === "true" ||
    (attribs["hidden"] !== undefined && attribs["hidden"] !== "until-found") ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(attribs["style"] ?? "")
  );
}

/** Whether a button inside the element is the heading of a section that it unfolds. */
function opensSection(element: Element): boolean {
  return headingLevel(element) !== undefined || element.name === "summary" || element.name === "dt";
}

/** Whether an element lies in one of a kind, however deep. */
export function isInside(element: Element, matches: (around: Element) => boolean): boolean {
  for (let around = element.parent; around !== null; around = around.parent) {
    if (isTag(around) && matches(around)) {
      return true;
    }
  }
  return false;
}

/** Whether a node has no children but these elements, invisible ones and white space, as HTML wants it. */
export function holdsOnly(node: Element, allowed: ReadonlySet<string>): boolean {
  return node.children.every((child) => {
    if (isTag(child)) {
      return allowed.has(child.name) || isInvisible(child);
    }
    return !isText(child) || child.data.trim() === "";
  });
}

/** The elements below a node, in document order; what is below an element for which `enter` is false is left out. */
export function* descendants(
  node: AnyNode,
  enter: (element: Element) => boolean = () => true,
): Generator<Element> {
  const waiting: Element[] = [];
  const open = (parent: AnyNode) => {
    if (!hasChildren(parent)) {
      return;
    }
    for (let i = parent.children.length - 1; i >= 0; i--) {
      const child = parent.children[i];
      if (child !== undefined && isTag(child)) {
        waiting.push(child);
      }
    }
  };
  open(node);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (enter(next)) {
      open(next);
    }
  }
}
