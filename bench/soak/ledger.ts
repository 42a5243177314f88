/** What the index must hold of a room. A state is never changed: another one takes its place. */
export type RoomState =
  | {
      readonly kind: "present";
      readonly code: string;
      /** Of the file, below the documents folder. */
      readonly path: string;
      readonly documentId: string;
    }
  | { readonly kind: "removed"; readonly formerCode: string; readonly formerId: string }
  /** It is being changed: what it was and what it will be may both be answered. */
  | { readonly kind: "changing" };

/** What is in the index for certain, and what isn't, at each moment. */
export class Ledger {
  readonly #rooms = new Map<number, RoomState>();

  /** Undefined: it was never there. */
  get(room: number): RoomState | undefined {
    return this.#rooms.get(room);
  }

  set(room: number, state: RoomState): void {
    this.#rooms.set(room, state);
  }

  /** The rooms of one kind whose document lies in a folder, or lay there. */
  rooms(kind: RoomState["kind"]): number[] {
    return [...this.#rooms].filter(([, state]) => state.kind === kind).map(([room]) => room);
  }
}
