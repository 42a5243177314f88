/** How many series have a look of their own. */
export const LOOKS = 6;

const COLOURS = ["#3b78d8", "#c2720a", "#2e8b57", "#a05cc4", "#c0436a", "#6d7f8c"];
const DASHES = ["", "7 4", "2 4", "10 3 2 3", "12 4", "4 2"];

/** What charts share: colours of about the same contrast to a light page and to a dark one. */
export const CHART_STYLES: string = [
  "text { fill: #767676; font: 13px system-ui, sans-serif; }",
  ".grid { stroke: #767676; stroke-opacity: 0.35; }",
  "polyline, .swatch { fill: none; stroke-width: 2.5; }",
  ...COLOURS.map(
    (colour, i) => `.series-${i} { stroke: ${colour}; stroke-dasharray: ${DASHES[i] || "none"}; }`,
  ),
  ...COLOURS.map((colour, i) => `.fill-${i} { fill: ${colour}; }`),
].join("\n");
