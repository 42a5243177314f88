import { Parser } from "htmlparser2";
import type { LoadLimits } from "../../src/core/ports/loader.js";
import { Archive } from "../../src/documents/archive/archive.js";

/** What of a page no reader of its content looks for. */
const NOT_SHOWN = new Set(["script", "style", "nav", "noscript", "template", "head"]);

/** The parts of an archive that hold text for readers. Masters, themes and styles don't. */
const PARTS: Readonly<Record<string, RegExp>> = {
  docx: /^word\/((document|footnotes|endnotes|comments|header\d*|footer\d*)|(charts|diagrams)\/(chart|data)\d*)\.xml$/,
  pptx: /^ppt\/(slides|notesSlides|charts|diagrams|comments)\/(slide|notesSlide|chart|data|comment)\d*\.xml$/,
  xlsx: /^xl\/(sharedStrings|comments\d*|(charts|drawings|diagrams)\/(chart|drawing|data)\d*)\.xml$/,
  odt: /^content\.xml$/,
  ods: /^content\.xml$/,
  epub: /\.x?html?$/i,
};

/** Elements of Office Open XML that hold shown text: `w:t`, `a:t`, `m:t`, `t` of shared strings, `c:v` of charts. */
const OFFICE_TEXT = new Set(["w:t", "a:t", "m:t", "t", "c:v"]);

/** Of OpenDocument: what was deleted, and what a program keeps for itself. */
const NOT_SHOWN_IN_ODF = new Set([
  "text:tracked-changes",
  "office:scripts",
  "office:automatic-styles",
  "text:sequence-decls",
]);

const NO_LIMITS: LoadLimits = {
  characters: Number.MAX_SAFE_INTEGER,
  pages: 1e6,
  unpackedBytes: 1e9,
  nesting: 1e6,
};

/** What a file shows. */
export interface Reference {
  readonly text: string;
  /** Of an archive; without text, a file that holds some isn't empty. */
  readonly pictures: number;
}

/** Pictures of office files and e-books; not the preview of the first page. */
const PICTURE = /^(?!.*thumbnail).*\.(png|jpe?g|gif|emf|wmf|svg|tiff?|bmp)$/i;

/** All text nodes of a page but for those of scripts, styles and navigation, whatever the loader thinks of them. */
export function textOfHtml(html: string): string {
  const xml = /^\s*<\?xml\b/u.test(html);
  return textNodes(html, { isShown: (open) => !open.some((name) => NOT_SHOWN.has(name)), xml });
}

/**
 * All text nodes of an office file or e-book.
 * @param extension such as `docx`
 * @returns undefined if it isn't one that is known here
 */
export async function readArchive(bytes: Uint8Array, extension: string): Promise<Reference | undefined> {
  const parts = PARTS[extension];
  if (parts === undefined) {
    return undefined;
  }
  const archive = await Archive.open(bytes, "", NO_LIMITS);
  const texts: string[] = [];
  for (const name of archive.names.filter((name) => parts.test(name))) {
    const source = (await archive.read(name)).toString("utf8");
    if (extension === "epub") {
      texts.push(textOfHtml(source));
    } else if (extension.startsWith("od")) {
      texts.push(
        textNodes(source, { isShown: (open) => !open.some((name) => NOT_SHOWN_IN_ODF.has(name)), xml: true }),
      );
    } else {
      texts.push(textNodes(source, { isShown: isShownInOffice, xml: true }));
    }
  }
  return { text: texts.join("\n"), pictures: archive.names.filter((name) => PICTURE.test(name)).length };
}

/** A fallback repeats what stands beside it, for older programs; what was moved stands at its new place. */
function isShownInOffice(open: readonly string[]): boolean {
  return OFFICE_TEXT.has(open.at(-1) ?? "") && !open.includes("mc:Fallback") && !open.includes("w:moveFrom");
}

/** Every text node, parted from the next wherever an element other than a run of text begins or ends. */
function textNodes(
  source: string,
  { isShown, xml }: { readonly isShown: (open: readonly string[]) => boolean; readonly xml: boolean },
): string {
  const open: string[] = [];
  const texts: string[] = [];
  const parser = new Parser(
    {
      onopentag(name) {
        open.push(name);
      },
      onclosetag() {
        open.pop();
        texts.push(" ");
      },
      ontext(text) {
        if (isShown(open)) {
          texts.push(text);
        }
      },
    },
    { xmlMode: xml, decodeEntities: true },
  );
  parser.end(source);
  return texts.join("");
}
