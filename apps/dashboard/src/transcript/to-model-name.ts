/** How people read which model it was: `provider/model`, or the one word that stands for both. */
export const toModelName = ({ provider, model }: { readonly provider: string; readonly model: string }): string =>
  provider === model ? model : `${provider}/${model}`;
