/** Stands for an ISO 639-1 code where the language of a text can't be told. */
export const UNDETERMINED = "und";
