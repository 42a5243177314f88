import type { Recognition, TextRecogniser } from "../../../src/core/ports/loader.js";

/** Gives what a test says by `image 1` and `page 2`; a picture that isn't named holds no text. */
export function fakeRecogniser(
  results: Readonly<Record<string, string | { readonly failure: string }>>,
): TextRecogniser & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const recognise = async (key: string): Promise<Recognition> => {
    asked.push(key);
    const result = results[key] ?? "";
    return typeof result === "string" ? { paragraphs: paragraphsOf(result) } : result;
  };
  return {
    asked,
    recogniseImage: (_, page) => recognise(`image ${page}`),
    recognisePdfPage: (_, { number }) => recognise(`page ${number}`),
  };
}

/** Lines that end with a backslash are full. */
function paragraphsOf(text: string) {
  return text === ""
    ? []
    : text.split("\n\n").map((paragraph) =>
        paragraph.split("\n").map((line) => ({
          text: line.replace(/\\$/u, ""),
          isWrapped: line.endsWith("\\"),
        })),
      );
}
