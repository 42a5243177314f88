import { expect, it } from "vitest";
import { ask, describeInBrowser } from "../support/browser/in-browser.js";

describeInBrowser("the demo page", {}, ({ open, url }) => {
  it("shows the widget on another site's page, tries its attributes and gives the tag", async () => {
    const page = await open("/demo", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("textbox", { name: "Titel" }).fill("Archiv");
    await page.getByRole("textbox", { name: "Fragen zum Anfangen" }).fill("Welche Straße nutzen Schmuggler?");
    await page.getByRole("combobox", { name: "Darstellung" }).selectOption("dunkel");
    await page.getByRole("combobox", { name: "Ecke" }).selectOption("unten links");
    await page.getByLabel("Farbe").fill("#7a1fa2");
    await page.getByRole("button", { name: "Archiv: öffnen" }).click();
    const panel = page.getByRole("dialog", { name: "Archiv" });
    await panel.getByRole("button", { name: "Welche Straße nutzen Schmuggler?" }).click();
    await panel.getByRole("article").getByText("M41").first().waitFor();
    const dialog = `document.querySelector("footnote-chat").shadowRoot.querySelector("dialog")`;
    expect(await page.evaluate(`getComputedStyle(${dialog}).colorScheme`)).toBe("dark");
    expect(await page.evaluate(`${dialog}.getBoundingClientRect().left`)).toBe(20);

    const settings = page.getByRole("complementary");
    await settings.getByRole("button", { name: "Kopieren" }).click();
    await settings.getByText("Kopiert").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      `<script src="${url()}/widget.js" defer
  data-title="Archiv"
  data-theme="dark"
  data-accent="#7a1fa2"
  data-position="left"
  data-questions="Welche Straße nutzen Schmuggler?"></script>`,
    );
  });

  it("puts the widget into the page and back", async () => {
    const page = await open("/demo");
    const inPage = page.getByRole("checkbox", { name: "In der Seite statt in der Ecke" });
    await inPage.check();
    await ask(page, "Wann wollte Kirgisistan vermitteln?");
    expect(await page.locator("#ask footnote-chat").count()).toBe(1);
    await inPage.uncheck();
    await page.getByRole("button", { name: "Fragen an die Dokumente: öffnen" }).click();
    await page.getByRole("dialog").getByText("Oktober 1992").first().waitFor();
  });
});
