import type { Place } from "../../core/document.js";
import type { ChatMessages } from "../i18n/chat/messages.js";

const PLACE_KINDS = ["page", "slide", "row", "time"] as const;

/** Where in a document something stands: headings and page or the like; empty if the document has neither. */
export function place(
  source: Place & { readonly heading: readonly string[] },
  messages: ChatMessages,
): string {
  const parts = [
    source.heading.join(" › "),
    ...PLACE_KINDS.map((kind) => (source[kind] === null ? "" : messages.place[kind](source[kind]))),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** The same behind the document's title; a first heading that repeats the title stands once. */
export function titledPlace(
  source: Parameters<typeof place>[0] & { readonly title: string },
  messages: ChatMessages,
): string {
  const { title, heading } = source;
  const below = heading[0] === title ? heading.slice(1) : heading;
  return place({ ...source, heading: [title, ...below] }, messages);
}
