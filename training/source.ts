/** Where a data set comes from; its folder holds this beside the questions. */
export interface DataSetSource {
  /** `owner/name` of a public repository. Data sets of one repository are never split between fitting and testing. */
  readonly repo: string;
  readonly licence: string;
}

export const SOURCE_FILE = "source.json";
