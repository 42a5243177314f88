import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Answer } from "../../src/core/answer.js";
import { HANDBOOK, handbookAnswers } from "../support/browser/handbook.js";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";
import { done, scriptChat } from "../support/browser/scripted-chat.js";
import { violations } from "../support/browser/violations.js";

const viewer = `document.querySelector("footnote-viewer").shadowRoot`;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
const desktop = { viewport: { width: 1440, height: 900 } } as const;

/** Asks a question that is answered so. */
async function askFor(page: Page, said: Pick<Answer, "answer" | "citations"> & Partial<Answer>) {
  const chat = await scriptChat(page);
  const asking = ask(page, "How much parental leave is there?");
  await chat.send({ type: "passages", passages: [] });
  await chat.send({ type: "delta", text: said.answer });
  await chat.send(done(said.answer, said.citations, said));
  await chat.end();
  const turn = await asking;
  await chat.close();
  return turn;
}

describeInBrowser("excerpts", { "handbook.md": HANDBOOK }, ({ openChat, url }) => {
  it("stand under their headings, with lists as lists and the sentence that answers marked", async () => {
    const page = await openChat({ locale: "en-GB" });
    const { answer } = await handbookAnswers(url());
    const turn = await askFor(page, answer);
    const link = turn.getByRole("link", { name: "Handbook › Leave › Parental leave" });
    expect(await turn.getByText("quote checked").count()).toBe(1);
    expect(await turn.locator("mark").allInnerTexts()).toEqual(["You get 16 weeks of it at full pay."]);
    expect(await turn.getByRole("listitem").count()).toBe(3);
    expect(await turn.getByRole("listitem").last().innerText()).toMatch(/^Send the birth .* month\.\s*1$/);
    expect(await turn.getByRole("heading", { name: "Sources" }).count()).toBe(0);
    expect(await turn.getByText(/^Not certain/).count()).toBe(0);

    await turn.getByRole("button", { name: "Footnote 1: Handbook, quote checked" }).click();
    const note = page.getByRole("region", { name: /^Footnote 1/ });
    expect(await note.locator("mark").allInnerTexts()).toEqual(["You get 16 weeks of it at full pay."]);
    expect(await note.innerText()).toContain("Quote checked: this is the document’s text, word for word.");

    await page.reload();
    expect(await turn.locator("mark").count()).toBe(1);
    await link.click();
    await page.locator("footnote-viewer mark").first().waitFor();
    const key = page.locator("mark:not(.around)");
    expect(await key.innerText()).toMatch(/^Cited passage:\s+You get 16 weeks of it at full pay\.$/);
    const around = await page.locator("mark.around").allInnerTexts();
    expect(around[0]).toMatch(/^Parental leave is for everybody/);
    expect(around.at(-1)).toMatch(/within a month\.$/);
    expect(await page.evaluate(`${viewer}.activeElement.className`)).toBe("");
    expect(await page.evaluate(`${viewer}.activeElement.localName`)).toBe("mark");
    expect(await violations(page)).toEqual([]);
  });

  it("say where it isn't certain that they answer", async () => {
    const page = await openChat({ locale: "en-GB" });
    const { answer } = await handbookAnswers(url());
    const turn = await askFor(page, { ...answer, confidence: 0.4 });
    await turn.getByText("Not certain that this answers the question").waitFor();
  });

  it("are shown open, and not as an answer, where nothing answers outright", async () => {
    const page = await openChat({ locale: "en-GB" });
    const { excerpts } = await handbookAnswers(url());
    const turn = await askFor(page, excerpts);
    expect(await turn.getAttribute("data-state")).toBe("excerpts");
    await turn.getByText("these passages come closest").waitFor();
    expect(await turn.getByRole("link").allInnerTexts()).toEqual([
      "Handbook › Leave › Parental leave",
      "Handbook › Leave › Sick leave",
      "Handbook › Pension",
    ]);
    await turn.getByText("Not found in the documents: “adoption”.").waitFor();
    expect(await turn.getByRole("button", { name: "Helpful", exact: true }).count()).toBe(1);
    await page.reload();
    expect(await turn.getAttribute("data-state")).toBe("excerpts");
    expect((await turn.locator("mark").allInnerTexts()).join("")).toMatch(
      /^You get 16 .*A certificate .*We match/,
    );
  });

  it.each([
    ["light", "desktop", desktop],
    ["dark", "desktop", desktop],
    ["light", "phone", phone],
    ["dark", "phone", phone],
  ] as const)(
    "are accessible and need no sideways scrolling, %s on a %s",
    async (colorScheme, _, options) => {
      const page = await openChat({ locale: "en-GB", colorScheme, ...options });
      const { answer, excerpts } = await handbookAnswers(url());
      await askFor(page, excerpts);
      const turn = await askFor(page, answer);
      await turn.getByRole("button", { name: /^Footnote 1/ }).click();
      expect(await violations(page)).toEqual([]);
      const sideways = `(() => { const log = document.querySelector("footnote-chat").shadowRoot.querySelector(".log");
      return log.scrollWidth - log.clientWidth; })()`;
      expect(await page.evaluate(sideways)).toBe(0);
    },
  );
});
