import { describe, expect, it } from "vitest";
import { elementAt, parseXml } from "../../../../src/documents/archive/xml.js";
import { readMathml } from "../../../../src/documents/math/mathml.js";
import { readOmml } from "../../../../src/documents/math/omml.js";
import { writeFormula } from "../../../../src/documents/math/write-formula.js";
import { LIMITS } from "../../../contract/loader.js";

const parse = (xml: string) => parseXml(new TextEncoder().encode(`<x>${xml}</x>`), "f", LIMITS);
const root = (xml: string) => elementAt(parse(xml), "x") ?? expect.fail();

describe("omml", () => {
  const run = (text: string, properties = "") => `<m:r><m:rPr>${properties}</m:rPr><m:t>${text}</m:t></m:r>`;
  const part = (name: string, content: string) => `<m:${name}>${content}</m:${name}>`;
  const fraction = (above: string, below: string) => part("f", part("num", above) + part("den", below));
  const raised = (base: string, sup: string) => part("sSup", part("e", base) + part("sup", sup));
  const lowered = (base: string, sub: string) => part("sSub", part("e", base) + part("sub", sub));
  const delimited = (content: string, open = "(", close = ")") =>
    `<m:d><m:dPr><m:begChr m:val="${open}"/><m:endChr m:val="${close}"/></m:dPr>${content}</m:d>`;

  const cases: readonly (readonly [name: string, xml: string, text: string])[] = [
    ["text as it was typed", run("P = 48 kW"), "P = 48 kW"],
    ["operators with space", run("x=a-b") + run("+c"), "x = a - b + c"],
    ["signs without space", run("x=−b"), "x = −b"],
    ["words split into runs", run("k") + run("W"), "kW"],
    ["a fraction", run("k=") + fraction(run("7"), run("4")), "k = 7/4"],
    ["sums in a fraction", fraction(run("a+b"), run("2c")), "(a + b)/(2c)"],
    ["a product above a line", fraction(run("m") + raised(run("v"), run("2")), run("2")), "mv²/2"],
    ["a fraction as a factor", fraction(run("1"), run("2")) + run("m"), "(1/2)m"],
    ["a mixed number", run("2") + fraction(run("1"), run("2")), "2 1/2"],
    ["a fraction in a fraction", fraction(fraction(run("a"), run("b")), run("c")), "(a/b)/c"],
    ["raised digits", raised(run("x"), run("12")), "x¹²"],
    ["raised sums", raised(run("e"), run("i+1")), "e^(i+1)"],
    ["raised signs", raised(run("10"), run("−3")), "10^−3"],
    ["subscripts", lowered(run("x"), run("1")) + lowered(run("y"), run("max")), "x_1 y_max"],
    [
      "both scripts",
      part("sSubSup", part("e", run("x")) + part("sub", run("1")) + part("sup", run("2"))),
      "x_1²",
    ],
    ["a root", part("rad", part("deg", "") + part("e", run("x+1"))), "√(x + 1)"],
    ["a cube root", part("rad", part("deg", run("3")) + part("e", run("8"))), "∛(8)"],
    [
      "a sum",
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>${part("sub", run("i=1"))}${part("sup", run("n"))}${part("e", lowered(run("x"), run("i")))}</m:nary>`,
      "∑_(i=1)^n x_i",
    ],
    [
      "an integral",
      part("nary", part("sub", run("0")) + part("sup", run("1")) + part("e", run("x"))),
      "∫_0¹ x",
    ],
    [
      "a matrix",
      delimited(
        part(
          "e",
          part(
            "m",
            part("mr", part("e", run("a")) + part("e", run("b"))) +
              part("mr", part("e", run("c")) + part("e", run("d"))),
          ),
        ),
      ),
      "(a, b; c, d)",
    ],
    [
      "cases",
      run("f=") +
        delimited(
          part("e", part("eqArr", part("e", run("x,&amp;x&gt;0")) + part("e", run("0,&amp;x=0")))),
          "{",
          "",
        ),
      "f = {x, x > 0; 0, x = 0",
    ],
    [
      "a function",
      part("func", part("fName", run("sin", '<m:sty m:val="p"/>')) + part("e", run("x"))),
      "sin x",
    ],
    [
      "a function of brackets",
      part("func", part("fName", run("cos")) + part("e", delimited(part("e", run("x"))))),
      "cos(x)",
    ],
    [
      "an accent",
      `<m:acc><m:accPr><m:chr m:val="\u0307"/></m:accPr>${part("e", run("Q"))}</m:acc>`,
      "Q\u0307",
    ],
    [
      "an accent that is written as a limit",
      part("limUpp", part("e", run("x")) + part("lim", run("¯"))),
      "x\u0304",
    ],
    ["what stands under a brace", part("limLow", part("e", run("a+b")) + part("lim", run("⏟"))), "a + b"],
    ["derivatives", fraction(run("∂f"), run("∂x")), "∂f/∂x"],
    ["norms", run("∥v∥=P(A∣B)"), "∥v∥ = P(A∣B)"],
    [
      "ordinary text",
      run("Fläche = ", "<m:nor/>") + run("a") + run(" je Raum", "<m:nor/>"),
      "Fläche = a je Raum",
    ],
    ["letters in styles of their own", run("𝐸=𝑚") + raised(run("𝑐"), run("2")), "E = mc²"],
    ["no deleted parts", `${run("a")}<w:del>${run("b")}</w:del><w:ins>${run("c")}</w:ins>`, "ac"],
    ["decimal commas and lists", run("f(x,y)=0,85"), "f(x, y) = 0,85"],
  ];

  it.each(cases)("writes %s", (_, xml, text) => {
    expect(writeFormula(readOmml(root(xml)))).toBe(text);
  });
});

describe("mathml", () => {
  const cases: readonly (readonly [name: string, xml: string, text: string])[] = [
    ["numbers with units", "<mi>P</mi><mo>=</mo><mn>48</mn><mi>kW</mi>", "P = 48 kW"],
    ["products", "<mn>2</mn><mo>\u2062</mo><mi>a</mi><mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "2a sin x"],
    ["fractions", "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"],
    ["binomials", '<mo>(</mo><mfrac linethickness="0pt"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>', "(n; k)"],
    [
      "scripts",
      "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup><msub><mi>y</mi><mi>i</mi></msub>",
      "x_1²y_i",
    ],
    [
      "limits",
      "<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>x</mi>",
      "lim_(x→0) x",
    ],
    [
      "a sum",
      "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
      "∑_(i=1)^n i",
    ],
    [
      "roots",
      "<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt><mo>+</mo><mroot><mi>x</mi><mi>n</mi></mroot>",
      "√(x − 1) + √[n](x)",
    ],
    [
      "a matrix",
      "<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable><mo>]</mo>",
      "[1, 2]",
    ],
    ["accents", "<mover><mi>x</mi><mo>^</mo></mover><mover><mi>v</mi><mo>→</mo></mover>", "x\u0302v\u20d7"],
    ["isotopes", "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "_6¹⁴C"],
    ["older brackets", '<mfenced open="[" separators=";"><mi>a</mi><mi>b</mi></mfenced>', "[a; b)"],
    [
      "what is said, not how it was typed",
      '<semantics><mi>x</mi><annotation encoding="application/x-tex">\\mathit{x}</annotation></semantics>',
      "x",
    ],
    ["any prefix", "<math:mi>x</math:mi><math:mo>=</math:mo><math:mn>1</math:mn>", "x = 1"],
    ["text", "<mi>x</mi><mo>=</mo><mn>1</mn><mtext> if </mtext><mi>y</mi>", "x = 1 if y"],
  ];

  it.each(cases)("writes %s", (_, xml, text) => {
    expect(writeFormula(readMathml(root(xml)))).toBe(text);
  });
});
