import { imageSize } from "image-size";
import type { Loader } from "../../core/ports/loader.js";
import { titleFromPath } from "../metadata.js";
import {
  addParagraphs,
  noteRecognition,
  READ_BY_OCR,
  recognisePages,
  whyNothing,
} from "../ocr/recognise-pages.js";
import { TextBuilder } from "../text-builder.js";
import { tooManyPages, unreadable } from "../unreadable.js";
import { type PictureSize, tiffPages } from "./tiff-pages.js";

/** Pictures of text, such as scans and photographs of pages; a TIFF may hold several pages. */
export const IMAGE_LOADER: Loader = {
  format: "image",
  extensions: [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"],
  async load(bytes, path, limits, { recogniser } = {}) {
    if (recogniser === undefined) {
      throw unreadable(path, "is a picture, and pictures are read only with OCR=tesseract");
    }
    const sizes = sizesOf(bytes, path, limits.pages);
    const numbers = sizes.map((_, i) => i + 1);
    const recognised = await recognisePages(numbers, (page) => recogniser.recogniseImage(bytes, page), {
      path,
      maxCharacters: limits.characters,
    });
    if (recognised.pages.length === 0) {
      throw unreadable(path, `is a picture, ${whyNothing(recognised)}`);
    }
    const builder = new TextBuilder(path, limits.characters);
    const hasPages = sizes.length > 1;
    for (const page of recognised.pages) {
      if (hasPages) {
        builder.mark("page", page.number);
      }
      addParagraphs(builder, page);
    }
    if (hasPages) {
      noteRecognition(builder, recognised);
    } else {
      builder.notice(READ_BY_OCR);
    }
    return {
      title: titleFromPath(path),
      ...builder.build(),
      pages: hasPages ? sizes.length : null,
      language: null,
    };
  },
};

/** More than an A2 sheet at 300 dots an inch has; reading so many took 1.1 GB. */
const MAX_PIXELS = 60_000_000;

/** The longest side that tesseract takes. */
const MAX_SIDE = 32_767;

/** Formats of pictures, as `image-size` calls them, that are told by their first bytes. */
const TYPES: readonly (string | undefined)[] = ["png", "jpg", "webp", "bmp", "gif"];

/**
 * The sizes of a picture's pages, by its headers. Whatever isn't a picture ends here: tesseract would take it for a
 * list of files to read.
 */
function sizesOf(bytes: Uint8Array, path: string, maxPages: number): readonly PictureSize[] {
  const sizes = tiffPages(bytes, maxPages + 1) ?? sizeOf(bytes);
  if (sizes === undefined) {
    throw unreadable(path, "isn't a picture, or is damaged; open it in an image program and save it again");
  }
  if (sizes.length > maxPages) {
    throw tooManyPages(path, maxPages);
  }
  for (const { width, height } of sizes) {
    if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
      throw unreadable(
        path,
        `is a picture of ${width} × ${height} pixels, more than ${MAX_PIXELS / 1_000_000} million; scale it down`,
      );
    }
  }
  return sizes;
}

/** @returns undefined if it isn't a picture of a format that is read */
function sizeOf(bytes: Uint8Array): readonly PictureSize[] | undefined {
  try {
    const { width, height, type } = imageSize(bytes);
    return TYPES.includes(type) ? [{ width, height }] : undefined;
  } catch {
    return undefined;
  }
}
