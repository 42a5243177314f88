import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { type Ask, WAYS } from "./ask.js";
import { faultOf, type Reply } from "./judge.js";
import type { RoomState } from "./ledger.js";
import { questionAbout } from "./room.js";
import type { Soak } from "./soak.js";

const PAUSE_MS = 100;

/** So many of the questions are about documents that are there. */
const PRESENT_SHARE = 0.7;

/** Of the removed ones, the latest are asked for. */
const LATEST = 100;

const TEXT = z.object({ text: z.string() });

/** Asks one question after another, each in another way, and judges the answers. */
export async function question(soak: Soak): Promise<void> {
  while (!soak.end.aborted) {
    const room = pick(soak);
    const ask = WAYS[Math.floor(soak.random() * WAYS.length)];
    if (room !== undefined && ask !== undefined) {
      await askAndJudge(soak, room, ask);
    }
    await setTimeout(PAUSE_MS);
  }
}

/** Asks for a room's code once, and counts the answer. */
export async function askAndJudge(soak: Soak, room: number, ask: Ask): Promise<void> {
  const { client, ledger, tally } = soak;
  const before = ledger.get(room);
  const reply = await ask(client, questionAbout(room));
  if (before === undefined || reply === undefined) {
    return;
  }
  const fault = faultOf(reply, before) ?? (await quoteFault(soak, reply, before));
  tally.count("questions");
  // A state that is still the same object has held all the while.
  if (before.kind === "changing" || ledger.get(room) !== before) {
    tally.count("unjudged");
  } else if (fault !== undefined) {
    tally.fault("wrong", `${questionAbout(room)} ${fault}: ${JSON.stringify({ before, reply })}`);
  }
}

/** Compares the quotes with the document itself. */
async function quoteFault({ client }: Soak, reply: Reply, state: RoomState): Promise<string | undefined> {
  if (state.kind !== "present") {
    return undefined;
  }
  const answer = await client.send(`/api/documents/${state.documentId}`, {}, [404]);
  if (answer === undefined) {
    return undefined;
  }
  const { text } = answer.status === 404 ? { text: "" } : TEXT.parse(JSON.parse(answer.body));
  const own = reply.citations.filter(({ documentId }) => documentId === state.documentId);
  return own.every(({ start, end, quote }) => text.slice(start, end) === quote)
    ? undefined
    : "a quote isn't the document's text";
}

/** Begins questions and leaves before they are answered. */
export async function hangUp(soak: Soak): Promise<void> {
  while (!soak.end.aborted) {
    const content = questionAbout(pick(soak) ?? 1);
    const body = { messages: [{ role: "user", content }], stream: soak.random() < 0.5 };
    await soak.client.hangUp("/api/chat", body, 1 + Math.floor(soak.random() * 30));
    await setTimeout(PAUSE_MS * 5);
  }
}

function pick({ ledger, random }: Soak): number | undefined {
  const rooms = random() < PRESENT_SHARE ? ledger.rooms("present") : ledger.rooms("removed").slice(-LATEST);
  return rooms[Math.floor(random() * rooms.length)];
}
