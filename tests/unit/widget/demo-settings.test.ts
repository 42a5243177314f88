import { describe, expect, it } from "vitest";
import { INITIAL_SETTINGS, snippet } from "../../../src/widget/demo/settings.js";

const server = "https://docs.example/";

describe("the snippet of the demo page", () => {
  it("is one tag", () => {
    expect(snippet(INITIAL_SETTINGS, server)).toBe(
      '<script src="https://docs.example/widget.js" defer></script>',
    );
  });

  it("says what differs from the default", () => {
    const settings = {
      ...INITIAL_SETTINGS,
      title: "Archiv",
      theme: "dark",
      position: "left",
      open: true,
    } as const;
    expect(snippet(settings, server)).toBe(
      '<script src="https://docs.example/widget.js" defer\n  data-title="Archiv"\n  data-theme="dark"\n  data-position="left"\n  data-open="true"></script>',
    );
  });

  it("has no corner in the page", () => {
    const settings = { ...INITIAL_SETTINGS, position: "left", open: true, inline: true } as const;
    expect(snippet(settings, server)).toContain('defer\n  data-target="#ask"></script>');
  });

  it("can't be broken out of", () => {
    const settings = { ...INITIAL_SETTINGS, greeting: '"><script>alert(1)</script>&amp;' };
    expect(snippet(settings, server)).toContain(
      'data-greeting="&quot;>&lt;script>alert(1)&lt;/script>&amp;amp;"',
    );
  });
});
