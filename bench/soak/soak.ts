import type { Client } from "./client.js";
import type { Ledger, RoomState } from "./ledger.js";
import { codeOf, fileOf, type RoomFact } from "./room.js";
import type { Tally } from "./tally.js";

/** What all that goes on in a soak shares. */
export interface Soak {
  /** The folder that the server watches. */
  readonly documents: string;
  readonly client: Client;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly random: () => number;
  /** Aborted when the time is over. */
  readonly end: AbortSignal;
  /** Gives codes that never were. */
  readonly codes: Codes;
}

/** Gives each code once, and rooms likewise. */
export class Codes {
  #codes = 0;
  #rooms = 1000;

  /** A room that never had a document. */
  newRoom(): RoomFact {
    this.#rooms += 1;
    return this.newCode(this.#rooms);
  }

  newCode(room: number): RoomFact {
    this.#codes += 1;
    return { room, code: codeOf(this.#codes) };
  }
}

/** What is done next to the documents of a folder. */
export type Change = "added" | "changed" | "removed" | "renamed" | "broken";

/** A room whose document is in the index for certain. */
type PresentRoom = Extract<RoomState, { kind: "present" }> & { readonly room: number };

/** So many documents a folder has, more or less. */
const USUAL = 150;

/** The documents of one folder, which one task alone changes. */
export class RoomFolder {
  readonly name: string;
  readonly #soak: Soak;
  readonly #present = new Set<number>();
  readonly #removed: number[] = [];

  constructor(name: string, soak: Soak) {
    this.name = name;
    this.#soak = soak;
  }

  pathOf(room: number): string {
    return `${this.name}/${fileOf(room)}`;
  }

  /** What comes next, so that the folder stays as large as it is. */
  nextChange(): Change {
    const { random } = this.#soak;
    if (this.#present.size < USUAL) {
      return "added";
    }
    const changes = ["added", "changed", "changed", "removed", "renamed", "broken"] as const;
    const change = changes[Math.floor(random() * changes.length)] ?? "changed";
    return change === "added" && this.#present.size > USUAL * 1.2 ? "removed" : change;
  }

  /** A fact for a document that isn't there: of a room that never had one, or of one whose document was removed. */
  toAdd(): RoomFact {
    const { random, codes } = this.#soak;
    const again = random() < 0.3 ? this.#removed.shift() : undefined;
    return again === undefined ? codes.newRoom() : codes.newCode(again);
  }

  /** A new fact for a document that is there. */
  toChange(): RoomFact {
    return this.#soak.codes.newCode(this.#anyRoom());
  }

  /** A document that is in the index for certain; undefined if there is none. */
  anyPresent(): PresentRoom | undefined {
    const room = this.#anyRoom();
    const state = this.#soak.ledger.get(room);
    return state?.kind === "present" ? { room, ...state } : undefined;
  }

  /** A room that has a document. */
  #anyRoom(): number {
    const rooms = [...this.#present];
    return rooms[Math.floor(this.#soak.random() * rooms.length)] ?? 0;
  }

  /** From now on an answer may or may not know of the change. */
  begin(room: number): void {
    this.#soak.ledger.set(room, { kind: "changing" });
  }

  /** The document is in the index for certain. */
  isPresent({ room, code }: RoomFact, path: string, documentId: string): void {
    this.#present.add(room);
    this.#soak.ledger.set(room, { kind: "present", code, path, documentId });
  }

  /** The document isn't in the index any more, for certain. */
  isRemoved({ room, code, documentId }: PresentRoom): void {
    this.#present.delete(room);
    this.#removed.push(room);
    this.#soak.ledger.set(room, { kind: "removed", formerCode: code, formerId: documentId });
  }
}
