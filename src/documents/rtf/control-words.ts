/** What is done with the text of a group. */
export type Target =
  /** It is the document's. */
  | "text"
  /** It is a footnote or endnote. */
  | "note"
  /** It is the number or bullet of a paragraph. */
  | "marker"
  /** It is the document's title. */
  | "title"
  /** It is data, of which only the title is looked for. */
  | "info"
  | "fonts"
  | "styles"
  /** It isn't for readers, and neither is what is within it. */
  | "skip";

const SKIPPED = `annotation atnauthor atnid atnref atrfstart atrfend author category colortbl comment company
  creatim do doccomm file filetbl fname footer footerf footerl footerr ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc
  fldinst header headerf headerl headerr hlinkbase keywords manager nonshppict objclass objdata operator pict printim
  private1 revtim rxe shprslt sn sp subject sv tc template txe upr xe mmathPict`;

/** The words that begin a group with a purpose of its own, and what becomes of its text. */
export const DESTINATIONS: ReadonlyMap<string, Target> = new Map<string, Target>([
  ...SKIPPED.split(/\s+/u).map((name): [string, Target] => [name, "skip"]),
  ["fonttbl", "fonts"],
  ["stylesheet", "styles"],
  ["info", "info"],
  ["title", "title"],
  ["footnote", "note"],
  ["listtext", "marker"],
  ["pntext", "marker"],
]);

/** Groups that old programs may pass over and that hold text for readers: notes, formulas, shapes, pictures. */
export const STARRED: ReadonlySet<string> = new Set(["footnote", "moMath", "shpinst", "shppict"]);

/** The words that stand for characters. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["line", "\n"],
  ["lbr", "\n"],
  ["column", "\n"],
  ["softline", "\n"],
  ["emdash", "—"],
  ["endash", "–"],
  ["lquote", "‘"],
  ["rquote", "’"],
  ["ldblquote", "“"],
  ["rdblquote", "”"],
  ["bullet", "•"],
  ["emspace", " "],
  ["enspace", " "],
  ["qmspace", " "],
  ["nestcell", " "],
  ["nestrow", "\n"],
]);
