import type { ReactiveControllerHost } from "lit";

/** An open footnote, and the element that gets the focus back when it closes. */
interface Note {
  readonly turnId: number;
  readonly marker: number;
  readonly opener: HTMLElement;
}

/** The footnote whose quote is open; at most one at a time. */
export class OpenNote {
  #note: Note | null = null;

  /** @param host renders again when another footnote is open */
  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {}

  /** The number of the footnote that is open in a turn, or null. */
  in(turnId: number): number | null {
    return this.#note?.turnId === turnId ? this.#note.marker : null;
  }

  /** Opens a footnote, which gets the focus, or closes it if it is open. */
  toggle(note: Note): void {
    if (this.in(note.turnId) === note.marker) {
      this.close();
      return;
    }
    this.#change(note);
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>(".note")?.focus(),
    );
  }

  /** Closes the open footnote and focuses the element that opened it. @returns false if none is open */
  close(): boolean {
    this.#note?.opener.focus();
    const wasOpen = this.#note !== null;
    this.#change(null);
    return wasOpen;
  }

  /** Closes the footnote without moving the focus. */
  forget(): void {
    this.#change(null);
  }

  #change(note: Note | null): void {
    this.#note = note;
    this.host.requestUpdate();
  }
}
