import { stat } from "node:fs/promises";
import path from "node:path";
import { FootnoteError } from "../core/errors.js";
import type { ModelTask } from "./model-task.js";
import { PROVIDER_MODEL } from "./provider-model.js";

/** Where a model comes from: a folder with its files, or the hub. */
export type ModelSource =
  | { readonly kind: "folder"; readonly dir: string }
  | {
      readonly kind: "hub";
      readonly id: string;
      /** The address of the hub or of a mirror of it. */
      readonly url: string;
      /** Holds downloaded models, each in a folder named by its id. */
      readonly cacheDir: string;
    };

/** The name of a model for a person: no path of this machine. */
export function modelName(source: ModelSource): string {
  return source.kind === "hub" ? source.id : path.basename(source.dir);
}

/** `owner/name` as the Hugging Face hub allows it. */
const HUB_ID = /^(?!.*(\.\.|--))[\w-][\w.-]*\/[\w.-]*[\w-]$/;

/**
 * Tells a folder from a hub id: a path that is absolute or begins with a dot is a folder, and so is any other
 * that exists.
 * @param hub where the model comes from if it is no folder
 * @throws FootnoteError `invalid_configuration` for a folder that doesn't exist and for anything else
 */
export async function findModel(
  task: Pick<ModelTask, "name" | "variable" | "choices">,
  model: string,
  hub: { readonly url: string; readonly cacheDir: string },
): Promise<ModelSource> {
  const invalid = (problem: string) =>
    new FootnoteError("invalid_configuration", `${task.variable}: ${problem} ${task.choices}`);
  const provider = PROVIDER_MODEL.exec(model)?.[1];
  if (provider !== undefined) {
    throw invalid(`${task.name} models of ${provider} aren't supported yet.`);
  }
  if (await isFolder(model)) {
    return { kind: "folder", dir: path.resolve(model) };
  }
  if (path.isAbsolute(model) || model.startsWith(".")) {
    throw invalid(`there is no folder ${model}.`);
  }
  if (!HUB_ID.test(model)) {
    throw invalid(`${model} is neither a folder nor a hub id.`);
  }
  checkHubUrl(hub.url);
  return { kind: "hub", id: model, url: hub.url, cacheDir: hub.cacheDir };
}

async function isFolder(file: string): Promise<boolean> {
  const stats = await stat(file).catch(() => null);
  return stats?.isDirectory() ?? false;
}

/** `fetch` refuses a password in an address, with an error that repeats it. */
function checkHubUrl(url: string): void {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : new URL("about:blank");
  if (["http:", "https:"].includes(protocol) && username === "" && password === "") {
    return;
  }
  throw new FootnoteError(
    "invalid_configuration",
    "The hub's address has to begin with http:// or https://, without a user name and a password.",
  );
}
