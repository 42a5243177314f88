import type { Turn } from "../conversation/turn.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import type { Server } from "../transport/server.js";
import { titledPlace } from "./place.js";
import { viewerLink } from "./viewer-link.js";

/** An answer to be pasted elsewhere: its Markdown, then each footnote with its quote, its place and its address. */
export function copiedAnswer(turn: Turn, server: Server, messages: ChatMessages): string {
  const notes = turn.citations.map((citation) => {
    const verdict = citation.verified ? messages.answer.verified : messages.answer.unverified;
    const address = new URL(viewerLink(citation, server), location.href).href;
    return `[${citation.marker}] ${titledPlace(citation, messages)} (${verdict})\n${citation.quote}\n${address}`;
  });
  return [turn.text, ...notes].join("\n\n");
}
