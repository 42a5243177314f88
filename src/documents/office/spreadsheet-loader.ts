import type { Loader, LoadLimits } from "../../core/ports/loader.js";
import { alternativesOfAll } from "../../languages/find-language.js";
import { fold } from "../../text/words.js";
import { titleFromPath } from "../metadata.js";
import { TextBuilder } from "../text-builder.js";
import { readAs, unreadable } from "../unreadable.js";
import { reportEmpty } from "./left-out.js";
import { readOds } from "./ods.js";
import { OfficePackage } from "./office-package.js";
import { isFlatDocument } from "./open-document.js";
import { usableTitle } from "./properties.js";
import { officeParts, storedZip } from "./repack.js";
import { addSheet } from "./sheet.js";
import { SheetObjects } from "./sheet-objects.js";
import { readTables } from "./sheet-tables.js";
import { formulasWithoutResult, readWorkbook, type Spreadsheet } from "./workbook.js";

/**
 * Excel and OpenDocument spreadsheets. Each sheet is a section, each row a line that names its columns, and
 * cells read as the program shows them. Hidden sheets are left out.
 */
export const SPREADSHEET_LOADER: Loader = {
  format: "spreadsheet",
  extensions: [".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".fods"],
  load(bytes, path, limits) {
    return readAs(path, "a spreadsheet", async () => {
      const { title, sheets, hidden, unresolved = 0, objects } = await readSpreadsheet(bytes, path, limits);
      if (sheets.length > limits.pages) {
        throw unreadable(path, `has more than ${limits.pages} sheets; split it, or raise MAX_PAGES`);
      }
      const builder = new TextBuilder(path, limits.characters);
      for (const { name, rows } of sheets) {
        builder.addHeading(sheets.length > 1 || isTelling(name) ? name : "", 1);
        addSheet(builder, rows());
        objects?.add(builder, name);
      }
      reportEmpty(builder);
      builder.leaveOut(hidden, "hidden sheet");
      builder.leaveOut(unresolved, "formula without a stored result", "formulas without a stored result");
      objects?.report(builder);
      return {
        title: usableTitle(title) ?? titleFromPath(path),
        ...builder.build(),
        pages: null,
        language: null,
      };
    });
  },
};

/** What lies on the cells of the sheets. */
interface ObjectsOnSheets {
  add(builder: TextBuilder, sheet: string): void;
  report(builder: TextBuilder): void;
}

/** A spreadsheet with what only some formats have. */
interface SpreadsheetFile extends Spreadsheet {
  readonly objects?: ObjectsOnSheets;
  /** How many formulas have no result in the file, and so no text. */
  readonly unresolved?: number;
}

async function readSpreadsheet(
  bytes: Uint8Array,
  path: string,
  limits: LoadLimits,
): Promise<SpreadsheetFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isFlatDocument(bytes)) {
    return readOds(bytes, path, limits);
  }
  if (isOldExcel(buffer)) {
    return readWorkbook(buffer, path);
  }
  const file = await OfficePackage.open(bytes, path, limits);
  if (file.archive.has("content.xml")) {
    return readOds(bytes, path, limits);
  }
  const parts = await officeParts(file.archive, path, limits);
  const spreadsheet = readWorkbook(storedZip(parts), path, readTables(parts, path, limits));
  return {
    ...spreadsheet,
    unresolved: formulasWithoutResult(parts),
    objects: await SheetObjects.read(file),
  };
}

/** What older programs write, and newer ones under the name `.xls`. */
function isOldExcel(bytes: Buffer): boolean {
  const compoundFile = bytes.readUInt32BE(0) === 0xd0cf11e0;
  const bareRecords = bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? -1);
  const markup = /^(?:\u00ef\u00bb\u00bf)?\s*</u.test(bytes.toString("latin1", 0, 100));
  return compoundFile || bareRecords || markup;
}

const PLACEHOLDER = new RegExp(
  `^(?:${alternativesOfAll(({ documents }) => documents.placeholderSheets)})[ _]?\\d*$`,
  "u",
);

/** Whether a sheet's name was given by its author, not by the program. */
function isTelling(name: string): boolean {
  return !PLACEHOLDER.test(fold(name));
}
