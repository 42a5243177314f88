import {
  decodeCitation,
  decodeExcerpts,
  decodeHints,
  decodePassage,
  decodeSentence,
} from "../transport/chat-events.js";
import {
  asArray,
  asCount,
  asNumber,
  asObject,
  asOptional,
  asString,
  MalformedValue,
  parseJson,
} from "../transport/json.js";
import type { Server } from "../transport/server.js";
import type { HistoryScope } from "../widget-api.js";
import { type Rating, startTurn, type Turn, type TurnState } from "./turn.js";

/** The number of turns that are kept; where the storage is full, the next smaller number is tried. */
const MOST_TURNS = [50, 10, 2];

/** Keeps a conversation over a reload. Where storage is blocked or full, it isn't kept, and nothing fails. */
export class History {
  /**
   * @param name tells conversations of one site apart
   */
  constructor(
    private readonly name: string,
    private readonly scope: HistoryScope,
  ) {}

  save(turns: readonly Turn[]): void {
    try {
      if (turns.length === 0) {
        this.#storage?.removeItem(this.name);
      } else {
        this.#saveLast(turns);
      }
    } catch {
      // The storage is blocked.
    }
  }

  /** The kept conversation; empty if there is none or it can't be read. */
  load(): readonly Turn[] {
    try {
      const kept = this.#storage?.getItem(this.name) ?? null;
      return kept === null ? [] : asArray(parseJson(kept), decodeTurn);
    } catch {
      return [];
    }
  }

  /** Whether another tab has changed the conversation. */
  isChangedBy(event: StorageEvent): boolean {
    return this.scope === "site" && event.key === this.name;
  }

  get #storage(): Storage | null {
    if (this.scope === "off") {
      return null;
    }
    return this.scope === "site" ? localStorage : sessionStorage;
  }

  #saveLast(turns: readonly Turn[]): void {
    for (const most of MOST_TURNS) {
      try {
        this.#storage?.setItem(this.name, JSON.stringify(turns.slice(-most)));
        return;
      } catch {
        // The storage is full: try with fewer turns, the latest ones.
      }
    }
  }
}

function decodeTurn(value: unknown): Turn {
  const turn = asObject(value);
  return {
    ...startTurn(asCount(turn["id"]), asString(turn["question"])),
    state: settledState(asString(turn["state"])),
    answerId: asString(turn["answerId"]),
    rating: asOptional(turn["rating"], decodeRating),
    searchedFor: asString(turn["searchedFor"]),
    confidence: asNumber(turn["confidence"] ?? 1),
    text: asString(turn["text"]),
    language: asString(turn["language"]),
    citations: asArray(turn["citations"], decodeCitation),
    sentences: asArray(turn["sentences"], decodeSentence),
    excerpts: decodeExcerpts(turn["excerpts"]),
    passages: asArray(turn["passages"], decodePassage),
    hints: asOptional(turn["hints"], decodeHints),
  };
}

function decodeRating(value: unknown): Rating {
  if (value !== "up" && value !== "down") {
    throw new MalformedValue("not a rating");
  }
  return value;
}

/** A stream doesn't survive a reload: a turn without a complete answer counts as stopped and can be asked again. */
function settledState(state: string): TurnState {
  switch (state) {
    case "answered":
    case "excerpts":
    case "replied":
    case "refused":
      return state;
    case "searching":
    case "writing":
    case "stopped":
    case "failed":
      return "stopped";
    default:
      throw new MalformedValue("not a state");
  }
}

/** Names in use on this page. */
const NAMES_IN_USE = new Map<string, WeakRef<Element>>();

/**
 * What an element's conversation is stored under, by server and by its id. Elements without an id are counted, so
 * that two on one page don't write over each other.
 */
export function conversationName(element: Element, server: Server): string {
  const base = `footnote.conversation.v2 ${server.base} ${element.id}`;
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base} ${count}`;
    const owner = NAMES_IN_USE.get(name)?.deref();
    if (owner !== undefined && owner !== element && owner.isConnected) {
      continue;
    }
    NAMES_IN_USE.set(name, new WeakRef(element));
    return name;
  }
}
