import type { Place } from "../../core/document.js";
import type { ChatMessages } from "../i18n/chat/messages.js";

const PLACE_KINDS = ["page", "slide", "row", "time"] as const;

/** What says where something stands. */
interface Placed extends Place {
  readonly title: string;
  readonly heading: readonly string[];
}

/**
 * Where in a document something stands: headings, but for a first one that repeats the title, and page or the like;
 * empty if the document has neither.
 */
export function place(source: Placed, messages: ChatMessages): string {
  return placeUnder(headingsBelowTitle(source), source, messages);
}

/** The same behind the document's title. */
export function titledPlace(source: Placed, messages: ChatMessages): string {
  return placeUnder([source.title, ...headingsBelowTitle(source)], source, messages);
}

function headingsBelowTitle({ title, heading }: Placed): readonly string[] {
  return heading[0] === title ? heading.slice(1) : heading;
}

function placeUnder(headings: readonly string[], source: Place, messages: ChatMessages): string {
  const parts = [
    headings.join(" › "),
    ...PLACE_KINDS.map((kind) => (source[kind] === null ? "" : messages.place[kind](source[kind]))),
  ];
  return parts.filter((part) => part !== "").join(", ");
}
