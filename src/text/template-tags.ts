/**
 * A tag of a site's generator on one line: Hugo's shortcodes, Liquid's, Jinja's and Nunjucks' statements, and
 * expressions of all of them. Double braces with a single word in them are left: LaTeX has those.
 */
const TAG = String.raw`\{\{[<%][^{}]{0,2000}[>%]\}\}|\{%[^{}]{0,2000}%\}|\{\{-?(?:[ \t]|[\w$]+[.|])[^{}\n]{0,300}\}\}`;

/** Fenced code up to its end or that of the text, and code within a line: both are shown as they are. */
const CODE = String.raw`^[ \t>]*(?<fence>\x60{3,}|~{3,})[^]*?(?:^[ \t>]*\k<fence>|(?![^]))|(?<!\x60)(?<ticks>\x60+)(?!\x60)[^\x60]{1,1000}\k<ticks>(?!\x60)`;

const CODE_OR_TAG = new RegExp(`(?<code>${CODE})|${TAG}`, "gmu");
const ONE_TAG = new RegExp(TAG, "gu");

/** What a tag shows in words, by the names that shortcodes give to it. */
const SHOWN = /(?<=\s(?:text|caption|title|alt|label)=)(?:"([^"]*)"|'([^']*)')/u;

/** What a reader sees of a tag, and where in it that stands; undefined for one that shows nothing that is written in it. */
function shownOf(tag: string): { readonly text: string; readonly start: number } | undefined {
  const found = SHOWN.exec(tag);
  const text = found?.[1] ?? found?.[2];
  return found === null || text === undefined ? undefined : { text, start: found.index + 1 };
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
