import type { Messages } from "../i18n/messages.js";

/** What every part of a turn needs to be drawn and to act. */
export interface TurnContext {
  readonly messages: Messages;
  /** The turn's id, to make element ids unique. */
  readonly turnId: number;
  /** The number of the footnote whose quote is open in this turn, or null. */
  readonly openMarker: number | null;
  /** Opens a footnote's quote, or closes it if it is open; `opener` gets the focus back. */
  readonly toggleNote: (marker: number, opener: HTMLElement) => void;
  readonly closeNote: () => void;
  readonly retry: () => void;
}

/** The element id of a turn's open quote. */
export function noteId(context: TurnContext): string {
  return `note-${context.turnId}`;
}

/** Opens or closes a footnote on a click of its button. */
export function toggleOnClick(context: TurnContext, marker: number): (event: Event) => void {
  return (event) => {
    if (event.currentTarget instanceof HTMLElement) context.toggleNote(marker, event.currentTarget);
  };
}
