/** A year from 1000 to 2099, as a part of regular expressions: other numbers of four digits seldom say when. */
export const YEAR = "(?:1\\d|20)\\d\\d";
