/**
 * A tag of a site's generator: Hugo's shortcodes, Liquid's, Jinja's and Nunjucks' statements, and expressions of all of
 * them on one line. Double braces with a single word in them are left: LaTeX has those.
 */
const TAG = String.raw`\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}|\{\{-?(?:[ \t]|[\w$]+[.|])[^{}\n]{0,300}\}\}`;

/**
 * A pattern, for flags `gmu`, of fenced code up to its end or that of the text, and of code within a line: both are shown
 * as they are. It has the named groups `fence` and `ticks`.
 */
export const CODE = String.raw`^[ \t>]*(?<fence>\x60{3,}|~{3,})[^]*?(?:^[ \t>]*\k<fence>|(?![^]))|(?<!\x60)(?<ticks>\x60+)(?!\x60)[^\x60]{1,1000}\k<ticks>(?!\x60)`;

const CODE_OR_TAG = new RegExp(`(?<code>${CODE})|${TAG}`, "gmu");
const ONE_TAG = new RegExp(TAG, "gu");

/** What a tag shows in words, by the names that shortcodes give to it. */
const NAMED = /(?<=\s(?:text|caption|title|alt|label)=)(?:"([^"]*)"|'([^']*)')/u;

/** The first argument without a name, where it is words: no path, no address, no setting. */
const FIRST = /^\{(?:%|\{[<%])-?\s*[\w-]+\s+(?:"([^"]*)"|'([^']*)')/u;
const WORDS = /^[\p{L}\p{N}](?:[\p{L}\p{N} ,;&'’()-]|[.:!?](?=\s|$))*$/u;

/** Tags that say what to do, or embed something, and show none of their arguments. */
const SILENT =
  /^\{(?:%|\{[<%])-?\s*(?:if|elsif|elseif|unless|case|when|for|assign|set|capture|include|include_relative|render|partial|layout|extends|block|import|from|macro|call|cycle|comment|ref|relref|link|page|post_url|url|asset|static|youtube|vimeo|tweet|x|instagram|gist|video|audio|iframe|highlight|param)\b/u;

/** What a reader sees of a tag, and where in it that stands; undefined for one that shows nothing that is written in it. */
function shownOf(tag: string): { readonly text: string; readonly start: number } | undefined {
  const named = NAMED.exec(tag);
  if (named !== null) {
    return { text: named[1] ?? named[2] ?? "", start: named.index + 1 };
  }
  const first = SILENT.test(tag) ? null : FIRST.exec(tag);
  const text = first?.[1] ?? first?.[2];
  return first === null || text === undefined || !WORDS.test(text)
    ? undefined
    : { text, start: first[0].length - 1 - text.length };
}

/** A text with the words that its template tags show in their place; tags that show none are left out. */
export function withoutTemplateTags(source: string): string {
  return source.replace(CODE_OR_TAG, (match, ...rest) => {
    const { code } = rest.at(-1) as { readonly code?: string };
    return code === undefined ? (shownOf(match)?.text ?? "") : match;
  });
}

/**
 * A text of the same length in which other characters stand for template tags, all but the words that they show.
 * @param around stands for each character beside words that are shown
 * @param instead stands for each character of a tag that shows none
 */
export function coverTemplateTags(text: string, around: string, instead: string): string {
  return text.replace(ONE_TAG, (tag) => {
    const shown = shownOf(tag);
    if (shown === undefined) {
      return instead.repeat(tag.length);
    }
    const end = shown.start + shown.text.length;
    return `${around.repeat(shown.start)}${shown.text}${around.repeat(tag.length - end)}`;
  });
}
