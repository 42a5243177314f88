import type { Span } from "../core/document.js";
import { type Label, labels } from "./labels.js";

/** A word or phrase of a question that names one thing exactly, so that it is looked up as it stands. */
export type Identifier = LabelIdentifier | TokenIdentifier;

/** A paragraph or an article of a statute, or a section: `§ 3 Abs. 2 BGB`. */
export interface LabelIdentifier extends Pick<Label, "kind" | "number"> {
  /** As it stands in the question. */
  readonly text: string;
  /** The subsection's number. */
  readonly subsection?: string;
  /** The statute or document that it is asked of: an abbreviation, or a name as it stands. */
  readonly work?: string;
}

export interface TokenIdentifier {
  readonly kind: TokenKind;
  /** Without quotation marks and backquotes. */
  readonly text: string;
}

/**
 * `abbreviation` is the weakest: a folder about GDPR holds it everywhere.
 *
 * `quoted`: “out of paper”; `file`: `config.toml`, `/etc/cups`; `option`: `--port`, `-o sides`; `code`: E-1234,
 * 0x80070005, HTTP 404; `version`: v2.4.1; `setting`: MaxJobs, job_sheets, sides=two-sided; `abbreviation`: GDPR.
 */
export type TokenKind = "quoted" | "file" | "option" | "code" | "version" | "setting" | "abbreviation";

/** Longer questions are texts; only their beginning is looked at. */
const MAX_CHARACTERS = 500;

/** More identifiers than these make a question no clearer. */
const MOST = 6;

const EDGE = "(?<![\\p{L}\\p{N}_./-])";
const END = "(?![\\p{L}\\p{N}_])";

/** In order: what one has found, the next ones don't see. The first group is the identifier, if there is one. */
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ["quoted", /["„“”«»`](\S[^"„“”«»`\n]{1,78}\S)["“”«»`]/gu],
  [
    "file",
    new RegExp(
      `${EDGE}(?:~?(?:/[\\w.@-]+)+/?|[\\w-]+(?:\\.[\\w-]+)*\\.(?:conf|cfg|ini|toml|ya?ml|json|xml|md|txt|html?|css|s?css|js|mjs|ts|tsx|py|rb|go|sh|bat|ps1|exe|dll|msi|log|csv|tsv|pdf|docx?|xlsx?|pptx?|odt|png|jpe?g|svg|plist|service|env|lock|sql|php|java|c|h|cpp|rs|ppd))${END}`,
      "gu",
    ),
  ],
  [
    "option",
    /(?<![\p{L}\p{N}_-])(?:--[A-Za-z][\w-]*|-[A-Za-z](?: [a-z][\w-]*=?[\w-]*(?=$|[?\s]))?)(?![\p{L}\p{N}_-])/gu,
  ],
  [
    "code",
    /(?<![\p{L}\p{N}_-])(?:0x[0-9A-Fa-f]{2,}|(?:HTTP|ISO|DIN|EN|IEC|RFC|VDE) \d{2,}|[A-Z]{1,6}[-_]?\d{2,}[A-Z]?\d*|(?:[Ee]rror|[Ff]ehler|[Cc]ode|[Ss]tatus|[Ee]xit) (?:code |Code )?(\d{2,}))(?![\p{L}\p{N}_])/gu,
  ],
  ["version", new RegExp(`${EDGE}(?:[vV]\\d+(?:\\.\\d+)*|\\d+\\.\\d+\\.\\d+(?:[-.]\\w+)*)${END}`, "gu")],
  [
    "setting",
    new RegExp(
      `${EDGE}(?:[\\p{L}\\w.-]+=[\\w.:/-]+|\\p{Ll}+\\p{Lu}[\\p{L}\\p{N}]*|\\p{Lu}\\p{Ll}+(?:\\p{Lu}\\p{Ll}*)+|\\w+_\\w+|\\p{Ll}\\w+\\(\\d?\\))(?![\\p{L}\\p{N}_])`,
      "gu",
    ),
  ],
  [
    "abbreviation",
    /(?<![\p{L}\p{N}_.-])(?![IVXLCDM]+(?!\p{L}))\p{Lu}[\p{Lu}\p{N}&]{1,7}(?![\p{L}\p{N}_-])/gu,
  ],
];

/** A question in capitals has no abbreviations. */
const CAPITALS = /^[^\p{Ll}]*$/u;

/** `Abs. 2`, `(2)`: behind the number of a paragraph or an article. */
const SUBSECTION =
  /^,?\s?(?:(?:Abs(?:atz|\.)?|[Pp]ara(?:graph|\.)?|al\.|[Aa]pdo\.?|lid)\s?(\d{1,3}[a-z]?)|\((\d{1,3}[a-z]?)\))(?![\p{L}\p{N}])/u;

/** `Satz 1 Nr. 2 lit. a`: what may stand between that and the statute. */
const FURTHER =
  /^(?:,?\s?(?:Satz|S\.|Nr\.?|Nummer|lit\.?|Buchst(?:abe|\.)|Halbs(?:atz|\.)|Unterabs(?:atz|\.)|Var\.|Alt\.)\s?[\p{L}\p{N}]{1,4}\)?)*/u;

/** The statute behind it: `BGB`, `SGB X`, "der Hundesteuersatzung", "of the GDPR". */
const WORK_BEHIND =
  /^[\s,]*(?:(?:des|der|im|in der|aus dem|aus der|vom|von der|of the|of|in the|du|de la|della|del|van de) (\p{Lu}[\p{L}-]{2,40})|(\p{Lu}\p{L}*\p{Lu}\p{L}*(?: [IVX]{1,4}(?![\p{L}]))?))/u;

/** The same before it: `BGB § 823`. */
const WORK_BEFORE = /(?<![\p{L}\p{N}])(\p{Lu}\p{L}*\p{Lu}\p{L}*)[\s,]*$/u;

/** The identifiers of a question, in no particular order, up to six; none overlap. */
export function identifiersOf(question: string): readonly Identifier[] {
  const text = question.slice(0, MAX_CHARACTERS);
  const taken: Span[] = [];
  const found: Identifier[] = [];
  for (const label of labels(text)) {
    const { identifier, start, end } = readLabel(label, text);
    taken.push({ start, end });
    found.push(identifier);
  }
  for (const [kind, pattern] of TOKENS) {
    if (kind === "abbreviation" && CAPITALS.test(text)) {
      continue;
    }
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (taken.some(({ start, end }) => span.start < end && start < span.end)) {
        continue;
      }
      taken.push(span);
      found.push({ kind, text: match[1] ?? match[0] });
    }
  }
  return found.slice(0, MOST);
}

/** Reads on behind a label, and what stands before it. */
function readLabel(label: Label, text: string): { readonly identifier: LabelIdentifier } & Span {
  const { kind, number, start } = label;
  const subsection = SUBSECTION.exec(text.slice(label.end));
  const further = label.end + (subsection?.[0].length ?? 0);
  const behind = further + (FURTHER.exec(text.slice(further))?.[0].length ?? 0);
  const workBehind = WORK_BEHIND.exec(text.slice(behind));
  const workBefore = workBehind === null ? WORK_BEFORE.exec(text.slice(0, start)) : null;
  const work = workBehind?.[1] ?? workBehind?.[2] ?? workBefore?.[1];
  const asked = subsection?.[1] ?? subsection?.[2];
  return {
    start: workBefore?.index ?? start,
    end: behind + (workBehind?.[0].length ?? 0),
    identifier: {
      kind,
      number,
      text: text.slice(start, label.end),
      ...(asked !== undefined && { subsection: asked }),
      ...(work !== undefined && { work }),
    },
  };
}
