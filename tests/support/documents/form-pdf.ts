import { pdfStream, rawPdf } from "./raw-pdf.js";
import { type Drawn, drawnText } from "./write-pdf.js";

/** What lies on top of a page, as entries of its dictionary, and perhaps what is shown of it. */
export interface Annotation {
  readonly entries: string;
  readonly shown?: string;
}

/** A field of a form: `Tx`, `Ch` or `Btn`. */
export function formField(
  kind: string,
  rect: readonly number[],
  entries: string,
  shown?: string,
): Annotation {
  const flags = entries.includes("/F ") ? "" : "/F 4";
  const field = `/Subtype /Widget /FT /${kind} /Rect [${rect.join(" ")}] /DA (/F1 11 Tf 0 g) ${flags} ${entries}`;
  if (shown === undefined) {
    return { entries: field };
  }
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const box = `/Subtype /Form /BBox [0 0 ${right - left} ${top - bottom}] /Resources << /Font << /F1 3 0 R >> >>`;
  return {
    entries: field,
    shown: pdfStream(box, `/Tx BMC q BT /F1 11 Tf 2 5 Td (${shown}) Tj ET Q EMC`),
  };
}

/** A page with text and what lies on top of it. */
export function formPdf(drawn: readonly Drawn[], annotations: readonly Annotation[]): Uint8Array {
  const reference = (i: number) => `${10 + i} 0 R`;
  const all = annotations.map((_, i) => reference(2 * i)).join(" ");
  return rawPdf([{ content: drawn.map(drawnText).join("\n"), entries: `/Annots [${all}]` }], {
    catalogue: `/AcroForm << /Fields [${all}] /DR << /Font << /F1 3 0 R >> >> >>`,
    objects: annotations.flatMap(({ entries, shown }, i) => [
      `<< /Type /Annot ${entries} ${shown === undefined ? "" : `/AP << /N ${reference(2 * i + 1)} >>`} >>`,
      shown ?? "null",
    ]),
  });
}
