import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { DocumentList } from "./client.js";
import { documentAbout, fileOf, type RoomFact } from "./room.js";
import { type Change, RoomFolder, type Soak } from "./soak.js";

/** A change that isn't in the index after so long is lost. */
const LOST_AFTER_MS = 60_000;
const POLL_MS = 200;

const PAUSE_MS = 500;

/** Changes files in the documents folder as people do, one after another, and waits each time until the index holds it. */
export async function changeFolder(soak: Soak): Promise<void> {
  const folder = new RoomFolder("folder", soak);
  await mkdir(join(soak.documents, folder.name), { recursive: true });
  while (!soak.end.aborted) {
    const change = folder.nextChange();
    await CHANGES[change](soak, folder);
    soak.tally.count(change);
    await setTimeout(PAUSE_MS);
  }
}

const CHANGES: Readonly<Record<Change, (soak: Soak, folder: RoomFolder) => Promise<void>>> = {
  added: (soak, folder) => write(soak, folder, folder.toAdd()),
  changed: (soak, folder) => write(soak, folder, folder.toChange()),
  removed: remove,
  renamed: move,
  broken: leaveBrokenFile,
};

async function write(soak: Soak, folder: RoomFolder, fact: RoomFact): Promise<void> {
  const state = soak.ledger.get(fact.room);
  const path = state?.kind === "present" ? state.path : folder.pathOf(fact.room);
  const content = documentAbout(fact);
  folder.begin(fact.room);
  await writeFile(join(soak.documents, path), content);
  const hash = createHash("sha256").update(content).digest("hex");
  const find = ({ documents }: DocumentList) =>
    documents.find((document) => document.path === path && document.contentHash === hash);
  const document = await listed(soak, `${path} with ${fact.code}`, find);
  if (document !== undefined) {
    folder.isPresent(fact, path, document.id);
  }
}

async function remove(soak: Soak, folder: RoomFolder): Promise<void> {
  const present = folder.anyPresent();
  if (present === undefined) {
    return;
  }
  folder.begin(present.room);
  await rm(join(soak.documents, present.path));
  const isGone = ({ documents }: DocumentList) =>
    documents.every(({ path }) => path !== present.path) ? true : undefined;
  if ((await listed(soak, `the removal of ${present.path}`, isGone)) !== undefined) {
    folder.isRemoved(present);
  }
}

async function move(soak: Soak, folder: RoomFolder): Promise<void> {
  const present = folder.anyPresent();
  if (present === undefined) {
    return;
  }
  const isMoved = present.path.includes("/moved-");
  const path = `${folder.name}/${isMoved ? "" : "moved-"}${fileOf(present.room)}`;
  folder.begin(present.room);
  await rename(join(soak.documents, present.path), join(soak.documents, path));
  const find = ({ documents }: DocumentList) =>
    documents.some((document) => document.path === present.path)
      ? undefined
      : documents.find((document) => document.path === path);
  const document = await listed(soak, `${path}, which was ${present.path}`, find);
  if (document === undefined) {
    return;
  }
  if (document.id !== present.documentId) {
    soak.tally.fault("lost", `the id of ${path}, which was ${present.path}`);
  }
  folder.isPresent(present, path, document.id);
}

/** A file that no loader can read comes, is told of, and goes. */
async function leaveBrokenFile(soak: Soak, folder: RoomFolder): Promise<void> {
  const path = `${folder.name}/broken${soak.random() < 0.5 ? ".pdf" : ".docx"}`;
  await writeFile(join(soak.documents, path), "This is neither.");
  const isFailed = ({ failed }: DocumentList) => failed.find((file) => file.path === path);
  await listed(soak, `the failure of ${path}`, isFailed);
  await rm(join(soak.documents, path));
  const isForgotten = ({ failed }: DocumentList) =>
    failed.every((file) => file.path !== path) ? true : undefined;
  await listed(soak, `the removal of ${path}`, isForgotten);
}

/** Waits until something can be found in the list of documents; if it never comes, it is counted as lost. */
async function listed<T>(
  { client, tally }: Soak,
  what: string,
  find: (list: DocumentList) => T | undefined,
): Promise<T | undefined> {
  const start = performance.now();
  while (performance.now() - start < LOST_AFTER_MS) {
    const list = await client.documents();
    const found = list && find(list);
    if (found !== undefined) {
      return found;
    }
    await setTimeout(POLL_MS);
  }
  tally.fault("lost", what);
  return undefined;
}
