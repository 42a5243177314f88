import { decodeCitation, decodeHints, decodePassage } from "../transport/decode-answer.js";
import {
  asArray,
  asCount,
  asObject,
  asOptional,
  asString,
  MalformedValue,
  parseJson,
} from "../transport/json.js";
import { startTurn, type Turn, type TurnState } from "./turn.js";

const key = "footnote.conversation.v1";
const longest = 50;

/**
 * Keeps the conversation over a reload. It lives in the tab's session storage, so that nothing of it is left on
 * a shared computer once the tab is closed. Where storage is blocked or full, the conversation just isn't kept.
 */
export function saveTurns(turns: readonly Turn[]): void {
  try {
    if (turns.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(turns.slice(-longest)));
  } catch {
    // Blocked or full.
  }
}

/** The kept conversation; empty if there is none or it can't be read. */
export function loadTurns(): readonly Turn[] {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? [] : asArray(parseJson(kept), decodeTurn);
  } catch {
    return [];
  }
}

function decodeTurn(value: unknown): Turn {
  const turn = asObject(value);
  return {
    ...startTurn(asCount(turn["id"]), asString(turn["question"])),
    state: settledState(asString(turn["state"])),
    searchedFor: asOptional(turn["searchedFor"], asString) ?? "",
    text: asString(turn["text"]),
    language: asString(turn["language"]),
    citations: asArray(turn["citations"], decodeCitation),
    passages: asArray(turn["passages"], decodePassage),
    hints: asOptional(turn["hints"], decodeHints),
  };
}

/** Nothing goes on after a reload: a turn without a complete answer counts as stopped and can be asked again. */
function settledState(state: string): TurnState {
  switch (state) {
    case "answered":
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
