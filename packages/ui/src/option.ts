/** One of the values to choose from. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** A few muted words at its right. */
  readonly hint?: string | undefined;
}
