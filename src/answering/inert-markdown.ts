/** Elements of HTML that load something from an address in them, and those whose content may. */
const LOADING_TAG =
  "(?:audio|base|embed|frame|iframe|image|img|input|link|meta|object|picture|source|track|video)[\\s/]|(?:script|style|svg)[\\s/>]";

/** What begins an image, or such an element, in Markdown. */
const LOADING = new RegExp(`!(?=\\[)|<(?=${LOADING_TAG})`, "giu");

/** What may begin one when more text comes. */
const UNFINISHED = /(?:!|<[a-z]{0,7})$/iu;

/** Makes a text that arrives in pieces inert. */
export interface InertText {
  /** What of the text so far can be passed on. */
  add(piece: string): string;
  /** What is left, once nothing more comes. */
  end(): string;
}

/**
 * Takes away what a text of a document or a model would load where somebody else's program shows it as Markdown: an
 * image's address, which a document can have a model make up, would carry what stands in the conversation to another
 * server without a click. A blank after `!` or `<` is enough, and one that most programming languages allow in code:
 * what is code can't be told apart while the text arrives. Links stay, since they take a click.
 */
export function inertText(): InertText {
  let pending = "";
  return {
    add(piece) {
      const text = pending + piece;
      const end = UNFINISHED.exec(text)?.index ?? text.length;
      pending = text.slice(end);
      return text.slice(0, end).replace(LOADING, "$& ");
    },
    end() {
      const rest = pending;
      pending = "";
      return rest;
    },
  };
}

/** The whole of a text, made inert. */
export function inertMarkdown(text: string): string {
  const inert = inertText();
  return inert.add(text) + inert.end();
}
