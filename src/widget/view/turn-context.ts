import type { CommentState } from "../conversation/reactions.js";
import type { Rating } from "../conversation/turn.js";
import type { ChatMessages } from "../i18n/chat/messages.js";
import type { Server } from "../transport/server.js";

/** What every part of a turn needs to be drawn and to act. */
export interface TurnContext {
  readonly messages: ChatMessages;
  /** What answers, and shows the documents. */
  readonly server: Server;
  /** Whether documents open in a new tab, so that a visitor doesn't leave a foreign site. */
  readonly newTab: boolean;
  /** The turn's id, to make element ids unique. */
  readonly turnId: number;
  /** The number of the footnote whose quote is open in this turn, or null. */
  readonly openMarker: number | null;
  /** The comment that is written in this turn, or null. */
  readonly comment: CommentState | null;
  /** Whether this turn's answer has just been copied; null if nobody tried. */
  readonly copied: boolean | null;
  /** Opens a footnote's quote, or closes it if it is open; `opener` gets the focus back. */
  readonly toggleNote: (marker: number, opener: HTMLElement) => void;
  readonly closeNote: () => void;
  readonly retry: () => void;
  readonly copy: () => void;
  readonly rate: (rating: Rating) => void;
  readonly sendComment: (comment: string) => void;
}

/** The element id of a turn's open quote. */
export function noteId(context: TurnContext): string {
  return `note-${context.turnId}`;
}

/** Opens or closes a footnote on a click of its button. */
export function toggleOnClick(context: TurnContext, marker: number): (event: Event) => void {
  return (event) => {
    if (event.currentTarget instanceof HTMLElement) {
      context.toggleNote(marker, event.currentTarget);
    }
  };
}
