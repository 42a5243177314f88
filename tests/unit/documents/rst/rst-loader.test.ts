import { describe, expect, it } from "vitest";
import { RST_LOADER } from "../../../../src/documents/rst/rst-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (...lines: readonly string[]) =>
  RST_LOADER.load(new TextEncoder().encode(lines.join("\n")), "a.rst", LIMITS);

const text = async (...lines: readonly string[]) => (await load(...lines)).text;

describe("reStructuredText loader", () => {
  it("takes the levels of titles from the order of their adornments", async () => {
    const { headings } = await load(
      ...[
        "####",
        "Book",
        "####",
        "",
        "One",
        "****",
        "",
        "Part",
        "====",
        "",
        "Two",
        "****",
        "",
        "text",
        "",
        "----",
        "",
        "end",
      ],
    );
    expect(headings.map(({ level, text }) => `${level} ${text}`)).toEqual([
      "1 Book",
      "2 One",
      "3 Part",
      "2 Two",
    ]);
  });

  it.each([
    [
      "roles",
      "See :func:`open`, :meth:`~a.b.Close`, :doc:`the guide </guide>` and `x`:sup:.",
      "See open, Close, the guide and x.",
    ],
    [
      "links",
      "A `page <https://x.example/a_b>`_, `this one`__, word_ and https://x.example/a_b.",
      "A page, this one, word and https://x.example/a_b.",
    ],
    [
      "emphasis and stars that are none",
      "**Bold** *and* 2*3*4, *args and **kwargs.",
      "Bold and 2*3*4, *args and **kwargs.",
    ],
    [
      "names with underscores",
      "Call __init__ of my_class, A.__abs__() or a_b_ here.",
      "Call __init__ of my_class, A.__abs__() or a_b here.",
    ],
    ["escapes", "A \\*star\\*, H\\ :sub:`2`\\ O.", "A *star*, H2O."],
    [
      "references to footnotes and literature",
      "As said [1]_ by [Knuth84]_ and [#n]_.",
      "As said by [Knuth84] and .",
    ],
  ])("reads %s", async (_, source, expected) => {
    expect(await text(source)).toBe(expected);
  });

  it("shows the title of a section for a reference to the label above it", async () => {
    const lines = [
      "See :ref:`The-Lock` and :ref:`none`.",
      "",
      ".. _the-lock:",
      "",
      "The *lock*",
      "--------",
      "",
      "Oiled.",
    ];
    expect(await text(...lines)).toBe("See The lock and none.\n\nThe lock\n\nOiled.");
  });

  it("puts in what substitutions stand for", async () => {
    expect(
      await text(
        "|name| is |dash| new.",
        "",
        ".. |name| replace:: The *gate*",
        ".. |dash| unicode:: 0x2014 .. dash",
      ),
    ).toBe("The gate is — new.");
  });

  it("reads grid tables with lines in their cells and columns in common", async () => {
    const { text, blocks } = await load(
      "+-------+----------+",
      "| Name  | Price    |",
      "+=======+==========+",
      "| Oven  | 1,200    |",
      "| large | euros    |",
      "+-------+----------+",
      "| sold out         |",
      "+-------+----------+",
    );
    expect(text).toBe("Name: Oven large | Price: 1,200 euros\nName: sold out");
    expect(blocks.map(({ kind }) => kind)).toEqual(["table"]);
  });

  it("reads tables of CSV and of lists", async () => {
    const body = ["   * - Name", "     - Price", "   * - Oven", "     - 1,200"];
    expect(await text(".. list-table:: Prices", "   :header-rows: 1", "", ...body)).toBe(
      "Prices\n\nName: Oven | Price: 1,200",
    );
    expect(await text(".. csv-table:: Prices", "   :header: Name, Price", "", '   Oven, "1,200"')).toBe(
      "Prices\n\nName: Oven | Price: 1,200",
    );
  });

  it("reads notes, versions, and descriptions of functions with their fields", async () => {
    expect(
      await text(
        ".. warning::",
        "",
        "   Hot.",
        "",
        ".. versionadded:: 3.2",
        "   With a lid.",
        "",
        ".. py:function:: heat(degrees)",
        "   :module: oven",
        "",
        "   Heats the oven.",
        "",
        "   :param degrees: how much",
      ),
    ).toBe(
      "Warning: Hot.\n\nNew in version 3.2: With a lid.\n\nheat(degrees): Heats the oven.\n\ndegrees: how much".replace(
        "\n\ndegrees",
        "\n\nparam degrees",
      ),
    );
  });

  it("tells the description of a class from a style, which have one name", async () => {
    expect(
      await text(".. class:: Oven(size)", "", "   Bakes.", "", ".. class:: wide", "", "   A paragraph."),
    ).toBe("Oven(size): Bakes.\n\nA paragraph.");
  });

  it("reads code with its lines, and leaves out options of directives", async () => {
    const { blocks, text } = await load(
      ".. code-block:: python",
      "   :linenos:",
      "",
      "   def a():",
      "       pass",
      "",
      "Quoted::",
      "",
      "> one",
      "> two",
      "",
      ">>> 1 + 1",
      "2",
    );
    expect(blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)).toEqual([
      "code: def a():\n    pass",
      "paragraph: Quoted:",
      "code: > one\n> two",
      "code: >>> 1 + 1\n2",
    ]);
  });

  it("reads options of commands, line blocks and parts of items that are no lines", async () => {
    expect(await text("-a, --all  Show all.", "--size=N   Its size.")).toBe(
      "-a, --all: Show all.\n--size=N: Its size.",
    );
    expect(await text("| Roses", "| are red")).toBe("Roses\nare red");
    expect(await text("- One", "", "  ==== ====", "  a    b", "  ==== ====", "", "- Two")).toBe(
      "- One\n\na | b\n\n- Two",
    );
  });

  it("says what it leaves out", async () => {
    const { notices } = await load(
      ...[
        ".. image:: a.png",
        "",
        ".. image:: b.png",
        "   :alt: B",
        "",
        ".. include:: c.txt",
        "",
        ".. raw:: html",
        "",
        "   <b>",
      ],
    );
    expect(notices).toEqual([
      "not read: 1 picture without a description, 1 raw part in another markup, 1 included file",
    ]);
  });

  it("survives lists within lists without end, and markup without end", async () => {
    for (const source of [
      "- ".repeat(5000),
      "*a ".repeat(20_000),
      "`a ".repeat(20_000),
      "|a ".repeat(20_000),
      ":a".repeat(20_000),
    ]) {
      expectSound(await load(source));
    }
    expectSound(await load(...Array.from({ length: 500 }, (_, i) => `${" ".repeat(i)}term`)));
  });
});
