import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ended, type Outcome } from "../footnote.js";
import { repository } from "../workspace.js";

const execute = promisify(execFile);

/** The package as `npm publish` would send it, installed into a folder as `npm install` would, without the network. */
export interface InstalledPackage {
  /** What it is installed for: only has `node_modules`. */
  readonly folder: string;
  /** The paths in the tarball, sorted. */
  readonly files: readonly string[];
  /** Where its program is, which npm and npx start. */
  readonly program: string;
  /** Runs its program through `npx`, which takes a second more. */
  npx(args: readonly string[]): Promise<Outcome>;
  /** Runs its program. */
  run(args: readonly string[]): Promise<Outcome>;
  remove(): Promise<void>;
}

/**
 * Packs the repository as it is built, and unpacks it beside links to the packages that an installation without
 * development dependencies has: what it imports besides isn't found.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const parent = await mkdtemp(path.join(tmpdir(), "footnote-package-"));
  const folder = path.join(parent, "site");
  const home = path.join(folder, "node_modules/footnote");
  await mkdir(path.join(folder, "node_modules/.bin"), { recursive: true });
  await mkdir(home);
  const env = npmEnvironment(parent);
  const { stdout } = await execute(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--pack-destination", parent],
    {
      cwd: repository,
      env,
      maxBuffer: 1 << 24,
    },
  );
  const [{ filename, files }] = JSON.parse(stdout) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  await execute("tar", ["-xzf", path.join(parent, filename), "-C", home, "--strip-components=1"]);
  await linkDependencies(path.join(folder, "node_modules"));
  const { bin } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8")) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  for (const [name, file] of Object.entries(bin)) {
    await symlink(path.join("../footnote", file), path.join(folder, "node_modules/.bin", name));
    // As npm does when it installs.
    await execute("chmod", ["+x", path.join(home, file)]);
  }
  const program = path.join(folder, "node_modules/.bin/footnote");
  return {
    folder,
    files: files.map((file) => file.path).sort(),
    program,
    npx: (args) => run("npx", ["--no", "--offline", "footnote", ...args], { cwd: folder, env }),
    run: (args) => run(program, args, { cwd: folder, env }),
    remove: () => rm(parent, { recursive: true }),
  };
}

/** npm's own cache and settings stay out of it. */
function npmEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    TMPDIR: tmpdir(),
    HOME: home,
    npm_config_cache: path.join(home, ".npm"),
    npm_config_update_notifier: "false",
  };
}

async function linkDependencies(target: string): Promise<void> {
  const lock = JSON.parse(await readFile(path.join(repository, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly dev?: true; readonly devOptional?: true }>>;
  };
  for (const [location, { dev, devOptional }] of Object.entries(lock.packages)) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(location) ?? [];
    if (name === undefined || dev || devOptional) {
      continue;
    }
    await mkdir(path.dirname(path.join(target, name)), { recursive: true });
    await symlink(path.join(repository, location), path.join(target, name), "dir");
  }
}

function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return ended(spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] }));
}
