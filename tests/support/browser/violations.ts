import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds, rules for target size and good practice included. */
export async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) {
    await page.evaluate(axe.source);
  }
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], preload: false }).then((result) => result.violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
