/**
 * A module of the built product: the one that users run. What tsx makes of `src/` is slower, since it names every
 * function anew wherever one is made.
 * @param path such as `app/workspace`, below `dist/`
 */
export function built<Module>(path: string): Promise<Module> {
  return import(new URL(`../../dist/${path}.js`, import.meta.url).href) as Promise<Module>;
}
