import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayText } from "../../../src/answering/display-text.js";

describe("displayText", () => {
  it.each([
    ["a plain text", "Two lines\nand more.\n\nAnother.", "Two lines\nand more.\n\nAnother."],
    ["a link", "See [the guide](https://example.org/a_(b)) now.", "See the guide now."],
    [
      "a link to a tag of a template",
      'Please [contact the Help Desk]({% page "/a/#b" %}) and [ask]({{ site.url }}).',
      "Please contact the Help Desk and ask.",
    ],
    ["an image", "Look: ![a tower](tower.png)", "Look: a tower"],
    ["what is left of a link", "See the guide]( ).", "See the guide."],
    ["a tag with a name in it", 'Reach out to {% slack_channel "people-ops" %}.', "Reach out to people-ops."],
    [
      "a tag with a path in it",
      'First.\n\n{% include "alert.html" level: "warning" %}\n\nThen.',
      "First.\n\nThen.",
    ],
    ["a tag over several lines", 'A.\n\n{% include "steps.html"\n  step: 1 %}\n\nB.', "A.\n\nB."],
    [
      "a shortcode that shows a text",
      'Nutze {{< link slug="blog/rechte" text="Deine Rechte" >}} jetzt.',
      "Nutze Deine Rechte jetzt.",
    ],
    ["a shortcode in a sentence", "Since {{< new-in 0.1.0 />}} it works {{% note %}}.", "Since it works."],
    ["paired shortcodes", "{{< toggle file=a >}} [markup] x = 'y' {{< /toggle >}}", "[markup] x = 'y'"],
    ["a shortcode that is shown", "Use `{{</* figure src=x */>}}` here.", "Use `{{< figure src=x >}}` here."],
    [
      "what code says",
      "{{ with .Site }}\n  {{ .Title }}\n{{ end }}",
      "{{ with .Site }}\n  {{ .Title }}\n{{ end }}",
    ],
    [
      "a value in a sentence",
      "The method {{ .Title }} gives the title.",
      "The method {{ .Title }} gives the title.",
    ],
    ["a value of the site", "Write to {{ site.email }} today.", "Write to today."],
    ["an anchor", "Fees {#fees}\n\nNone.", "Fees\n\nNone."],
    ["attributes of a link", "The page{: .external } says it.", "The page says it."],
    ["JSX", 'Pick one.\n\n<Tabs items={["a", "b"]}>\n\nFirst.\n\n</Tabs>', "Pick one.\n\nFirst."],
    [
      "a tag that the author quotes",
      "The <head> element and <filename> stay.",
      "The <head> element and <filename> stay.",
    ],
    ["HTML around text", "That is <em>very</em> good.<br>Yes.", "That is very good. Yes."],
    ["entities", "Logging in &amp; out", "Logging in & out"],
    ["an admonition", "[!NOTE] Take care.\n\n:::tip\nDo it.\n:::", "Take care.\n\nDo it."],
    ["footnotes of the document", "It is so.[^1] It was [12] so.[3]", "It is so. It was so."],
    ["bold", "That is **very** good, 2**3 and __init__.", "That is very good, 2**3 and __init__."],
    ["bullets", "Bring:\n\n* a card\n• a pen\n  * blue", "Bring:\n\n- a card\n- a pen\n  - blue"],
    ["numbers of steps", "1. Log in.\n2. Log out.", "1. Log in.\n2. Log out."],
    ["a number alone", "3. Log in.", "Log in."],
    [
      "an option and its explanation",
      "-p, --port int      port to listen on\n    --poll string   interval",
      "-p, --port int      port to listen on\n    --poll string   interval",
    ],
  ])("shows %s", (_, quote, text) => {
    expect(displayText(quote).text).toBe(text);
  });

  it("locates a sentence of the quote", () => {
    const quote = 'See [the page]({% page "a" %}). It costs 5 €. {{< ad >}} Pay now.';
    const display = displayText(quote);
    const start = quote.indexOf("It costs");
    const found = display.locate({ start, end: start + "It costs 5 €.".length });
    expect(display.text.slice(found.start, found.end)).toBe("It costs 5 €.");
  });

  it("shows the parts of a row that it is told, with what was left out marked", () => {
    const row = "Name: A | Size: 1 | Colour: red | Price: 2";
    const shown = [
      { start: 0, end: 7 },
      { start: 20, end: 31 },
    ];
    expect(displayText(row, shown).text).toBe("Name: A … Colour: red");
  });

  it("has no blanks at its ends and no more lines than the quote, whatever it holds", () => {
    const piece = fc.constantFrom(
      "{{<",
      ">}}",
      "{%",
      "%}",
      "[a](",
      ")",
      "<b>",
      "</b>",
      "\n",
      "\n\n",
      " ",
      "x.",
      "- ",
      "1. ",
      "\u{F8FF}",
      "[1]",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const quote = pieces.join("");
        const display = displayText(quote);
        const { text } = display;
        expect(text).toBe(text.trim());
        expect(text.split("\n").length).toBeLessThanOrEqual(quote.split("\n").length);
        const { start, end } = display.locate({ start: 0, end: quote.length });
        expect(end <= text.length && start <= end).toBe(true);
      }),
    );
  });
});
