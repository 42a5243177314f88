import type { Page } from "playwright-core";

/** What the chat says to those who don't see it, from now on. @returns gives what has been said so far */
export async function listenToAnnouncements(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(`{
    window.said = [];
    const status = document.querySelector("footnote-chat").shadowRoot.querySelector(".chat > [role=status]");
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  }`);
  return () => page.evaluate<readonly string[]>("window.said");
}
