/** Folders of programs, packages and systems, which hold nobody's documents. Lower-case, with `/` behind. */
const FOLDERS: ReadonlySet<string> = new Set([
  "$recycle.bin/",
  "@eadir/",
  "__pycache__/",
  "bower_components/",
  "dist-packages/",
  "lost+found/",
  "node_modules/",
  "site-packages/",
  "system volume information/",
]);

/** Files that programs write for themselves. Lower-case. */
const FILES: ReadonlySet<string> = new Set([
  "bun.lock",
  "cargo.lock",
  "composer.lock",
  "desktop.ini",
  "gemfile.lock",
  "go.sum",
  "npm-shrinkwrap.json",
  "package-lock.json",
  "pipfile.lock",
  "pnpm-lock.yaml",
  "poetry.lock",
  "thumbs.db",
  "uv.lock",
  "yarn.lock",
]);

/** What pip writes about packages; minified code and its maps; the owner's mark beside a file that Office has open. */
const PATTERN = /\.(egg-info|dist-info)\/$|\.min\.(css|js|mjs|cjs)$|\.(css|[cm]?[jt]s)\.map$|^~\$/;

/** Whether a file or folder is ignored wherever it lies, unless `.footnoteignore` takes it back. */
export function isIgnoredName(name: string): boolean {
  const lower = name.toLowerCase();
  return FOLDERS.has(lower) || FILES.has(lower) || PATTERN.test(lower);
}
