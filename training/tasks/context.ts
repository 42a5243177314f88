/** What a writer gets, and what it is judged by how clear it is which passage answers, as in `findEvidence`. */
export const CONTEXT_PASSAGES = 8;
export const JUDGED_PASSAGES = 40;
