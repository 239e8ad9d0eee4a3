/**
 * What the streams give, as it comes; ends when all have ended, and with the first failure. Asks a stream for its next
 * item when the last one was taken: at most one of each waits. End the streams by their signal before leaving.
 */
export const mergeStreams = async function* <Item>(
  streams: readonly AsyncGenerator<Item, void>[],
): AsyncGenerator<Item, void> {
  const arrived: { readonly stream: AsyncGenerator<Item, void>; readonly result: IteratorResult<Item, void> }[] = [];
  let news = Promise.withResolvers<void>();
  const ask = (stream: AsyncGenerator<Item, void>): void => {
    stream.next().then(
      (result) => {
        arrived.push({ stream, result });
        news.resolve();
      },
      (error: unknown) => news.reject(error),
    );
  };
  let open = streams.length;
  for (const stream of streams) ask(stream);
  while (open > 0) {
    await news.promise;
    news = Promise.withResolvers();
    // a failure that comes while an item is being taken is met at the next wait
    news.promise.catch(() => undefined);
    for (const { stream, result } of arrived.splice(0)) {
      if (result.done === true) {
        open -= 1;
        continue;
      }
      yield result.value;
      ask(stream);
    }
  }
};
