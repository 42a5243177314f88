import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { documentAbout, fileOf, type RoomFact } from "./room.js";
import { type Change, RoomFolder, type Soak } from "./soak.js";

const PAUSE_MS = 300;

const ADDED = z.object({
  documents: z.array(z.object({ id: z.string(), path: z.string() })),
  failed: z.array(z.object({ name: z.string(), reason: z.string() })),
});

/** Uploads and removes documents over the API, one request after another; what is answered is in the index. */
export async function changeOverHttp(soak: Soak): Promise<void> {
  const folder = new RoomFolder("uploads", soak);
  while (!soak.end.aborted) {
    const change = folder.nextChange();
    await CHANGES[change](soak, folder);
    soak.tally.count(change);
    await setTimeout(PAUSE_MS);
  }
}

const CHANGES: Readonly<Record<Change, (soak: Soak, folder: RoomFolder) => Promise<void>>> = {
  added: (soak, folder) => upload(soak, folder, [folder.toAdd(), folder.toAdd(), folder.toAdd()]),
  changed: (soak, folder) => upload(soak, folder, [folder.toChange()]),
  removed: remove,
  // Files can't be renamed over HTTP.
  renamed: ingest,
  broken: uploadBrokenFile,
};

async function upload(soak: Soak, folder: RoomFolder, facts: readonly RoomFact[]): Promise<void> {
  const before = facts.map(({ room }) => soak.ledger.get(room));
  const form = new FormData();
  form.set("folder", folder.name);
  for (const fact of facts) {
    folder.begin(fact.room);
    form.append("file", new File([documentAbout(fact)], fileOf(fact.room)));
  }
  const answer = await soak.client.sendAsAdmin("/api/documents", { method: "POST", body: form });
  if (answer === undefined) {
    return;
  }
  const { documents, failed } = ADDED.parse(JSON.parse(answer.body));
  for (const { name, reason } of failed) {
    soak.tally.fault("lost", `upload of ${name}: ${reason}`);
  }
  for (const [i, fact] of facts.entries()) {
    const path = folder.pathOf(fact.room);
    const document = documents.find((one) => one.path === path);
    if (document === undefined) {
      soak.tally.fault("lost", `upload of ${path}`);
      continue;
    }
    const former = before[i];
    if (former?.kind === "present" && former.documentId !== document.id) {
      soak.tally.fault("lost", `the id of ${path}`);
    }
    folder.isPresent(fact, path, document.id);
  }
}

async function remove(soak: Soak, folder: RoomFolder): Promise<void> {
  const present = folder.anyPresent();
  if (present === undefined) {
    return;
  }
  folder.begin(present.room);
  const answer = await soak.client.sendAsAdmin(`/api/documents/${present.documentId}`, { method: "DELETE" });
  if (answer !== undefined) {
    folder.isRemoved(present);
  }
}

async function ingest({ client }: Soak): Promise<void> {
  const headers = { "content-type": "application/json" };
  await client.sendAsAdmin("/api/ingest", { method: "POST", headers, body: "{}" });
}

async function uploadBrokenFile({ client, tally }: Soak, folder: RoomFolder): Promise<void> {
  const form = new FormData();
  form.set("folder", folder.name);
  form.append("file", new File(["This is no PDF."], "broken.pdf"));
  const answer = await client.sendAsAdmin("/api/documents", { method: "POST", body: form }, [422]);
  if (answer !== undefined && answer.status !== 422) {
    tally.fault("failed", `a broken file was taken: ${answer.body.slice(0, 200)}`);
  }
}
