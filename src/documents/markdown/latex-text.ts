import { superscript } from "../text-builder.js";

/** Commands of LaTeX whose sign Unicode has. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  `cdot · times × div ÷ pm ± leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ~ to → rightarrow → Rightarrow ⇒
  leftarrow ← infty ∞ sum ∑ prod ∏ int ∫ partial ∂ in ∈ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃ ldots … dots … degree °
  circ ° alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ kappa κ lambda λ mu μ nu ν xi ξ
  pi π rho ρ sigma σ tau τ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Pi Π Sigma Σ Phi Φ
  Psi Ψ Omega Ω`
    .trim()
    .split(/\s+(?=[A-Za-z])/u)
    .map((pair) => pair.split(" "))
    .map(([name = "", sign = ""]) => [name, sign]),
);

const GROUP = String.raw`\{((?:[^{}]|\{[^{}]{0,200}\}){0,500})\}`;
const FRACTION = new RegExp(String.raw`\\[dt]?frac\s?${GROUP}\s?${GROUP}`, "gu");
const ROOT = new RegExp(String.raw`\\sqrt\s?${GROUP}`, "gu");

/** What a simple formula in LaTeX says on one line: `\frac{a}{b} \cdot c^2` is `a/b · c²`. */
export function latexText(latex: string): string {
  return latex
    .replace(FRACTION, (_, above: string, below: string) => `${operand(above)}/${operand(below)}`)
    .replace(ROOT, (_, inner: string) => `√${operand(inner)}`)
    .replace(/\^(?:\{(\d{1,3})\}|(\d))/gu, (_, group?: string, digit?: string) =>
      superscript(group ?? digit ?? ""),
    )
    .replace(
      /\\(?:left|right|text|mathrm|mathbf|mathit|operatorname|quad|displaystyle|begin\{\w+\*?\}|end\{\w+\*?\})(?![A-Za-z])/gu,
      "",
    )
    .replace(/\\([A-Za-z]+)/gu, (_, name: string) => SIGNS.get(name) ?? name)
    .replace(/\\[\\,;:! ]/gu, " ")
    .replace(/[{}\\&]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

function operand(text: string): string {
  return /^[\p{L}\p{N}\\]+$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
}
