import { describe, expect, it } from "vitest";
import { NOTEBOOK_LOADER } from "../../../../src/documents/notebook/notebook-loader.js";
import { LIMITS } from "../../../contract/loader.js";

const load = (notebook: unknown) =>
  NOTEBOOK_LOADER.load(new TextEncoder().encode(JSON.stringify(notebook)), "a.ipynb", LIMITS);

const withOutputs = (...outputs: readonly unknown[]) =>
  load({ cells: [{ cell_type: "code", source: "run()", outputs }] });

describe("notebook loader", () => {
  it("reads format 3, with its headings and inputs", async () => {
    const { text, headings } = await load({
      worksheets: [
        {
          cells: [
            { cell_type: "heading", level: 2, source: ["Tides"] },
            { cell_type: "code", input: "1 + 1", outputs: [{ output_type: "pyout", text: ["2"] }] },
          ],
        },
      ],
    });
    expect(text).toBe("Tides\n\n1 + 1\n\n2");
    expect(headings).toMatchObject([{ level: 2, text: "Tides" }]);
  });

  it("cuts long outputs at a line and says so", async () => {
    const { text, notices } = await withOutputs({
      output_type: "stream",
      text: "epoch 1 of 9\n".repeat(1000),
    });
    expect(text.length).toBeLessThan(4100);
    expect(text.endsWith("epoch 1 of 9")).toBe(true);
    expect(notices).toEqual(["not read: 1 end of a long output"]);
  });

  it("counts pictures, and shows no objects without a text", async () => {
    const figure = {
      output_type: "display_data",
      data: { "image/png": "iVBOR", "text/plain": "<Figure size 6x4>" },
    };
    const object = {
      output_type: "execute_result",
      data: { "text/plain": ["<matplotlib.lines.Line2D at 0x7f>"] },
    };
    const { text, notices } = await withOutputs(figure, figure, object, {
      output_type: "execute_result",
      data: { "text/plain": "<a.B object at 0x7f>" },
    });
    expect(text).toBe("run()");
    expect(notices).toEqual(["not read: 2 pictures in outputs"]);
  });

  it("reads Markdown outputs, and errors without their stack", async () => {
    const { text } = await withOutputs(
      { output_type: "execute_result", data: { "text/markdown": "The **mean** is 3.", "text/plain": "x" } },
      {
        output_type: "error",
        ename: "ValueError",
        evalue: "\u001b[31mbad\u001b[0m",
        traceback: ["at line 1"],
      },
    );
    expect(text).toBe("run()\n\nThe mean is 3.\n\nValueError: bad");
  });

  it("refuses JSON that is no notebook", async () => {
    await expect(load({ a: 1 })).rejects.toThrow(/a\.ipynb isn't a Jupyter notebook/u);
    await expect(load([])).rejects.toThrow(/a\.ipynb isn't a Jupyter notebook/u);
  });
});
