import type { Element, ParentNode } from "domhandler";
import { descendants, elements, textOf } from "../archive/xml.js";
import { oneLine } from "../table-text.js";

/** Fields of the number of a page, or of how many there are. */
const PAGE_FIELD = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/iu;

/** So few words beside a page's number only name it, as in `Page 2 of 7`. */
const MAX_PAGE_WORDS = 3;

/** The lines of a header or footer, without the numbers of pages. @param parent `w:hdr` or `w:ftr` */
export function frameLines(parent: ParentNode): string[] {
  return descendants(parent, "w:p")
    .map((paragraph) => oneLine(piecesOf(paragraph).filter(isTelling).map(pieceText).join(" ")))
    .filter((line) => /\p{L}/u.test(line));
}

/** What stands between two tabs, which part a header into left, middle and right. */
interface Piece {
  text: string;
  hasPageNumber: boolean;
}

function isTelling({ text, hasPageNumber }: Piece): boolean {
  return !hasPageNumber || text.trim().split(/\s+/u).length > MAX_PAGE_WORDS;
}

function pieceText({ text }: Piece): string {
  return text;
}

function piecesOf(paragraph: Element): Piece[] {
  const pieces: Piece[] = [{ text: "", hasPageNumber: false }];
  /** The open fields; true for those whose result is a page's number. */
  const fields: { isPage: boolean }[] = [];
  const last = () => pieces.at(-1) ?? { text: "", hasPageNumber: false };
  const visit = (element: Element): void => {
    switch (element.name) {
      case "w:t":
        if (!fields.some(({ isPage }) => isPage)) {
          last().text += textOf(element);
        }
        break;
      case "w:tab":
        pieces.push({ text: "", hasPageNumber: false });
        break;
      case "w:br":
        last().text += " ";
        break;
      case "w:fldChar":
        if (element.attribs["w:fldCharType"] === "begin") {
          fields.push({ isPage: false });
        } else if (element.attribs["w:fldCharType"] === "end") {
          fields.pop();
        }
        break;
      case "w:instrText": {
        const field = fields.at(-1);
        if (field !== undefined && PAGE_FIELD.test(textOf(element))) {
          field.isPage = true;
          last().hasPageNumber = true;
        }
        break;
      }
      case "w:pPr":
      case "w:del":
      case "w:moveFrom":
      case "w:p":
        break;
      default:
        for (const child of elements(element)) {
          visit(child);
        }
    }
  };
  for (const child of elements(paragraph)) {
    visit(child);
  }
  return pieces;
}
