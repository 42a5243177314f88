import { listZip, type ZippedContent, type ZippedFile } from "../documents/archive/zipped-files.js";
import { type IgnoreRules, isIgnored } from "./ignore-rules.js";
import { nameFault } from "./name-fault.js";

/** What a zip archive holds, as if it were a folder of its name. Paths start with that of the archive. */
export interface ZipScan {
  readonly files: readonly { readonly path: string; readonly zipped: ZippedContent }[];
  /** The archive itself, if it can't be read. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** How many files and folders the rules leave out. */
  readonly ignored: number;
}

/** What macOS adds: hidden attributes of the other files. */
const MAC_ATTRIBUTES = "__MACOSX";

/** Whether a file is an archive that is read like a folder, by its extension. */
export function isZip(path: string): boolean {
  return path.toLowerCase().endsWith(".zip");
}

/**
 * Lists what a zip archive holds. Hidden files are passed over as in a folder; archives in it aren't opened.
 * @param path of the archive, relative to the documents folder
 * @param rules of the folder that the archive lies in
 * @throws Error of the system if the archive can't be opened or read
 */
export async function scanZip(absolute: string, path: string, rules: IgnoreRules | null): Promise<ZipScan> {
  const listing = await listZip(absolute);
  if ("fault" in listing) {
    return { files: [], skipped: [{ path, reason: listing.fault }], ignored: 0 };
  }
  const shown = listing.files.filter(({ name }) => !isHidden(name));
  if (shown.length === 0) {
    return { files: [], skipped: [{ path, reason: "it holds no files" }], ignored: 0 };
  }
  const filter = new IgnoredPaths(rules);
  const kept = shown
    .map((file) => ({ ...file, path: `${path}/${file.name}` }))
    .filter((file) => !filter.leavesOut(file.path, path.length));
  return {
    files: kept
      .filter((file) => faultOf(file) === null)
      .map((file) => ({ path: file.path, zipped: file.content })),
    skipped: kept.flatMap((file) => {
      const reason = faultOf(file);
      return reason === null ? [] : [{ path: file.path, reason }];
    }),
    ignored: filter.count,
  };
}

function isHidden(name: string): boolean {
  return (
    name.split("/").some((part) => part.startsWith(".") && part !== "..") ||
    name.startsWith(`${MAC_ATTRIBUTES}/`)
  );
}

function faultOf({ name, fault }: ZippedFile): string | null {
  return (
    fault ?? nameFault(name) ?? (isZip(name) ? "a zip archive inside another isn't opened; unpack it" : null)
  );
}

/** Leaves out files as in a folder: with a folder goes all that it holds, and counts once. */
class IgnoredPaths {
  readonly #rules: IgnoreRules | null;
  readonly #folders = new Map<string, boolean>();
  #count = 0;

  constructor(rules: IgnoreRules | null) {
    this.#rules = rules;
  }

  get count(): number {
    return this.#count;
  }

  /** @param from where the first `/` to look at stands or comes after: what lies above is known not to be ignored */
  leavesOut(path: string, from: number): boolean {
    for (let slash = path.indexOf("/", from); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      if (this.#leavesOutFolder(path.slice(0, slash + 1))) {
        return true;
      }
    }
    return this.#note(isIgnored(path, this.#rules));
  }

  #leavesOutFolder(folder: string): boolean {
    const known = this.#folders.get(folder);
    if (known !== undefined) {
      return known;
    }
    const ignored = this.#note(isIgnored(folder, this.#rules));
    this.#folders.set(folder, ignored);
    return ignored;
  }

  #note(ignored: boolean): boolean {
    if (ignored) {
      this.#count++;
    }
    return ignored;
  }
}
