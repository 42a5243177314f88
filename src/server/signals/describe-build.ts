import type { Workspace } from "../../app/workspace.js";
import { readVersion } from "../../config/read-version.js";
import type { Build } from "../metrics/process-metrics.js";

/** Which version of Footnote serves a workspace, and with which models. */
export async function describeBuild({
  config,
  embedder,
}: Pick<Workspace, "config" | "embedder">): Promise<Build> {
  return { version: await readVersion(), embedder: embedder.fingerprint.model, writer: config.llm };
}
