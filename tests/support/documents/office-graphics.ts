import type { ZipEntry } from "./make-zip.js";
import { relationships } from "./office-samples.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The names of columns and the cells of each row. */
export interface ChartData {
  readonly title?: string;
  readonly categoryTitle?: string;
  readonly valueTitle?: string;
  readonly categories: readonly string[];
  /** From the name of each series. */
  readonly series: Readonly<Record<string, readonly string[]>>;
  /** Of the values. */
  readonly format?: string;
}

const richText = (text: string | undefined) =>
  text === undefined
    ? ""
    : `<c:title><c:tx><c:rich><a:p><a:r><a:t>${text}</a:t></a:r></a:p></c:rich></c:tx></c:title>`;

const points = (values: readonly string[]) =>
  values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`).join("");

/** A chart part, with its series in columns. */
export function chartXml({
  title,
  categoryTitle,
  valueTitle,
  categories,
  series,
  format,
}: ChartData): string {
  const all = Object.entries(series).map(
    ([name, values]) =>
      `<c:ser><c:tx><c:strRef><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>${points(
        categories,
      )}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>${format ?? "General"}</c:formatCode>${points(
        values,
      )}</c:numCache></c:numRef></c:val></c:ser>`,
  );
  return `${XML}<c:chartSpace><c:chart>${richText(title)}<c:plotArea><c:barChart>${all.join("")}<c:axId val="1"/><c:axId val="2"/></c:barChart
    ><c:catAx><c:axId val="1"/>${richText(categoryTitle)}</c:catAx><c:valAx><c:axId val="2"/>${richText(valueTitle)}</c:valAx
    ></c:plotArea></c:chart></c:chartSpace>`;
}

/** One point of SmartArt. */
export interface SmartArtPoint {
  readonly text: string;
  /** The number of the point that it belongs to, 0-based. */
  readonly below?: number;
}

/** The data of SmartArt, its connections in reverse, so that only their order numbers tell. */
export function smartArtXml(points: readonly SmartArtPoint[]): string {
  const all = points.map(
    ({ text }, index) =>
      `<dgm:pt modelId="${index}"><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`,
  );
  const connections = points.map(
    ({ below }, index) => `<dgm:cxn srcId="${below ?? "doc"}" destId="${index}" srcOrd="${index}"/>`,
  );
  return `${XML}<dgm:dataModel><dgm:ptLst><dgm:pt modelId="doc" type="doc"/>${all.join("")}
    <dgm:pt modelId="p" type="pres"><dgm:t><a:p><a:r><a:t>[Text]</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst
    ><dgm:cxnLst>${connections.reverse().join("")}</dgm:cxnLst></dgm:dataModel>`;
}

/** A graphic of a drawing that shows the part of a relationship. */
export function graphic(kind: "chart" | "diagram", id: string): string {
  const shown = kind === "chart" ? `<c:chart r:id="${id}"/>` : `<dgm:relIds r:dm="${id}"/>`;
  return `<a:graphic><a:graphicData>${shown}</a:graphicData></a:graphic>`;
}

/**
 * Parts that another part shows, with its relationships to them, `rId1` and so on.
 * @param part such as `ppt/slides/slide1.xml`
 * @param shown the type, the name and the content of each
 */
export function shownParts(
  part: string,
  ...shown: readonly (readonly [type: string, name: string, content: string])[]
): ZipEntry[] {
  const slash = part.lastIndexOf("/");
  return [
    {
      name: `${part.slice(0, slash)}/_rels/${part.slice(slash + 1)}.rels`,
      content: relationships(...shown.map(([type, name]) => [type, `/${name}`] as const)),
    },
    ...shown.map(([, name, content]) => ({ name, content })),
  ];
}

const odfRow = (...cells: readonly string[]) =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join("")}</table:table-row>`;

/** The content of an embedded chart of OpenDocument: bicycles by city, of one of which the value is missing. */
export const ODF_CHART = `${XML}<office:document-content><office:body><office:chart><chart:chart><chart:title><text:p>Räder</text:p></chart:title
  ><chart:plot-area><chart:axis chart:dimension="x"><chart:title><text:p>Stadt</text:p></chart:title></chart:axis></chart:plot-area
  ><table:table table:name="local-table"><table:table-header-columns><table:table-column/></table:table-header-columns
  ><table:table-header-rows>${odfRow("", "2024")}</table:table-header-rows><table:table-rows>${odfRow("Ulm", "812")}${odfRow("Bonn", "NaN")}</table:table-rows
  ></table:table></chart:chart></office:chart></office:body></office:document-content>`;
